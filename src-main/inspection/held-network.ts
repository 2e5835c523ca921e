import { z } from 'zod';

import { LabError } from '#shared/errors/errors';
import { planNetwork } from '#shared/networks/index';
import type { NetworkPlan } from '#shared/networks/plan';
import { describeProblems, problemsOf } from '#shared/errors/problems';

import type { LoadedDataset } from '../datasets/dataset';
import type { InspectableEngine, InspectableNetwork } from '../engine/engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import type { PixelStatistics } from '../engine/pixel-scaling';
import { readArtefact } from '../training/predictions';
import type { DatasetPlace, RunPlace } from './messages';

/** The network of a finished run with its weights, and the dataset that it was trained on. */
export interface HeldNetwork {
  readonly plan: NetworkPlan;
  readonly network: InspectableNetwork;
  readonly dataset: LoadedDataset;
}

/** Images have to be scaled as those that the weights were trained on: the run wrote down how, where it matters. */
function statisticsOf({ pixels }: Readonly<Record<string, string>>): PixelStatistics | undefined {
  if (pixels === undefined) return undefined;
  const read = pixelStatistics.safeParse(JSON.parse(pixels));
  if (read.success) return read.data;
  throw new LabError(
    'invalid-weights',
    `The weights of the run do not say how its images were scaled in a way that this lab knows. ${describeProblems(problemsOf(read.error))} ` +
      'Look at the run in the lab that made it, or a newer one.',
  );
}

const pixelStatistics = z.strictObject({ mean: z.number(), deviation: z.number() });

/** No dropout is drawn here, and nothing is trained. */
const SEED = 1;

/**
 * Loads the networks of runs, and keeps the one that was last asked for.
 * @param openEngine called when the first network is wanted: loading the library takes a second or two
 */
export function createNetworkHolder(
  openEngine: () => InspectableEngine,
  datasetAt: (place: DatasetPlace) => Promise<LoadedDataset>,
): (run: RunPlace) => Promise<HeldNetwork> {
  let engine: InspectableEngine | undefined;
  let held: { readonly weights: string; readonly plan: NetworkPlan; readonly network: InspectableNetwork } | undefined;

  async function load({ spec, runFolder, weights }: RunPlace, dataset: LoadedDataset): Promise<typeof held> {
    // held against its hash before anything is built of it
    const { tensors, metadata } = await readArtefact(runFolder, weights);
    const plan = planNetwork(spec.network, dataset.facts);
    engine ??= openEngine();
    held?.network.dispose();
    held = undefined;
    const pixels = statisticsOf(metadata);
    const network = engine.compile({ plan, training: spec.training, train: dataset.train, pixels, seed: SEED });
    try {
      network.importWeights(tensors.filter((tensor): tensor is NamedTensor => tensor.values instanceof Float32Array));
    } catch (error) {
      network.dispose();
      throw error;
    }
    return { weights: weights.sha256, plan, network };
  }

  return async (run) => {
    const dataset = await datasetAt({ dataset: run.spec.dataset, folder: run.folder });
    const found = held?.weights === run.weights.sha256 ? held : await load(run, dataset);
    if (found === undefined) throw new Error('The network was let go of while it was loaded.');
    held = found;
    return { plan: found.plan, network: found.network, dataset };
  };
}
