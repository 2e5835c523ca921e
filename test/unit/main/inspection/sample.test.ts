import { expect, it } from 'vitest';

import { samplePage } from '#main/inspection/sample';

const labels = Uint8Array.from({ length: 100 }, (_, index) => index % 4);
const all = { classIndex: null, seed: null, offset: 0, limit: 100 };

it('pages through a set in the order of its file, or through one class of it', () => {
  expect(samplePage(labels, { ...all, offset: 98, limit: 10 })).toEqual({ indices: [98, 99], total: 100 });
  expect(samplePage(labels, { ...all, classIndex: 3, offset: 1, limit: 2 })).toEqual({ indices: [7, 11], total: 25 });
});

it('shuffles by seed: the same order again, another for another seed, every image once', () => {
  const { indices } = samplePage(labels, { ...all, seed: 5 });
  expect(samplePage(labels, { ...all, seed: 5 }).indices).toEqual(indices);
  expect(samplePage(labels, { ...all, seed: 6 }).indices).not.toEqual(indices);
  expect([...indices].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  const ofClass = samplePage(labels, { ...all, seed: 5, classIndex: 2 });
  expect(ofClass.indices).toEqual(indices.filter((index) => index % 4 === 2));
});
