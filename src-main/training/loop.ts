import { setImmediate } from 'node:timers/promises';

import type { BatchResult, DeviceNetwork, TrainingBatch } from '../engine/engine';
import type { Pause } from './pause';
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
  /** The training holds before its next batch, for as long as it takes. */
  readonly onPause?: () => void;
  readonly onResume?: (stop: Stop) => void;
  /** Always called, however the training ended. */
  readonly onTrainEnd?: (reason: StopReason | 'completed') => void;
}

export interface TrainOptions {
  readonly network: DeviceNetwork;
  /** All that is learned from in an epoch, before it is shuffled: images, or pairs. */
  readonly examples: (epoch: number) => TrainingBatch;
  readonly epochs: number;
  readonly batchSize: number;
  /** The order of the examples in each epoch follows from it. */
  readonly seed: number;
  /** Scores the model after an epoch; null where it was cancelled half-way. */
  readonly validate: () => Promise<Scores | null>;
  readonly hooks: readonly TrainingHook[];
  readonly pause: Pause;
}

/**
 * Trains epoch by epoch and tells the hooks. Between two batches it lets waiting messages in, so that a cancel is
 * heard, and holds while it is paused; a batch itself cannot be interrupted. An epoch that was stopped half-way is not reported as an epoch.
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
    const atOnce = network.batchesAtOnce ?? 1;
    for (let done = 0; done < batches && !isStopped(); done += atOnce) {
      await holdWhilePaused();
      if (isStopped()) break;
      // a GPU works on the first of them while the others are made ready
      const given = Array.from({ length: Math.min(atOnce, batches - done) }, (_, place) => {
        const indices = order.subarray((done + place) * options.batchSize, (done + place + 1) * options.batchSize);
        return { batch: done + place + 1, size: indices.length, result: network.trainBatch(pick(examples, indices)) };
      });
      for (const { batch, size, result } of given) {
        const told = await result;
        loss += told.loss * size;
        correct += told.correct;
        for (const hook of hooks) hook.onBatchEnd?.({ ...told, epoch, batch, batches, size }, stop);
      }
      await setImmediate();
    }
    return { loss: loss / order.length, accuracy: correct / order.length };
  }

  async function holdWhilePaused(): Promise<void> {
    if (!options.pause.isHeld()) return;
    for (const hook of hooks) hook.onPause?.();
    while (options.pause.isHeld()) await options.pause.waitUntilReleased();
    for (const hook of hooks) hook.onResume?.(stop);
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
