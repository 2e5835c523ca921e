import { expect, it } from 'vitest';

import { listPredictions, predictionsCsv, type PredictionFilter } from '#shared/runs/prediction-list';

/** Of two classes; the fourth image is as sure as the first. */
const PREDICTIONS = {
  truth: Uint8Array.of(0, 0, 1, 0),
  predicted: Uint8Array.of(1, 0, 0, 1),
  probabilities: Float32Array.of(0.25, 0.75, 0.875, 0.125, 0.5, 0.5, 0.25, 0.75),
};
const ALL: PredictionFilter = { kind: 'all', truth: null, predicted: null };
const imagesOf = (filter: Partial<PredictionFilter>, order: 'surest' | 'unsurest' = 'surest'): readonly number[] =>
  listPredictions(PREDICTIONS, { ...ALL, ...filter }, order).map(({ image }) => image);

it('puts the surest predictions first or last, and of equally sure ones the earlier image first', () => {
  expect([imagesOf({}), imagesOf({}, 'unsurest')]).toEqual([
    [1, 0, 3, 2],
    [2, 0, 3, 1],
  ]);
});

it('keeps the mistakes, the right ones, or one cell of the confusion matrix', () => {
  expect([
    imagesOf({ kind: 'mistakes' }),
    imagesOf({ kind: 'right' }),
    imagesOf({ truth: 0, predicted: 1 }),
    imagesOf({ predicted: 0 }),
    imagesOf({ kind: 'right', truth: 1 }),
  ]).toEqual([[0, 3, 2], [1], [0, 3], [1, 2], []]);
});

it('tells how probable the prediction and the truth were', () => {
  expect(listPredictions(PREDICTIONS, { ...ALL, truth: 1 }, 'surest')).toEqual([
    { image: 2, truth: 1, predicted: 0, confidence: 0.5, truthProbability: 0.5 },
  ]);
  expect(listPredictions(PREDICTIONS, ALL, 'surest')[1]).toMatchObject({ confidence: 0.75, truthProbability: 0.25 });
});

it('is exported with a probability a class, none of them rounded', () => {
  const list = listPredictions(PREDICTIONS, { ...ALL, kind: 'right' }, 'surest');
  expect(predictionsCsv(list, PREDICTIONS, ['cat', 'dog'])).toBe(
    'test_image,truth,predicted,confidence,p_cat,p_dog\r\n1,cat,cat,0.875,0.875,0.125\r\n',
  );
});
