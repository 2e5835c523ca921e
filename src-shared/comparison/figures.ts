import { aggregate, type Aggregate } from '../metrics/aggregate';
import type { ClassificationMetrics } from '../metrics/classification';
import type { SeededValue } from '../metrics/difference';
import type { ComparedClasses } from '../metrics/discrimination';
import type { OwnOutputMetrics } from '../metrics/own-output';
import type { PublishedFigure, PublishedRow } from '../reference/published';
import type { Evaluation } from '../runs/run';
import { evaluationThatCounts, runsBehind, type Compared } from './compared';

export const FIGURE_NAMES = [
  'accuracy',
  'balancedAccuracy',
  'macroF1',
  'weightedF1',
  'weightedF1ByPrediction',
  'loss',
  'sameBalancedAccuracy',
  'sameF1',
  'sameF1InDeck',
  'sameAccuracy',
] as const;
/** What is compared. Names that begin with *same* are of pairs of images, the others of the classes of single ones. */
export type FigureName = (typeof FIGURE_NAMES)[number];

export interface FigureFacts {
  readonly task: 'classification' | 'discrimination';
  readonly better: 'higher' | 'lower';
}

interface FigureDefinition extends FigureFacts {
  readonly ofEvaluation: (evaluation: Evaluation) => number | null;
  readonly ofRow: (row: PublishedRow) => PublishedFigure | null;
}

const none = (): null => null;
const ofClasses = (
  value: (metrics: ClassificationMetrics) => number,
  ofRow: FigureDefinition['ofRow'] = none,
): FigureDefinition => ({
  task: 'classification',
  better: 'higher',
  ofEvaluation: (evaluation) => (evaluation.task === 'classification' ? value(evaluation.metrics) : null),
  ofRow,
});
/** Told by comparing classes, or by the network's own output. */
const ofPairs = (
  compared: (classes: ComparedClasses) => number,
  told: (output: OwnOutputMetrics) => number | null,
  ofRow: FigureDefinition['ofRow'] = none,
): FigureDefinition => ({
  task: 'discrimination',
  better: 'higher',
  ofEvaluation: (evaluation) => {
    if (evaluation.task === 'discrimination') return told(evaluation.metrics);
    return evaluation.discrimination === null ? null : compared(evaluation.discrimination);
  },
  ofRow,
});

const DEFINITIONS: Readonly<Record<FigureName, FigureDefinition>> = {
  accuracy: ofClasses(
    ({ accuracy }) => accuracy,
    (row) => (row.task === 'classification' ? row.accuracy : null),
  ),
  balancedAccuracy: ofClasses(({ balancedAccuracy }) => balancedAccuracy),
  macroF1: ofClasses(
    ({ macroF1 }) => macroF1,
    (row) => (row.task === 'classification' ? row.macroF1 : null),
  ),
  weightedF1: ofClasses(({ weightedF1 }) => weightedF1),
  weightedF1ByPrediction: ofClasses(
    ({ weightedF1ByPrediction }) => weightedF1ByPrediction,
    // what the deck calls weighted F1 is this one
    (row) => (row.task === 'classification' ? row.weightedF1 : null),
  ),
  loss: {
    ...ofClasses(() => 0),
    better: 'lower',
    ofEvaluation: ({ task, loss }) => (task === 'classification' ? loss : null),
  },
  sameBalancedAccuracy: ofPairs(
    ({ together }) => together.balancedAccuracy,
    ({ mean }) => mean.balancedAccuracy,
  ),
  sameF1: ofPairs(
    ({ together }) => together.f1,
    ({ mean }) => mean.f1,
  ),
  sameF1InDeck: ofPairs(
    ({ asInTheSlides }) => asInTheSlides.f1,
    // the deck's D3 is of rotation 1 alone
    ({ perSet }) => perSet.find(({ rotation }) => rotation === 1)?.metrics.f1 ?? null,
    (row) => (row.task === 'discrimination' ? row.f1 : null),
  ),
  sameAccuracy: ofPairs(
    ({ together }) => together.accuracy,
    ({ mean }) => mean.accuracy,
    (row) => (row.task === 'discrimination' ? row.accuracy : null),
  ),
};

export function figureFacts(name: FigureName): FigureFacts {
  const { task, better } = DEFINITIONS[name];
  return { task, better };
}

/** A figure of one column. */
export interface Figure {
  /** Over the runs; of a published figure the one value that was printed. */
  readonly aggregate: Aggregate;
  /** The runs that it comes from; empty for a published one. */
  readonly runIds: readonly number[];
  /** What each of these runs has of it, by seed; in the same order. */
  readonly values: readonly SeededValue[];
  /** Null for figures of ours. */
  readonly published: PublishedFigure | null;
}

/** Null where the column has no such figure. */
export function figureOf(compared: Compared, name: FigureName): Figure | null {
  const { ofEvaluation, ofRow } = DEFINITIONS[name];
  if (compared.kind === 'row') {
    const published = ofRow(compared.row);
    return published === null ? null : { aggregate: aggregate([published.value]), runIds: [], values: [], published };
  }
  const found = runsBehind(compared).flatMap((run) => {
    const evaluation = evaluationThatCounts(run);
    const value = evaluation === null ? null : ofEvaluation(evaluation);
    return value === null ? [] : [{ id: run.id, seed: run.seed, value }];
  });
  if (found.length === 0) return null;
  return {
    aggregate: aggregate(found.map(({ value }) => value)),
    runIds: found.map(({ id }) => id),
    values: found.map(({ seed, value }) => ({ seed, value })),
    published: null,
  };
}

/** The decimals that a figure was given with: a published one as printed, ours four. */
export function digitsOfFigure({ published }: Figure): number {
  return published === null ? 4 : (published.printed.split('.')[1]?.length ?? 0);
}
