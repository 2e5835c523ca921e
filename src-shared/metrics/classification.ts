import { predictedCountsOf, supportOf, type ConfusionMatrix } from './confusion';

export interface ClassMetrics {
  /** Of the samples predicted to be of this class, the share that is. 0 where it was never predicted. */
  readonly precision: number;
  /** Of the samples of this class, the share that was found. 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of the two; 0 where both are 0. */
  readonly f1: number;
  /** Samples of this class. */
  readonly support: number;
  /** Samples predicted to be of this class. */
  readonly predicted: number;
}

export interface ClassificationMetrics {
  /** Samples. */
  readonly count: number;
  readonly accuracy: number;
  /**
   * Mean of the recalls of the classes that have samples: a class that has none says nothing
   * (scikit-learn's balanced_accuracy_score; Brodersen et al. 2010). 0 where there are no samples at all.
   */
  readonly balancedAccuracy: number;
  /** Mean of the classes' F1, each class counting the same. */
  readonly macroF1: number;
  /** Mean of the classes' F1, weighted by the samples of each class: the standard definition. */
  readonly weightedF1: number;
  /** The same, weighted by how often each class was *predicted*: what the deck reports under the name of weighted F1. */
  readonly weightedF1ByPrediction: number;
  readonly perClass: readonly ClassMetrics[];
  readonly confusion: ConfusionMatrix;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** All figures that follow from a confusion matrix. Undefined ratios (0 / 0) count as 0, as in scikit-learn. */
export function classificationMetrics(confusion: ConfusionMatrix): ClassificationMetrics {
  const support = supportOf(confusion);
  const predicted = predictedCountsOf(confusion);
  const count = support.reduce((sum, samples) => sum + samples, 0);
  const perClass = confusion.map((row, index): ClassMetrics => {
    const hits = row[index] ?? 0;
    const samples = support[index] ?? 0;
    const claims = predicted[index] ?? 0;
    return {
      precision: ratio(hits, claims),
      recall: ratio(hits, samples),
      // 2PR / (P + R), written so that no ratio of ratios loses digits
      f1: ratio(2 * hits, samples + claims),
      support: samples,
      predicted: claims,
    };
  });
  const hits = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const sumOf = (value: (metrics: ClassMetrics) => number): number =>
    perClass.reduce((sum, metrics) => sum + value(metrics), 0);
  return {
    count,
    accuracy: ratio(hits, count),
    balancedAccuracy: ratio(
      // the recall of a class without samples is 0 and adds nothing
      sumOf(({ recall }) => recall),
      support.filter((samples) => samples > 0).length,
    ),
    macroF1: ratio(
      sumOf(({ f1 }) => f1),
      perClass.length,
    ),
    weightedF1: ratio(
      sumOf(({ f1, support: weight }) => f1 * weight),
      count,
    ),
    weightedF1ByPrediction: ratio(
      sumOf(({ f1, predicted: weight }) => f1 * weight),
      count,
    ),
    perClass,
    confusion,
  };
}
