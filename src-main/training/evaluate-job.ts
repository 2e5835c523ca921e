import { trainingCount } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';
import { toFailure } from '#shared/errors/errors';
import { thresholdFor } from '#shared/metrics/own-output';
import { planNetwork } from '#shared/networks/index';
import type { NetworkPlan } from '#shared/networks/plan';

import type { DeviceNetwork } from '../engine/engine';
import { statisticsFor } from '../engine/pixel-scaling';
import { examine } from './examine';
import { readKerasH5 } from '../formats/keras/read-h5';
import { weightsForPlan } from '../formats/keras/weights-for-plan';
import type { EvaluationJob, Report } from './messages';
import { refuseOtherImages } from './other-images';
import type { JobSources } from './prepare-run';

/** The partners of test pairs are drawn by it where they are random: one draw, whatever weights are evaluated. */
const TEST_SEED = 1;

/**
 * Evaluates weights that were trained elsewhere on the test set of their dataset. Reports whether
 * the file describes its network, the evaluation, and then `ended`, whatever happened. Never throws.
 */
export async function evaluateJob(
  { spec, datasetFacts, datasetFolder, weightsFile, protocol, compute }: EvaluationJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
): Promise<void> {
  try {
    const plan = planNetwork(spec.network, datasetFacts);
    // before the library and the images are loaded, which takes seconds
    const file = await readKerasH5(weightsFile);
    const weights = weightsForPlan(file, plan);
    report({ kind: 'weights', isDescribed: file.model !== null });
    const engine = await openEngine(compute, plan);
    const { facts, train, test } = await loadDataset(spec.dataset, datasetFolder);
    refuseOtherImages(datasetFacts, facts);
    const classCount = facts.classNames.length;
    const [seed = TEST_SEED] = spec.seeds;
    const used = sampledImages(train.labels, trainingCount(facts, spec.fraction), spec.sample, seed);
    const pixels = statisticsFor(plan.scaling, train, used);
    const compile = async (of: NetworkPlan): Promise<DeviceNetwork> =>
      engine.compile({ plan: of, training: spec.training, train: test, pixels, seed: TEST_SEED });
    const network = await compile(plan);
    network.importWeights(weights);
    const threshold = thresholdFor(null);
    const subject = { plan, network, compile, set: test, classCount, seed: TEST_SEED, threshold };
    const examined = await examine(protocol, subject);
    if (examined === null) throw new Error('The evaluation ended half-way.');
    report({ kind: 'evaluation', evaluation: examined.evaluation });
    report({ kind: 'ended', outcome: { kind: 'finished' } });
  } catch (error) {
    report({ kind: 'ended', outcome: { kind: 'failed', failure: toFailure(error) } });
  }
}
