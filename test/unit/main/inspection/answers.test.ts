import { expect, it, vi } from 'vitest';

import { createInspector as createFullInspector, type InspectionSources } from '#main/inspection/answers';
import { DATASETS } from '#shared/datasets/datasets';

const facts = { ...DATASETS.get('shapes'), imageShape: [1, 2, 1] as const };
const train = { images: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(7, 8, 9), count: 3 };
const test = { images: Uint8Array.of(10, 20), labels: Uint8Array.of(1), count: 1 };
const createInspector = (loadDataset: InspectionSources['loadDataset']) =>
  createFullInspector({
    loadDataset,
    openEngine: () => {
      throw new Error('Nobody asked for a network.');
    },
  });
/** Nobody watches these answers, and nobody stops them. */
const control = { signal: new AbortController().signal, report: () => undefined };
const shapes = { dataset: 'shapes', folder: null } as const;

it('gives images in the order in which they were asked for, with their classes', async () => {
  const inspector = createInspector(() => Promise.resolve({ facts, train, test, checksum: '' }));
  expect(await inspector.images({ ...shapes, split: 'train', indices: [2, 0, 2] }, control)).toEqual({
    shape: [1, 2, 1],
    pixels: Uint8Array.of(5, 6, 1, 2, 5, 6),
    labels: Uint8Array.of(9, 7, 9),
  });
  expect(await inspector.labels({ ...shapes, split: 'test' }, control)).toEqual(Uint8Array.of(1));
});

it('refuses an image that there is not, and says how many there are', async () => {
  const inspector = createInspector(() => Promise.resolve({ facts, train, test, checksum: '' }));
  await expect(inspector.images({ ...shapes, split: 'test', indices: [1] }, control)).rejects.toThrow(
    'Received the image 1; expected 0 to 0, the test images there are.',
  );
});

it('loads a dataset once, another in its place, and one that failed again', async () => {
  const load = vi
    .fn()
    .mockRejectedValueOnce(new Error('damaged'))
    .mockResolvedValue({ facts, train, test, checksum: '' });
  const inspector = createInspector(load);
  await expect(inspector.labels({ ...shapes, split: 'test' }, control)).rejects.toThrow('damaged');
  for (let time = 0; time < 2; time++) await inspector.labels({ ...shapes, split: 'test' }, control);
  await inspector.labels({ dataset: 'cifar10', folder: '/data', split: 'test' }, control);
  expect(load.mock.calls).toEqual([
    ['shapes', null],
    ['shapes', null],
    ['cifar10', '/data'],
  ]);
});

it('says what a dataset holds, and pages through its images', async () => {
  const inspector = createInspector(() => Promise.resolve({ facts, train, test, checksum: 'abc' }));
  expect(await inspector.summary(shapes, control)).toEqual({ trainCount: 3, testCount: 1, checksum: 'abc' });
  const page = { split: 'train', classIndex: 8, seed: null, offset: 0, limit: 10 } as const;
  expect(await inspector.sample({ ...shapes, ...page }, control)).toEqual({ indices: [1], total: 1 });
});

it('draws pairs of the first part of the training set, and refuses those that do not fit', async () => {
  const counted = { ...facts, trainCount: 3 };
  const inspector = createInspector(() => Promise.resolve({ facts: counted, train, test, checksum: '' }));
  const query = {
    ...shapes,
    fraction: 1,
    sample: 'first',
    validation: { kind: 'test-set' },
    seed: 1,
    epoch: 1,
    show: 'all',
    offset: 0,
    limit: 10,
  } as const;
  const page = await inspector.pairs(
    { ...query, pairing: { kind: 'rotations', rotations: [1], sameWeight: 2, further: null } },
    control,
  );
  expect(page.pairs.map(({ first, second }) => [first, second])).toEqual([[0, 1], [1, 2], [2, 0]]); // prettier-ignore
  await expect(
    inspector.pairs(
      { ...query, pairing: { kind: 'rotations', rotations: [3], sameWeight: 2, further: null } },
      control,
    ),
  ).rejects.toMatchObject({ code: 'invalid-request' });
});
