import { describe, expect, it } from 'vitest';

import { PROCESSOR } from '#main/devices/processor-compute';
import { explainMemory, fittingBatch } from '#main/training/out-of-memory';
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { specOf } from '../database/spec';

const GPU = { ...PROCESSOR, device: 'cuda:0', name: 'GPU', memoryBytes: 8 * 2 ** 30 };
const spec = specOf({ network: { kind: 'vgg19' }, training: { batchSize: 4096 } });
const plan = planNetwork(spec.network, DATASETS.get(spec.dataset));

describe('a batch that would fit', () => {
  it('follows from the memory and from what the network makes of an image', () => {
    const [small, large] = [2 ** 30, 8 * 2 ** 30].map((bytes) => fittingBatch(plan, 4096, bytes) ?? 0);
    expect(small).toBeGreaterThan(0);
    expect(large).toBeGreaterThan(small ?? 0);
    expect(large).toBeLessThan(4096);
    expect(Math.log2(large ?? 0) % 1).toBe(0);
  });

  it('is never more than half of what failed, and there is none where the weights alone are too large', () => {
    expect(fittingBatch(plan, 4, 80 * 2 ** 30)).toBe(2);
    expect(fittingBatch(plan, 64, null)).toBe(32);
    expect(fittingBatch(plan, 1, null)).toBeNull();
    expect(fittingBatch(plan, 64, 2 ** 20)).toBeNull();
  });
});

describe('a device whose memory is full', () => {
  it.each([
    'OOM when allocating tensor with shape[4096,64,32,32] and type float',
    'RESOURCE_EXHAUSTED: Failed to allocate',
    'CUDA_ERROR_OUT_OF_MEMORY: out of memory',
    'Failed to load SavedModel: Failed to allocate memory to serialize message of type tensorflow.MetaGraphDef',
  ])('is told with a batch that would fit: %s', (said) => {
    expect(
      explainMemory(new Error(said), { spec, datasetFacts: DATASETS.get(spec.dataset), compute: GPU }),
    ).toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/memory of cuda:0 is too small for a batch of 4096.*--batch \d+/) as string,
      detail: said,
    });
  });

  it('is not blamed for other errors', () => {
    const other = new Error('The network has no weight.');
    expect(explainMemory(other, { spec, datasetFacts: DATASETS.get(spec.dataset), compute: GPU })).toBe(other);
  });
});
