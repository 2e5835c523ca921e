import type { NamedTensorMap } from '@tensorflow/tfjs-node';

import { hasBatchLoss } from '#shared/losses/of-plan';

import type { BatchResult, CompileOptions, KernelFingerprints, TrainingBatch } from '../engine';
import type { Tensorflow } from '../tensorflow';
import { fingerprintedWeights } from './alone';
import { createBatchFeeds } from './batch-feeds';
import type { GraphSession } from './graph-session';
import { lanesOfBatch, signatureFor } from './lanes';
import { GRAPH_OPTIMISERS } from './optimisers/registry';

/** The steps of a training in a graph that has the images already. */
export interface GraphSteps {
  /** @param step its number: 1, 2, 3 … */
  readonly train: (batch: TrainingBatch, step: number) => BatchResult;
  /** Of the step that would be next. */
  readonly fingerprints: (batch: TrainingBatch, step: number) => KernelFingerprints;
}

/** A part of a step in which no two kernels run at the same time. */
interface StepAlone {
  readonly signature: string;
  readonly rows: number;
  readonly inputs: () => NamedTensorMap;
}

export function createGraphSteps(
  tf: Tensorflow,
  session: GraphSession,
  { plan, training, seed }: Pick<CompileOptions, 'plan' | 'training' | 'seed'>,
  laneCount: number,
): GraphSteps {
  const feeds = createBatchFeeds(tf, plan, seed);
  const isJoined = hasBatchLoss(plan);
  const { stepFactors } = GRAPH_OPTIMISERS.get(training.optimiser);

  /** A lane at a time; all lanes of the batch where its loss joins them. */
  function alone(batch: TrainingBatch, step: number): readonly StepAlone[] {
    const rows = batch.first.length;
    if (isJoined) {
      return [{ signature: signatureFor('alone/batch', laneCount, rows), rows, inputs: () => feeds.step(batch, step) }];
    }
    return lanesOfBatch(laneCount, rows).map((lane) => ({
      signature: 'alone/step',
      rows: lane.size,
      inputs: () => feeds.lane(batch, step, lane),
    }));
  }

  function useAlone(batch: TrainingBatch, step: number): readonly StepAlone[] {
    const parts = alone(batch, step);
    for (const { signature, rows, inputs } of parts) session.useAlone(signature, rows, inputs);
    return parts;
  }

  return {
    train: (batch, step) => {
      useAlone(batch, step);
      const numbers = Object.entries(stepFactors(step, training));
      const factors = numbers.map(([name, value]) => [name, tf.scalar(value)] as const);
      const { loss, hits } = session.run(signatureFor('train', laneCount, batch.first.length), {
        ...feeds.step(batch, step),
        ...Object.fromEntries(factors),
      });
      return { loss: loss?.[0] ?? Number.NaN, correct: hits?.[0] ?? 0 };
    },
    fingerprints: (batch, step) => {
      const parts = useAlone(batch, step);
      const signature = signatureFor('fingerprint', laneCount, batch.first.length);
      const side = session.runIntegers(signature, feeds.step(batch, step));
      const each = parts.map((part) => session.runIntegers(part.signature, part.inputs()));
      return {
        weights: fingerprintedWeights({ plan }),
        together: side['fingerprints'] ?? new Int32Array(),
        alone: Int32Array.from(each.flatMap(({ fingerprints }) => [...(fingerprints ?? [])])),
      };
    },
  };
}
