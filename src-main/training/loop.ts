import { setImmediate } from 'node:timers/promises';

import type { BatchResult, DeviceNetwork, TrainingBatch } from '../engine/engine';
import { startOfEpoch, type Position } from './position';
import { createRandom, deriveSeed, permutation } from '#shared/basics/random';

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
/** *stalled*: it no longer got better, and counts as finished. *paused*: it is to go on later, from where it stands. */
export type StopReason = 'cancelled' | 'paused' | 'diverged' | 'stalled';

/** Whatever wants to know: progress, series, cancel, NaN. The loop knows nothing else. */
export interface TrainingHook {
  readonly onBatchEnd?: (batch: BatchEnd, stop: Stop) => void;
  readonly onEpochEnd?: (epoch: EpochEnd, stop: Stop) => void;
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
  /** Scores the model after an epoch, or says why it was stopped half-way. */
  readonly validate: () => Promise<Scores | StopReason>;
  readonly hooks: readonly TrainingHook[];
  /** Where to begin, if not at the first batch. */
  readonly from?: Position | undefined;
  /**
   * Told after every batch and every epoch how far it is, so that it can be kept.
   * @param isLast nothing follows, and what follows later has to begin there
   */
  readonly reached?: (position: Position, isLast: boolean) => Promise<void>;
}

/**
 * Trains epoch by epoch and tells the hooks. Between two batches it lets waiting messages in, so that a cancel is
 * heard; a batch itself cannot be interrupted. An epoch that was stopped half-way is not reported as an epoch.
 */
export async function train(options: TrainOptions): Promise<StopReason | 'completed'> {
  const { network, hooks, epochs, reached } = options;
  let position = options.from ?? startOfEpoch(1);
  let stopped: StopReason | undefined = position.isStalled ? 'stalled' : undefined;
  const stop: Stop = (reason) => {
    stopped ??= reason;
  };
  const isStopped = (): boolean => stopped !== undefined;
  const reasonOf = (): StopReason | 'completed' => stopped ?? 'completed';

  while (position.epoch <= epochs && !isStopped()) {
    const trained = await trainEpoch();
    if (isStopped()) break;
    const validation = await options.validate();
    if (typeof validation === 'string') {
      stop(validation);
      break;
    }
    const { epoch } = position;
    for (const hook of hooks) hook.onEpochEnd?.({ epoch, train: trained, validation }, stop);
    position = startOfEpoch(epoch + 1, stopped === 'stalled');
    await reached?.(position, false);
  }
  // what has diverged has nothing worth going on from
  if (reasonOf() !== 'diverged') await reached?.(position, true);
  for (const hook of hooks) hook.onTrainEnd?.(reasonOf());
  return reasonOf();

  /** What is left of the epoch that the position is in. */
  async function trainEpoch(): Promise<Scores> {
    const { epoch } = position;
    const examples = options.examples(epoch);
    const order = permutation(examples.first.length, createRandom(deriveSeed(options.seed, `order/epoch ${epoch}`)));
    const batches = Math.ceil(order.length / options.batchSize);
    const atOnce = network.batchesAtOnce ?? 1;
    while (position.batch < batches && !isStopped()) {
      // a GPU works on the first of them while the others are made ready
      const given = Array.from({ length: Math.min(atOnce, batches - position.batch) }, (_, place) => {
        const start = (position.batch + place) * options.batchSize;
        const indices = order.subarray(start, start + options.batchSize);
        return { size: indices.length, result: network.trainBatch(pick(examples, indices)) };
      });
      for (const { size, result } of given) {
        const told = await result;
        position = {
          ...position,
          batch: position.batch + 1,
          lossSum: position.lossSum + told.loss * size,
          correct: position.correct + told.correct,
        };
        const end = { ...told, epoch, batch: position.batch, batches, size };
        for (const hook of hooks) hook.onBatchEnd?.(end, stop);
      }
      if (!isStopped()) await reached?.(position, false);
      await setImmediate();
    }
    return { loss: position.lossSum / order.length, accuracy: position.correct / order.length };
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
