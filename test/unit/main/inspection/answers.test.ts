import { expect, it, vi } from 'vitest';

import { createInspector } from '#main/inspection/answers';
import { DATASETS } from '#shared/datasets';

const facts = { ...DATASETS.shapes, imageShape: [1, 2, 1] as const };
const train = { images: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(7, 8, 9), count: 3 };
const test = { images: Uint8Array.of(10, 20), labels: Uint8Array.of(1), count: 1 };
const shapes = { dataset: 'shapes', folder: null } as const;

it('gives images in the order in which they were asked for, with their classes', async () => {
  const inspector = createInspector(() => Promise.resolve({ facts, train, test, checksum: '' }));
  expect(await inspector.images({ ...shapes, split: 'train', indices: [2, 0, 2] })).toEqual({
    shape: [1, 2, 1],
    pixels: Uint8Array.of(5, 6, 1, 2, 5, 6),
    labels: Uint8Array.of(9, 7, 9),
  });
  expect(await inspector.labels({ ...shapes, split: 'test' })).toEqual(Uint8Array.of(1));
});

it('refuses an image that there is not, and says how many there are', async () => {
  const inspector = createInspector(() => Promise.resolve({ facts, train, test, checksum: '' }));
  await expect(inspector.images({ ...shapes, split: 'test', indices: [1] })).rejects.toThrow(
    'Received the image 1; expected 0 to 0, the test images there are.',
  );
});

it('loads a dataset once, another in its place, and one that failed again', async () => {
  const load = vi
    .fn()
    .mockRejectedValueOnce(new Error('damaged'))
    .mockResolvedValue({ facts, train, test, checksum: '' });
  const inspector = createInspector(load);
  await expect(inspector.labels({ ...shapes, split: 'test' })).rejects.toThrow('damaged');
  for (let time = 0; time < 2; time++) await inspector.labels({ ...shapes, split: 'test' });
  await inspector.labels({ dataset: 'cifar10', folder: '/data', split: 'test' });
  expect(load.mock.calls).toEqual([
    ['shapes', null],
    ['shapes', null],
    ['cifar10', '/data'],
  ]);
});
