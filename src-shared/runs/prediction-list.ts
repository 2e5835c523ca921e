import { csvLine } from '../basics/csv';
import type { RunPredictions } from '../datasets/pixels';

export const PREDICTION_KINDS = ['mistakes', 'right', 'all'] as const;
export type PredictionKind = (typeof PREDICTION_KINDS)[number];
/** *surest*: the most probable prediction first. *unsurest*: the least probable. */
export const PREDICTION_ORDERS = ['surest', 'unsurest'] as const;
export type PredictionOrder = (typeof PREDICTION_ORDERS)[number];

/** Which predictions to look at. A class of null stands for every class. */
export interface PredictionFilter {
  readonly kind: PredictionKind;
  readonly truth: number | null;
  readonly predicted: number | null;
}

/** What was said of one test image. */
export interface Prediction {
  /** Index into the test set. */
  readonly image: number;
  readonly truth: number;
  readonly predicted: number;
  /** The probability of the predicted class. */
  readonly confidence: number;
  /** The probability of the true class. */
  readonly truthProbability: number;
}

/** The predictions that a filter lets through, in order; of equally sure ones the earlier image first. */
export function listPredictions(
  { truth, predicted, probabilities }: RunPredictions,
  filter: PredictionFilter,
  order: PredictionOrder,
): readonly Prediction[] {
  const classes = truth.length === 0 ? 0 : probabilities.length / truth.length;
  const sign = order === 'surest' ? -1 : 1;
  return Array.from(truth, (label, image): Prediction => {
    const said = predicted[image] ?? 0;
    return {
      image,
      truth: label,
      predicted: said,
      confidence: probabilities[image * classes + said] ?? 0,
      truthProbability: probabilities[image * classes + label] ?? 0,
    };
  })
    .filter((prediction) => passes(prediction, filter))
    .sort((one, other) => sign * (one.confidence - other.confidence) || one.image - other.image);
}

function passes(prediction: Prediction, { kind, truth, predicted }: PredictionFilter): boolean {
  if (truth !== null && prediction.truth !== truth) return false;
  if (predicted !== null && prediction.predicted !== predicted) return false;
  return kind === 'all' || (kind === 'right') === (prediction.truth === prediction.predicted);
}

/** All that was said of each image of a list, a probability a class, unrounded. */
export function predictionsCsv(
  list: readonly Prediction[],
  { truth, probabilities }: RunPredictions,
  classNames: readonly string[],
): string {
  const classes = truth.length === 0 ? 0 : probabilities.length / truth.length;
  const nameOf = (label: number): string => classNames[label] ?? String(label);
  return [
    ['test_image', 'truth', 'predicted', 'confidence', ...classNames.map((name) => `p_${name}`)],
    ...list.map(({ image, truth: label, predicted, confidence }) => [
      image,
      nameOf(label),
      nameOf(predicted),
      confidence,
      ...probabilities.subarray(image * classes, (image + 1) * classes),
    ]),
  ]
    .map(csvLine)
    .join('');
}
