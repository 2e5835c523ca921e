import fc from 'fast-check';
import { expect, it } from 'vitest';

import { pairModels, pairProblem } from '#shared/comparison/paired';
import { FACTS, runWith } from './specimens';

const predictionsOf = (truth: readonly number[], predicted: readonly number[]) => ({
  truth: Uint8Array.from(truth),
  predicted: Uint8Array.from(predicted),
});
const image = fc.record({ truth: fc.nat(2), first: fc.nat(2), second: fc.nat(2) });

it('finds the images that one got right and the other wrong, both ways', () => {
  fc.assert(
    fc.property(fc.array(image, { maxLength: 60 }), (images) => {
      const truth = images.map((each) => each.truth);
      const paired = pairModels(
        {
          runId: 1,
          predictions: predictionsOf(
            truth,
            images.map(({ first }) => first),
          ),
        },
        {
          runId: 2,
          predictions: predictionsOf(
            truth,
            images.map(({ second }) => second),
          ),
        },
      );
      const places = (who: 'first' | 'second', other: 'first' | 'second'): readonly number[] =>
        images.flatMap((each, place) => (each[who] === each.truth && each[other] !== each.truth ? [place] : []));
      expect(paired).toMatchObject({
        kind: 'paired',
        onlyFirst: places('first', 'second'),
        onlySecond: places('second', 'first'),
        counts: { onlyFirst: places('first', 'second').length, onlySecond: places('second', 'first').length },
      });
    }),
  );
});

it('refuses models that were not given the same images in the same order', () => {
  const first = { runId: 1, predictions: predictionsOf([0, 1, 2], [0, 1, 2]) };
  const ofSecond = (truth: readonly number[]) => ({ runId: 2, predictions: predictionsOf(truth, truth) });
  expect(pairModels(first, ofSecond([0, 2, 1]))).toEqual({ kind: 'other-order', image: 1 });
  expect(pairModels(first, ofSecond([0, 1]))).toEqual({ kind: 'other-count', counts: [3, 2] });
  expect(pairModels(first, { runId: 2, predictions: null })).toEqual({ kind: 'no-predictions', runId: 2 });
});

it('refuses runs on different data before anything of theirs is read', () => {
  expect(pairProblem(runWith(), runWith({ draft: { dataset: 'cifar10' } }))).toEqual({ kind: 'other-dataset' });
  const facts = { ...FACTS, datasetChecksum: 'b'.repeat(64) };
  expect(pairProblem(runWith(), runWith({ facts }))).toEqual({ kind: 'other-images' });
  expect(pairProblem(runWith(), runWith({ id: 2, seed: 2 }))).toBeNull();
});
