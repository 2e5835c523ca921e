import { mcNemar, pairedCounts, type PairedCounts } from '../metrics/mcnemar';
import type { RunPredictions } from '../datasets/pixels';
import type { Run } from '../runs/run';
import { isUnderstood } from '../experiment/stored-spec';
import { budgetStanding } from './budgets';
import type { PairResult } from './words';

/** Why two models cannot be held against each other image by image. */
export type PairProblem =
  | { readonly kind: 'other-dataset' }
  /** The design of that run is not understood, so nobody knows what its images and classes are. */
  | { readonly kind: 'unknown-design'; readonly runId: number }
  | { readonly kind: 'other-images' }
  | { readonly kind: 'no-predictions'; readonly runId: number }
  | { readonly kind: 'other-count'; readonly counts: readonly [number, number] }
  /** The first place at which the test images of the two runs have different classes. */
  | { readonly kind: 'other-order'; readonly image: number };

/** Two single models on the same test images. */
export interface PairedModels {
  readonly kind: 'paired';
  readonly counts: PairedCounts;
  /** Places in the test set, ascending: images that only the first model got right. */
  readonly onlyFirst: readonly number[];
  readonly onlySecond: readonly number[];
}

/** What McNemar's test says of two runs. */
export function pairResult(first: Run, second: Run, counts: PairedCounts): PairResult {
  const standing = budgetStanding({ kind: 'run', run: first }, { kind: 'run', run: second });
  return {
    runIds: [first.id, second.id],
    counts,
    result: mcNemar(counts),
    isUnequal: standing.kind === 'unequal',
  };
}

type Predicted = Pick<RunPredictions, 'truth' | 'predicted'>;

/** Whether two runs were made on the same images, before anything of theirs is read. */
export function pairProblem(first: Run, second: Run): PairProblem | null {
  const [one, other] = [first.spec, second.spec];
  if (!isUnderstood(one)) return { kind: 'unknown-design', runId: first.id };
  if (!isUnderstood(other)) return { kind: 'unknown-design', runId: second.id };
  if (one.dataset !== other.dataset) return { kind: 'other-dataset' };
  if (first.facts?.datasetChecksum !== second.facts?.datasetChecksum) return { kind: 'other-images' };
  return null;
}

/** Image by image; refused where it is not certain that image k of one is image k of the other. */
export function pairModels(
  first: { readonly runId: number; readonly predictions: Predicted | null },
  second: { readonly runId: number; readonly predictions: Predicted | null },
): PairedModels | PairProblem {
  const [one, other] = [first.predictions, second.predictions];
  if (one === null) return { kind: 'no-predictions', runId: first.runId };
  if (other === null) return { kind: 'no-predictions', runId: second.runId };
  const { truth } = one;
  if (truth.length !== other.truth.length) return { kind: 'other-count', counts: [truth.length, other.truth.length] };
  const image = truth.findIndex((label, place) => label !== other.truth[place]);
  if (image !== -1) return { kind: 'other-order', image };
  const isHit = ({ predicted }: Predicted, place: number): boolean => predicted[place] === truth[place];
  const places = Array.from(truth.keys());
  return {
    kind: 'paired',
    counts: pairedCounts(truth, one.predicted, other.predicted),
    onlyFirst: places.filter((place) => isHit(one, place) && !isHit(other, place)),
    onlySecond: places.filter((place) => !isHit(one, place) && isHit(other, place)),
  };
}
