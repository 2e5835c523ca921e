import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { classificationMetrics } from '#shared/metrics/classification';
import { confusionMatrix } from '#shared/metrics/confusion';

/** The definitions read aloud, sample by sample, without a matrix: slow and obvious. */
function slowMetrics(truth: readonly number[], predicted: readonly number[], classCount: number) {
  const samples = truth.map((label, index) => ({ label, said: predicted[index] ?? -1 }));
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const classes = Array.from({ length: classCount }, (_, label) => {
    const precision = share(
      samples.filter((sample) => sample.said === label && sample.label === label).length,
      samples.filter((sample) => sample.said === label).length,
    );
    const recall = share(
      samples.filter((sample) => sample.said === label && sample.label === label).length,
      samples.filter((sample) => sample.label === label).length,
    );
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { precision, recall, f1 };
  });
  const mean = (weights: readonly number[]): number =>
    share(
      classes.reduce((sum, { f1 }, label) => sum + f1 * (weights[label] ?? 0), 0),
      weights.reduce((sum, weight) => sum + weight, 0),
    );
  const countOf = (values: readonly number[], label: number): number =>
    values.filter((value) => value === label).length;
  return {
    classes,
    accuracy: share(samples.filter(({ label, said }) => label === said).length, samples.length),
    balancedAccuracy: share(
      classes.reduce((sum, { recall }, label) => (countOf(truth, label) > 0 ? sum + recall : sum), 0),
      new Set(truth).size,
    ),
    macroF1: mean(classes.map(() => 1)),
    weightedF1: mean(classes.map((_, label) => countOf(truth, label))),
    weightedF1ByPrediction: mean(classes.map((_, label) => countOf(predicted, label))),
  };
}

const labelled = fc.integer({ min: 1, max: 6 }).chain((classCount) =>
  fc.record({
    classCount: fc.constant(classCount),
    samples: fc.array(fc.tuple(fc.nat(classCount - 1), fc.nat(classCount - 1)), { maxLength: 60 }),
  }),
);

describe('classification metrics', () => {
  it('agree with the definitions applied sample by sample, whatever was predicted', () => {
    fc.assert(
      fc.property(labelled, ({ classCount, samples }) => {
        const truth = samples.map(([label]) => label);
        const predicted = samples.map(([, said]) => said);
        const slow = slowMetrics(truth, predicted, classCount);
        const metrics = classificationMetrics(confusionMatrix(truth, predicted, classCount));
        expect(metrics.count).toBe(samples.length);
        for (const name of [
          'accuracy',
          'balancedAccuracy',
          'macroF1',
          'weightedF1',
          'weightedF1ByPrediction',
        ] as const) {
          expect(metrics[name]).toBeCloseTo(slow[name], 12);
        }
        metrics.perClass.forEach((measured, label) => {
          expect(measured.precision).toBeCloseTo(slow.classes[label]?.precision ?? Number.NaN, 12);
          expect(measured.recall).toBeCloseTo(slow.classes[label]?.recall ?? Number.NaN, 12);
          expect(measured.f1).toBeCloseTo(slow.classes[label]?.f1 ?? Number.NaN, 12);
        });
      }),
    );
  });

  it.each([
    {
      row: 'D1',
      confusion: [
        [8645, 363],
        [336, 656],
      ],
      f1: 0.6524,
    },
    {
      row: 'D2',
      confusion: [
        [8672, 336],
        [296, 696],
      ],
      f1: 0.6877,
    },
    {
      row: 'D3',
      confusion: [
        [8647, 361],
        [339, 653],
      ],
      f1: 0.651,
    },
  ])('give the published F1 of "same" from the published matrix of row $row', ({ confusion, f1 }) => {
    expect(classificationMetrics(confusion).perClass[1]?.f1.toFixed(4)).toBe(f1.toFixed(4));
  });

  it('take balanced accuracy over the classes that have samples, as scikit-learn does', () => {
    // balanced_accuracy_score([0, 0, 1, 1], [0, 2, 1, 1]) is 0.75: class 2 is only ever predicted
    expect(classificationMetrics(confusionMatrix([0, 0, 1, 1], [0, 2, 1, 1], 3)).balancedAccuracy).toBe(0.75);
    expect(classificationMetrics([[0]]).balancedAccuracy).toBe(0);
  });

  it('count a class that was never predicted as precision 0 and keep its row', () => {
    const metrics = classificationMetrics(confusionMatrix([0, 0, 1], [0, 0, 0], 2));
    expect(metrics.perClass[1]).toEqual({ precision: 0, recall: 0, f1: 0, support: 1, predicted: 0 });
    expect(metrics.confusion).toEqual([
      [2, 0],
      [1, 0],
    ]);
  });
});
