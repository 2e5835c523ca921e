import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { binaryMetrics } from '#shared/metrics/binary';
import { compareClasses, DECK_ROTATIONS } from '#shared/metrics/discrimination';

const images = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 11, maxLength: 40 }).map((pairs) => ({
  labels: pairs.map(([label]) => label),
  predicted: pairs.map(([, said]) => said),
}));

/** Pair by pair, with the second image found by walking, not by a remainder. */
function slowConfusion(labels: readonly number[], predicted: readonly number[], rotation: number): number[][] {
  const counts = [
    [0, 0],
    [0, 0],
  ];
  const rotated = <Value>(values: readonly Value[]): readonly Value[] => [
    ...values.slice(rotation),
    ...values.slice(0, rotation),
  ];
  const [otherLabels, otherPredicted] = [rotated(labels), rotated(predicted)];
  labels.forEach((label, image) => {
    const row = counts[label === otherLabels[image] ? 1 : 0];
    const answer = predicted[image] === otherPredicted[image] ? 1 : 0;
    if (row !== undefined) row[answer] = (row[answer] ?? 0) + 1;
  });
  return counts;
}

describe('classes compared over rotations', () => {
  it('give for each rotation the matrix of comparing pair by pair', () => {
    fc.assert(
      fc.property(images, ({ labels, predicted }) => {
        const { perRotation } = compareClasses(labels, predicted);
        expect(perRotation.map(({ rotation, metrics }) => ({ rotation, metrics }))).toEqual(
          DECK_ROTATIONS.map((rotation) => ({
            rotation,
            metrics: binaryMetrics(slowConfusion(labels, predicted, rotation)),
          })),
        );
      }),
    );
  });

  it('have together the mean of the accuracies and the sum of the matrices', () => {
    fc.assert(
      fc.property(images, ({ labels, predicted }) => {
        const { together, perRotation } = compareClasses(labels, predicted);
        const mean = perRotation.reduce((sum, { metrics }) => sum + metrics.accuracy, 0) / perRotation.length;
        expect(together.accuracy).toBeCloseTo(mean, 12);
        expect(together.count).toBe(labels.length * DECK_ROTATIONS.length);
        const cell = (truth: 0 | 1, answer: 0 | 1): number =>
          perRotation.reduce((sum, { metrics }) => sum + metrics.confusion[truth][answer], 0);
        expect(together.confusion).toEqual([
          [cell(0, 0), cell(0, 1)],
          [cell(1, 0), cell(1, 1)],
        ]);
      }),
    );
  });

  it('show, as in the slides, the mean accuracy beside the matrix and F1 of the last rotation', () => {
    fc.assert(
      fc.property(images, ({ labels, predicted }) => {
        const { together, perRotation, asInTheSlides } = compareClasses(labels, predicted);
        expect(asInTheSlides).toEqual({
          accuracy: together.accuracy,
          confusion: perRotation[9]?.metrics.confusion,
          f1: perRotation[9]?.metrics.f1,
        });
      }),
    );
  });

  it('are all right when every class is, whatever the rotations asked for', () => {
    const labels = Uint8Array.of(0, 1, 2, 0, 1);
    const { together, perRotation } = compareClasses(labels, labels, [3]);
    expect(together).toMatchObject({ accuracy: 1, f1: 1, balancedAccuracy: 1, floorAccuracy: 0.6 });
    expect(perRotation).toHaveLength(1);
  });

  it('refuse rotations that pair an image with itself or are none', () => {
    const compare = (rotations: readonly number[]) => compareClasses([0, 1, 0], [0, 1, 0], rotations);
    for (const rotation of [0, 3, -1, 1.5]) {
      expect(() => compare([rotation])).toThrow(`Received a rotation by ${rotation} of 3 images; expected a whole`);
    }
    expect(() => compare([])).toThrow('Received no rotation');
    expect(() => compareClasses([0, 1], [0], [1])).toThrow('Received 2 true labels and 1 predictions');
  });
});
