import type { DeviceNetwork, NamedTensor, Soon } from '../../engine/engine';
import type { TrainingHook } from '../loop';

export interface BestWeightsHook extends TrainingHook {
  /** The epoch of the smallest validation loss, the first where several are equal; undefined before there is one. */
  readonly epoch: () => number | undefined;
  /** Puts the weights of that epoch back into the network. */
  readonly restore: () => Promise<void>;
}

/** Keeps a copy of the weights after the epoch whose validation loss is the smallest. */
export function bestWeightsHook(network: Pick<DeviceNetwork, 'exportWeights' | 'importWeights'>): BestWeightsHook {
  let smallest = Number.POSITIVE_INFINITY;
  let best: { readonly epoch: number; readonly weights: Soon<readonly NamedTensor[]> } | undefined;
  return {
    onEpochEnd: ({ epoch, validation }) => {
      if (!(validation.loss < smallest)) return;
      smallest = validation.loss;
      best = { epoch, weights: network.exportWeights() };
    },
    epoch: () => best?.epoch,
    restore: async () => {
      if (best !== undefined) network.importWeights(await best.weights);
    },
  };
}
