import { setImmediate } from 'node:timers/promises';

import type { BatchResult, CompiledNetwork, TrainingBatch } from '../engine/engine';
import { createRandom, deriveSeed, permutation } from './random';

export interface BatchEnd extends BatchResult {
  readonly epoch: number;
  /** 1-based, of `batches`. */
  readonly batch: number;
  readonly batches: number;
  /** Images or pairs in this batch: the last one of an epoch may be smaller. */
  readonly size: number;
}

export interface EpochEnd {
  readonly epoch: number;
  readonly train: Scores;
  /** On the test set, or on what was held out. */
  readonly validation: Scores;
}

/** Means over a set of images. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

/** Ends the training at the end of the current batch. The first reason given stands. */
export type Stop = (reason: StopReason) => void;
/** *stalled*: it no longer got better, and counts as finished. */
export type StopReason = 'cancelled' | 'diverged' | 'stalled';

/** Whatever wants to know: progress, series, cancel, NaN. The loop knows nothing else. */
export interface TrainingHook {
  readonly onBatchEnd?: (batch: BatchEnd, stop: Stop) => void;
  readonly onEpochEnd?: (epoch: EpochEnd, stop: Stop) => void;
  /** Always called, however the training ended. */
  readonly onTrainEnd?: (reason: StopReason | 'completed') => void;
}

export interface TrainOptions {
  readonly network: CompiledNetwork;
  /** All that is learned from in an epoch, before it is shuffled: images, or pairs. */
  readonly examples: (epoch: number) => TrainingBatch;
  readonly epochs: number;
  readonly batchSize: number;
  /** The order of the examples in each epoch follows from it. */
  readonly seed: number;
  /** Scores the model after an epoch; null where it was cancelled half-way. */
  readonly validate: () => Promise<Scores | null>;
  readonly hooks: readonly TrainingHook[];
}

/**
 * Trains epoch by epoch and tells the hooks. Between two batches it lets waiting messages in, so that a cancel is
 * heard; a batch itself cannot be interrupted. An epoch that was stopped half-way is not reported as an epoch.
 */
export async function train(options: TrainOptions): Promise<StopReason | 'completed'> {
  const { network, hooks, epochs } = options;
  let stopped: StopReason | undefined;
  const stop: Stop = (reason) => {
    stopped ??= reason;
  };

  const isStopped = (): boolean => stopped !== undefined;

  for (let epoch = 1; epoch <= epochs && !isStopped(); epoch++) {
    const trained = await trainEpoch(epoch);
    if (isStopped()) break;
    const validation = await options.validate();
    if (validation === null) break;
    for (const hook of hooks) hook.onEpochEnd?.({ epoch, train: trained, validation }, stop);
  }
  for (const hook of hooks) hook.onTrainEnd?.(stopped ?? 'completed');
  return stopped ?? 'completed';

  async function trainEpoch(epoch: number): Promise<Scores> {
    const examples = options.examples(epoch);
    const order = permutation(examples.first.length, createRandom(deriveSeed(options.seed, `order/epoch ${epoch}`)));
    const batches = Math.ceil(order.length / options.batchSize);
    let loss = 0;
    let correct = 0;
    for (let batch = 1; batch <= batches && !isStopped(); batch++) {
      const indices = order.subarray((batch - 1) * options.batchSize, batch * options.batchSize);
      const result = network.trainBatch(pick(examples, indices));
      loss += result.loss * indices.length;
      correct += result.correct;
      for (const hook of hooks) hook.onBatchEnd?.({ ...result, epoch, batch, batches, size: indices.length }, stop);
      await setImmediate();
    }
    return { loss: loss / order.length, accuracy: correct / order.length };
  }
}

/** The examples at these places. */
function pick({ first, second, same, weights }: TrainingBatch, places: Uint32Array): TrainingBatch {
  return {
    first: places.map((place) => first[place] ?? 0),
    second: second === undefined ? undefined : places.map((place) => second[place] ?? 0),
    same: same === undefined ? undefined : Uint8Array.from(places, (place) => same[place] ?? 0),
    weights: weights === undefined ? undefined : Float32Array.from(places, (place) => weights[place] ?? 0),
  };
}
