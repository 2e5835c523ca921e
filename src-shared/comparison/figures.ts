import { aggregate, type Aggregate } from '../metrics/aggregate';
import type { SeededValue } from '../metrics/difference';
import { BUILT_IN_METRICS, figureIn, METRICS, type Metric } from '../metrics/metrics';
import type { Task } from '../protocols/task';
import type { PublishedFigure, PublishedRow } from '../reference/published';
import type { Evaluation } from '../runs/run';
import { evaluationThatCounts, runsBehind, type Compared } from './compared';

type ClassificationRow = Extract<PublishedRow, { readonly task: 'classification' }>;
type DiscriminationRow = Extract<PublishedRow, { readonly task: 'discrimination' }>;

/** What is compared. Names that begin with *same* are of pairs of images, the others of the classes of single ones. */
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
export type OwnFigureName = (typeof FIGURE_NAMES)[number];
/** One of these, or the name of a metric that an extension or a newer lab defines. */
export type FigureName = string;

export function isOwnFigure(name: FigureName): name is OwnFigureName {
  return FIGURE_NAMES.some((own) => own === name);
}

export interface FigureFacts {
  readonly task: Task;
  readonly better: Metric['better'];
}

/** A figure of the comparison, and which metric answers it for what was asked of the network. */
interface FigureDefinition {
  readonly task: Task;
  readonly metrics: Partial<Readonly<Record<Evaluation['task'], string>>>;
  readonly ofRow?: (row: PublishedRow) => PublishedFigure | null;
}

const ofClasses = (metric: string, ofRow?: (row: ClassificationRow) => PublishedFigure | null): FigureDefinition => ({
  task: 'classification',
  metrics: { classification: metric },
  ofRow: (row) => (row.task === 'classification' ? (ofRow?.(row) ?? null) : null),
});
/** Told by comparing classes, or by the network's own output. */
const ofPairs = (
  compared: string,
  told: string,
  ofRow?: (row: DiscriminationRow) => PublishedFigure | null,
): FigureDefinition => ({
  task: 'discrimination',
  metrics: { classification: compared, discrimination: told },
  ofRow: (row) => (row.task === 'discrimination' ? (ofRow?.(row) ?? null) : null),
});

const DEFINITIONS: Readonly<Record<OwnFigureName, FigureDefinition>> = {
  accuracy: ofClasses('accuracy', ({ accuracy }) => accuracy),
  balancedAccuracy: ofClasses('balanced-accuracy'),
  macroF1: ofClasses('macro-f1', ({ macroF1 }) => macroF1),
  weightedF1: ofClasses('weighted-f1'),
  // what the deck calls weighted F1 is this one
  weightedF1ByPrediction: ofClasses('weighted-f1-by-prediction', ({ weightedF1 }) => weightedF1),
  loss: ofClasses('loss'),
  sameBalancedAccuracy: ofPairs('compared-balanced-accuracy', 'balanced-accuracy'),
  sameF1: ofPairs('compared-f1-of-same', 'f1-of-same'),
  sameF1InDeck: ofPairs('compared-f1-of-same-in-deck', 'f1-of-same-in-deck', ({ f1 }) => f1),
  sameAccuracy: ofPairs('compared-accuracy', 'accuracy', ({ accuracy }) => accuracy),
};

/** Metrics that the lab itself defines: each has its place above, or belongs to the page of a run alone. */
const OWN_METRICS: ReadonlySet<string> = new Set(BUILT_IN_METRICS);

/** Every figure that columns can have: the lab's own, then those of extensions, by name. */
export function figureNamesOf(compared: readonly Compared[]): readonly FigureName[] {
  const found = compared.flatMap((column) =>
    runsBehind(column).flatMap((run) => Object.keys(evaluationThatCounts(run)?.figures ?? {})),
  );
  const others = [...new Set(found)].filter((metric) => !OWN_METRICS.has(metric)).sort();
  return [...FIGURE_NAMES, ...others];
}

/**
 * The figures that a metric answers, as `lab runs` names and sorts by it: of classes first, then of pairs; by its own name
 * where the comparison has no place for it.
 */
export function figuresOfMetric(metric: string): readonly FigureName[] {
  const own = FIGURE_NAMES.filter((name) => Object.values(DEFINITIONS[name].metrics).includes(metric));
  return own.length === 0 ? [metric] : own;
}

function definitionOf(name: FigureName): FigureDefinition {
  if (isOwnFigure(name)) return DEFINITIONS[name];
  return { task: 'classification', metrics: { classification: name, discrimination: name, other: name } };
}

export function figureFacts(name: FigureName): FigureFacts {
  const { task, metrics } = definitionOf(name);
  const metric = metrics[task];
  return { task, better: (metric === undefined ? undefined : METRICS.find(metric)?.better) ?? 'higher' };
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
  const { metrics, ofRow } = definitionOf(name);
  if (compared.kind === 'row') {
    const published = ofRow?.(compared.row) ?? null;
    return published === null ? null : { aggregate: aggregate([published.value]), runIds: [], values: [], published };
  }
  const found = runsBehind(compared).flatMap((run) => {
    const evaluation = evaluationThatCounts(run);
    const metric = evaluation === null ? undefined : metrics[evaluation.task];
    const value = evaluation === null || metric === undefined ? null : figureIn(evaluation.figures, metric);
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
