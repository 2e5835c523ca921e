import { trainingCount } from '#shared/datasets';
import { toFailure } from '#shared/errors';
import { planNetwork } from '#shared/network/index';

import { statisticsFor } from '../engine/pixel-scaling';
import { evaluationOf, predictSet } from './evaluate';
import { matchKerasWeights, weightTarget } from './keras/match';
import { readKerasH5 } from './keras/read-h5';
import type { EvaluationJob, Report } from './messages';
import { testBatch } from './protocol';
import type { JobSources } from './run-job';

/** The partners of *class-matched* test pairs are drawn by it: one draw, whatever weights are evaluated. */
const TEST_SEED = 1;

/**
 * Evaluates weights that were trained elsewhere on the test set of their dataset. Reports the evaluation and then
 * `ended`, whatever happened. Never throws.
 */
export async function evaluateJob(
  { spec, datasetFolder, weightsFile, protocol }: EvaluationJob,
  { openEngine, loadDataset }: JobSources,
  report: Report,
): Promise<void> {
  try {
    const plan = planNetwork(spec);
    // before the library and the images are loaded, which takes seconds
    const weights = matchKerasWeights(await readKerasH5(weightsFile), weightTarget(plan));
    const engine = openEngine();
    const { facts, train, test } = await loadDataset(spec.dataset, datasetFolder);
    const classCount = facts.classNames.length;
    const used = Uint32Array.from({ length: trainingCount(facts, spec.fraction) }, (_, image) => image);
    const pixels = statisticsFor(plan.scaling, train, used);
    const network = engine.compile({ plan, training: spec.training, train: test, pixels, seed: TEST_SEED });
    network.importWeights(weights);
    const predictions = await predictSet({
      network,
      set: test,
      classCount,
      batch: testBatch(protocol, test, TEST_SEED),
    });
    if (predictions === null) throw new Error('The evaluation ended half-way.');
    report({ kind: 'evaluation', evaluation: evaluationOf(predictions, test, classCount, protocol) });
    report({ kind: 'ended', outcome: { kind: 'finished' } });
  } catch (error) {
    report({ kind: 'ended', outcome: { kind: 'failed', failure: toFailure(error) } });
  }
}
