import { expect, it } from 'vitest';

import { classificationMetrics } from '#shared/metrics/classification';
import { compareClasses } from '#shared/metrics/discrimination';
import type { JudgedClasses, JudgedPairs } from '#shared/metrics/judged';
import { BUILT_IN_METRICS, figureIn, figuresOf, METRICS, metricTitle } from '#shared/metrics/metrics';
import { countPairSet, summariseSets } from '#shared/metrics/own-output';

const CLASSES: JudgedClasses = {
  task: 'classification',
  loss: 0.7,
  metrics: classificationMetrics([
    [8, 2],
    [1, 9],
  ]),
  discrimination: null,
};
const PAIRS: JudgedPairs = {
  task: 'discrimination',
  loss: 0.3,
  threshold: { kind: 'fixed', value: 0.5 },
  metrics: summariseSets(
    [2, 1].map((rotation) => countPairSet(rotation, { scores: [0.9, 0.2, 0.6], same: [1, 1, 0] }, 0.5)),
  ),
};

it('figures of classes are those of the confusion matrix, and of compared classes only where they were compared', () => {
  const { accuracy, balancedAccuracy, macroF1, weightedF1, weightedF1ByPrediction } = CLASSES.metrics;
  const figures = {
    accuracy,
    'balanced-accuracy': balancedAccuracy,
    'macro-f1': macroF1,
    'weighted-f1': weightedF1,
    'weighted-f1-by-prediction': weightedF1ByPrediction,
    loss: 0.7,
  };
  expect(figuresOf(CLASSES)).toEqual(figures);
  const discrimination = compareClasses([0, 1, 0], [0, 1, 1], [1, 2]);
  expect(figuresOf({ ...CLASSES, discrimination })).toEqual({
    ...figures,
    'compared-accuracy': discrimination.together.accuracy,
    'compared-balanced-accuracy': discrimination.together.balancedAccuracy,
    'compared-f1-of-same': discrimination.together.f1,
    'compared-f1-of-same-in-deck': discrimination.asInTheSlides.f1,
  });
});

it('figures of pairs are the means of the sets; what has no order has no figures of one', () => {
  const { mean } = PAIRS.metrics;
  expect(figuresOf(PAIRS)).toMatchObject({
    accuracy: mean.accuracy,
    'f1-of-same': mean.f1,
    'f1-of-same-in-deck': PAIRS.metrics.perSet[1]?.metrics.f1,
    'area-under-roc': mean.ranking?.areaUnderRoc,
    'equal-error-rate': mean.ranking?.equalErrorRate,
  });
  const oneKind = summariseSets([countPairSet(null, { scores: [0.9, 0.2], same: [1, 1] }, 0.5)]);
  const figures = figuresOf({ ...PAIRS, metrics: oneKind });
  for (const name of ['area-under-roc', 'average-precision', 'equal-error-rate', 'f1-of-same-in-deck', 'macro-f1']) {
    expect(figureIn(figures, name)).toBeNull();
  }
});

it('a loss that is no number is no figure', () => {
  expect(figuresOf({ ...CLASSES, loss: Number.POSITIVE_INFINITY })).not.toHaveProperty('loss');
});

it('a metric that is registered is worked out with the others, from counts of its own too', () => {
  METRICS.register({
    name: 'hits',
    title: 'hits',
    unit: 'number',
    better: 'higher',
    source: 'this test',
    of: (judged) => (judged.task === 'other' && judged.counts.kind === 'hits' ? Number(judged.counts['hits']) : null),
  });
  expect(figuresOf({ task: 'other', counts: { kind: 'hits', hits: 7 } })).toEqual({ hits: 7 });
  expect(figuresOf(CLASSES)).not.toHaveProperty('hits');
  expect([metricTitle('hits'), metricTitle('of-nobody'), metricTitle('macro-f1')]).toEqual([
    'hits',
    'of-nobody',
    'macro F1',
  ]);
  expect(BUILT_IN_METRICS).not.toContain('hits');
});

it('every metric says what it is called, where it is defined, and has a name that SQL and a command line can take', () => {
  for (const { name, title, source } of METRICS.all()) {
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,99}$/);
    expect([title, source].every((text) => text.length > 2)).toBe(true);
  }
});
