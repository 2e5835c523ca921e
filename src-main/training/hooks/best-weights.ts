import type { DeviceNetwork, Soon } from '../../engine/engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import type { TrainingHook } from '../loop';

/** The weights after the epoch of the smallest validation loss. */
export interface BestWeights {
  readonly epoch: number;
  readonly loss: number;
  readonly weights: readonly NamedTensor[];
}

export interface BestWeightsHook extends TrainingHook {
  /** The epoch of the smallest validation loss, the first where several are equal; undefined before there is one. */
  readonly epoch: () => number | undefined;
  readonly best: () => Promise<BestWeights | undefined>;
  /** Puts the weights of that epoch back into the network. */
  readonly restore: () => Promise<void>;
}

/**
 * Keeps a copy of the weights after the epoch whose validation loss is the smallest.
 * @param from what an earlier part of the training has kept
 */
export function bestWeightsHook(
  network: Pick<DeviceNetwork, 'exportWeights' | 'importWeights'>,
  from?: BestWeights,
): BestWeightsHook {
  /** A GPU may still be at work on them. */
  let best: (Omit<BestWeights, 'weights'> & { readonly weights: Soon<readonly NamedTensor[]> }) | undefined = from;
  return {
    onEpochEnd: ({ epoch, validation }) => {
      if (!(validation.loss < (best?.loss ?? Number.POSITIVE_INFINITY))) return;
      best = { epoch, loss: validation.loss, weights: network.exportWeights() };
    },
    best: async () => best && { ...best, weights: await best.weights },
    epoch: () => best?.epoch,
    restore: async () => {
      if (best !== undefined) network.importWeights(await best.weights);
    },
  };
}
