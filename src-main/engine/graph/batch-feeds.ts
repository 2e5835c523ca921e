import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-node';

import { mix } from '#shared/basics/random';
import { layersOf, type NetworkPlan } from '#shared/networks/plan';

import type { Batch, TrainingBatch } from '../engine';
import type { Tensorflow } from '../tensorflow';

/** What is fed of a batch. */
export interface BatchFeeds {
  /** Indices into a set of images: *first*, and *second* for a network of two inputs. */
  readonly sides: (batch: Batch) => NamedTensorMap;
  /** To the signatures of a step. @param step that its masks belong to */
  readonly step: (batch: TrainingBatch, step: number) => NamedTensorMap;
  /** To those of one lane of a step. */
  readonly lane: (
    batch: TrainingBatch,
    step: number,
    lane: { readonly from: number; readonly size: number },
  ) => NamedTensorMap;
}

/** @param seed that dropout is drawn from, keyed by step and layer */
export function createBatchFeeds(tf: Tensorflow, plan: NetworkPlan, seed: number): BatchFeeds {
  const layerCount = layersOf(plan).length;
  const indices = (values: Uint32Array): Tensor => tf.tensor1d(Int32Array.from(values), 'int32');

  const sides: BatchFeeds['sides'] = ({ first, second }) =>
    plan.inputs.length === 1 ? { first: indices(first) } : { first: indices(first), second: indices(second ?? first) };

  const step: BatchFeeds['step'] = (batch, number) => {
    const size = batch.first.length;
    const keys = Int32Array.from({ length: layerCount }, (_, ordinal) =>
      mix(mix(seed ^ Math.imul(ordinal, 0x9e3779b9)) ^ number),
    );
    return {
      ...sides(batch),
      same: tf.tensor2d(Float32Array.from(batch.same ?? new Uint8Array(size)), [size, 1]),
      weights: tf.tensor1d(batch.weights ?? new Float32Array(size).fill(1)),
      keys: tf.tensor1d(keys, 'int32'),
    };
  };

  return {
    sides,
    step,
    lane: (batch, number, { from, size }) => ({
      ...step(batch, number),
      from: tf.scalar(from, 'int32'),
      size: tf.scalar(size, 'int32'),
    }),
  };
}
