import { createRegistry } from '../basics/registry';
import type { ClassificationMetrics } from './classification';
import type { ComparedClasses } from './discrimination';
import type { Figures, Judged } from './judged';
import type { OwnOutputMetrics, RankingMetrics } from './own-output';

/** A metric: a number that says how good a finished model is, worked out from what a test has counted. */
export interface Metric {
  /** Names the figure where it is stored, sorted by and exported: `macro-f1`. */
  readonly name: string;
  /** In English, as the command line and the documentation name it: "macro F1". */
  readonly title: string;
  /** *share*: from 0 to 1. *nats*: an entropy. *number*: anything else. */
  readonly unit: 'share' | 'nats' | 'number';
  readonly better: 'higher' | 'lower';
  /** Where it is defined: a paper, a book or a library. */
  readonly source: string;
  /** Its value; null where the test did not count what it follows from. */
  readonly of: (judged: Judged) => number | null;
}

type Described = Omit<Metric, 'of'>;

const ofClasses = (metric: Described, value: (metrics: ClassificationMetrics) => number): Metric => ({
  ...metric,
  of: (judged) => (judged.task === 'classification' ? value(judged.metrics) : null),
});
const ofCompared = (metric: Described, value: (compared: ComparedClasses) => number): Metric => ({
  ...metric,
  of: (judged) =>
    judged.task === 'classification' && judged.discrimination !== null ? value(judged.discrimination) : null,
});
const ofPairs = (metric: Described, value: (metrics: OwnOutputMetrics) => number | null): Metric => ({
  ...metric,
  of: (judged) => (judged.task === 'discrimination' ? value(judged.metrics) : null),
});
const ofRanking = (metric: Described, value: (ranking: RankingMetrics) => number): Metric =>
  ofPairs(metric, ({ mean }) => (mean.ranking === null ? null : value(mean.ranking)));

const SHARE = { unit: 'share', better: 'higher' } as const;
const DECK = 'the slide deck that the lab began with (reference/slides.md)';
const SCIKIT_LEARN = 'Pedregosa et al. 2011, scikit-learn';
const SOKOLOVA = 'Sokolova & Lapalme 2009, https://doi.org/10.1016/j.ipm.2009.03.002';
const BRODERSEN = 'Brodersen et al. 2010, https://doi.org/10.1109/ICPR.2010.764';
const FAWCETT = 'Fawcett 2006, https://doi.org/10.1016/j.patrec.2005.10.010';

/** Figures of pairs are means over the sets of pairs. Those that begin with *compared* compare the classes of two images. */
const BUILT_IN: readonly Metric[] = [
  {
    name: 'accuracy',
    title: 'accuracy',
    ...SHARE,
    source: SOKOLOVA,
    of: (judged) => {
      if (judged.task === 'classification') return judged.metrics.accuracy;
      return judged.task === 'discrimination' ? judged.metrics.mean.accuracy : null;
    },
  },
  {
    name: 'balanced-accuracy',
    title: 'balanced accuracy',
    ...SHARE,
    source: BRODERSEN,
    of: (judged) => {
      if (judged.task === 'classification') return judged.metrics.balancedAccuracy;
      return judged.task === 'discrimination' ? judged.metrics.mean.balancedAccuracy : null;
    },
  },
  ofClasses({ name: 'macro-f1', title: 'macro F1', ...SHARE, source: SOKOLOVA }, ({ macroF1 }) => macroF1),
  ofClasses(
    { name: 'weighted-f1', title: 'weighted F1', ...SHARE, source: SCIKIT_LEARN },
    ({ weightedF1 }) => weightedF1,
  ),
  ofClasses(
    { name: 'weighted-f1-by-prediction', title: 'weighted F1 by predicted counts', ...SHARE, source: DECK },
    ({ weightedF1ByPrediction }) => weightedF1ByPrediction,
  ),
  ofCompared(
    { name: 'compared-balanced-accuracy', title: 'balanced accuracy of compared classes', ...SHARE, source: BRODERSEN },
    ({ together }) => together.balancedAccuracy,
  ),
  ofCompared(
    { name: 'compared-f1-of-same', title: 'F1 of same, of compared classes', ...SHARE, source: DECK },
    ({ together }) => together.f1,
  ),
  ofCompared(
    {
      name: 'compared-f1-of-same-in-deck',
      title: 'F1 of same, of compared classes as in the deck',
      ...SHARE,
      source: DECK,
    },
    ({ asInTheSlides }) => asInTheSlides.f1,
  ),
  ofCompared(
    { name: 'compared-accuracy', title: 'accuracy of compared classes', ...SHARE, source: DECK },
    ({ together }) => together.accuracy,
  ),
  ofPairs({ name: 'f1-of-same', title: 'F1 of same', ...SHARE, source: DECK }, ({ mean }) => mean.f1),
  ofPairs(
    { name: 'f1-of-same-in-deck', title: 'F1 of same as in the deck', ...SHARE, source: DECK },
    // the deck's D3 is of rotation 1 alone
    ({ perSet }) => perSet.find(({ rotation }) => rotation === 1)?.metrics.f1 ?? null,
  ),
  ofPairs(
    { name: 'precision-of-same', title: 'precision of same', ...SHARE, source: SOKOLOVA },
    ({ mean }) => mean.precision,
  ),
  ofPairs({ name: 'recall-of-same', title: 'recall of same', ...SHARE, source: SOKOLOVA }, ({ mean }) => mean.recall),
  ofPairs(
    { name: 'floor-accuracy', title: 'accuracy of always answering "different"', ...SHARE, source: DECK },
    ({ mean }) => mean.floorAccuracy,
  ),
  ofRanking(
    { name: 'area-under-roc', title: 'ROC-AUC', ...SHARE, source: FAWCETT },
    ({ areaUnderRoc }) => areaUnderRoc,
  ),
  ofRanking(
    { name: 'average-precision', title: 'PR-AUC', ...SHARE, source: SCIKIT_LEARN },
    ({ averagePrecision }) => averagePrecision,
  ),
  ofRanking(
    { name: 'equal-error-rate', title: 'equal error rate', unit: 'share', better: 'lower', source: FAWCETT },
    ({ equalErrorRate }) => equalErrorRate,
  ),
  {
    name: 'loss',
    title: 'loss',
    unit: 'nats',
    better: 'lower',
    source: 'Goodfellow et al. 2016, Deep Learning, 6.2: cross-entropy',
    of: (judged) => (judged.task === 'other' ? null : judged.loss),
  },
];

/** Every metric, the built-in ones first. */
export const METRICS = createRegistry<Metric>('metric', ({ name }) => name);
BUILT_IN.forEach(METRICS.register);

/** The names of those that the lab itself defines. */
export const BUILT_IN_METRICS: readonly string[] = METRICS.kinds();

/** Every figure that follows from what a test has counted. */
export function figuresOf(judged: Judged): Figures {
  return Object.fromEntries(
    METRICS.all().flatMap(({ name, of }) => {
      const value = of(judged);
      return value === null || !Number.isFinite(value) ? [] : [[name, value] as const];
    }),
  );
}

/** A figure by the name of its metric; null where there is none. */
export function figureIn(figures: Figures, metric: string): number | null {
  return figures[metric] ?? null;
}

/** The metric's title; of one that this lab does not know, its name. */
export function metricTitle(name: string): string {
  return METRICS.find(name)?.title ?? name;
}
