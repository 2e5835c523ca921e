import type { LoadedDataset } from '#main/datasets/dataset';
import type { Batch, InspectableEngine, InspectableNetwork } from '#main/engine/engine';
import { DATASETS } from '#shared/datasets/datasets';

import { fakeNetwork } from '../training/fake-network';

/** Test images of one value each, i · 10, in two classes by turns: what a network says of them can be told by hand. */
export function tinyDataset(count = 12): LoadedDataset {
  const set = {
    images: Uint8Array.from({ length: count * 3072 }, (_, index) => Math.floor(index / 3072) * 10),
    labels: Uint8Array.from({ length: count }, (_, index) => index % 2),
    count,
  };
  return {
    facts: { ...DATASETS.get('shapes'), trainCount: count, testCount: count },
    train: set,
    test: set,
    checksum: '',
  };
}

/** Says of each image what can be read off its first pixel: features [value, side], the class value / 255. */
export function readingNetwork(sides: 1 | 2, change: Partial<InspectableNetwork> = {}): InspectableNetwork {
  const valueOf = (images: Uint8Array, index: number): number => images[index * 3072] ?? 0;
  const indicesOf = ({ first, second }: Batch): readonly Uint32Array[] =>
    sides === 1 ? [first] : [first, second ?? first];
  return {
    ...fakeNetwork(() => ({ loss: 0, correct: 0 })),
    predict: ({ images }, batch) => {
      const probabilities = new Float32Array(batch.first.length * 10);
      batch.first.forEach((one, pair) => {
        const other = batch.second?.[pair] ?? one;
        probabilities[pair * 10] = (valueOf(images, one) + valueOf(images, other)) / 510;
      });
      return { class: probabilities };
    },
    embed: ({ images }, batch) =>
      indicesOf(batch).map((indices, side) =>
        Float32Array.from({ length: indices.length * 2 }, (_, place) =>
          place % 2 === 0 ? valueOf(images, indices[place / 2] ?? 0) : side,
        ),
      ),
    ...change,
  };
}

export function engineOf(network: () => InspectableNetwork): InspectableEngine {
  return { name: 'fake', device: 'nothing', libraries: {}, compile: network };
}
