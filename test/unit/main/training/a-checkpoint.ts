import type { Checkpoint } from '#main/training/checkpoint';

import { specOf } from '../database/spec';

const tensor = (name: string, ...values: readonly number[]) => ({
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});

export function aCheckpoint(change: Partial<Checkpoint> = {}): Checkpoint {
  return {
    runId: 3,
    seed: 7,
    spec: specOf({ seeds: [7] }),
    datasetChecksum: 'a'.repeat(64),
    code: 'test',
    engine: 'graph',
    position: { epoch: 2, batch: 5, lossSum: 1 / 3, correct: 41, isStalled: false },
    state: { step: 15, tensors: [tensor('w', 0.1, -2, Math.fround(Math.PI)), tensor('mean/w', 1, 2, 3)] },
    earlyStopping: { smallest: 0.1 + 0.2, waited: 1, stoppedAfter: null },
    best: { epoch: 1, loss: 0.7, weights: [tensor('w', 4, 5, 6)] },
    series: [{ split: 'train', metric: 'loss', epoch: 1, value: 0.1 + 0.2 }],
    ...change,
  };
}
