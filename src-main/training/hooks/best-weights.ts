import type { CompiledNetwork, NamedTensor } from '../../engine/engine';
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
  readonly best: () => BestWeights | undefined;
  /** Puts the weights of that epoch back into the network. */
  readonly restore: () => void;
}

/**
 * Keeps a copy of the weights after the epoch whose validation loss is the smallest.
 * @param from what an earlier part of the training has kept
 */
export function bestWeightsHook(
  network: Pick<CompiledNetwork, 'exportWeights' | 'importWeights'>,
  from?: BestWeights,
): BestWeightsHook {
  let best = from;
  return {
    onEpochEnd: ({ epoch, validation }) => {
      if (!(validation.loss < (best?.loss ?? Number.POSITIVE_INFINITY))) return;
      best = { epoch, loss: validation.loss, weights: network.exportWeights() };
    },
    best: () => best,
    epoch: () => best?.epoch,
    restore: () => {
      if (best !== undefined) network.importWeights(best.weights);
    },
  };
}
