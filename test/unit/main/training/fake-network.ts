import type { BatchResult, CompiledNetwork, TrainingBatch } from '#main/engine/engine';

/** A network that learns nothing and remembers what it was asked: enough to test whatever surrounds one. */
export interface FakeNetwork extends CompiledNetwork {
  readonly batches: TrainingBatch[];
}

export function fakeNetwork(trainBatch: (batch: TrainingBatch) => BatchResult): FakeNetwork {
  const batches: TrainingBatch[] = [];
  return {
    batches,
    trainBatch: (batch) => {
      batches.push(batch);
      return trainBatch(batch);
    },
    predict: (_, { first }) => ({ class: new Float32Array(first.length * 2).fill(0.5) }),
    penalty: () => 0,
    exportWeights: () => [],
    importWeights: () => undefined,
    saveState: () => ({ step: batches.length, tensors: [] }),
    loadState: () => undefined,
    tensorCount: () => 0,
    dispose: () => undefined,
  };
}
