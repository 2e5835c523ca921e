import type { ExperimentSpec } from './experiment';
import { aggregate, type Aggregate } from './metrics/aggregate';
import { isDecksDesign, presetOf, standsForRow } from './presets';
import { publishedRow, PUBLISHED_ROW_IDS, type PublishedRowId } from './published';
import { isHonest, type Evaluation, type RunStatus, type RunSummary } from './run';

/** A run as the deck's table needs it. */
export interface EvaluatedRun extends RunSummary {
  readonly evaluations: readonly Evaluation[];
}

/** Our figures for a row: means over the seeds, of runs that share everything but the seed. */
export interface RowFigures {
  /** The runs behind the figures, one a seed. */
  readonly runIds: readonly number[];
  readonly epochs: number;
  /** Whether every setting but the seeds is the deck's. */
  readonly asInDeck: boolean;
  readonly accuracy: Aggregate;
  readonly macroF1: Aggregate | null;
  readonly weightedF1: Aggregate | null;
  readonly weightedF1ByPrediction: Aggregate | null;
  /** Of "same", in a discrimination row. */
  readonly f1OfSame: Aggregate | null;
}

export interface RowRun {
  readonly id: number;
  readonly seed: number;
  readonly status: RunStatus;
  readonly epochs: number;
  readonly epochsDone: number;
}

/** Where a row of the deck stands in this lab. */
export interface RowStanding {
  readonly row: PublishedRowId;
  /** Whether the lab can train the row; D1 and D2 are evaluations of other rows' runs. */
  readonly canRun: boolean;
  /** Newest first. */
  readonly runs: readonly RowRun[];
  readonly figures: RowFigures | null;
}

/** Every row of the deck with what this lab has of it. @param runs all runs that stand for a row, newest first */
export function deckStandings(runs: readonly EvaluatedRun[]): readonly RowStanding[] {
  return PUBLISHED_ROW_IDS.map((row) => {
    const published = publishedRow(row);
    const trained = published.task === 'discrimination' ? published.evaluates : row;
    const ofRow = runs.filter(({ spec }) => spec.row === trained && standsForRow(spec));
    return {
      row,
      canRun: presetOf(row) !== undefined,
      runs: ofRow.map(({ id, seed, status, spec, epochsDone }) => ({
        id,
        seed,
        status,
        epochs: spec.training.epochs,
        epochsDone,
      })),
      figures: figuresOf(ofRow, published.task === 'discrimination', trained),
    };
  });
}

/** Of several designs for one row the deck's own counts, otherwise the one with the most epochs, then the newest. */
function figuresOf(
  runs: readonly EvaluatedRun[],
  isDiscrimination: boolean,
  row: PublishedRowId | null,
): RowFigures | null {
  const preset = row === null ? undefined : presetOf(row);
  const groups = new Map<string, EvaluatedRun[]>();
  for (const run of runs) {
    if (run.status !== 'finished' || evaluationOf(run, isDiscrimination) === undefined) continue;
    const design = designOf(run.spec);
    const group = groups.get(design) ?? [];
    // the newest run of a seed counts
    if (!group.some(({ seed }) => seed === run.seed)) group.push(run);
    groups.set(design, group);
  }
  const asInDeck = preset === undefined ? '' : designOf(preset);
  const [best] = [...groups]
    .map(([design, group]) => ({ isDecks: design === asInDeck, epochs: group[0]?.spec.training.epochs ?? 0, group }))
    .sort((a, b) => Number(b.isDecks) - Number(a.isDecks) || b.epochs - a.epochs);
  if (best === undefined) return null;
  const evaluations = best.group.flatMap((run) => evaluationOf(run, isDiscrimination) ?? []);
  const compared = evaluations.flatMap(({ discrimination }) => discrimination ?? []);
  const common = {
    runIds: best.group.map(({ id }) => id),
    epochs: best.epochs,
    asInDeck: best.isDecks && row !== null && isDecksDesign(row),
  };
  if (isDiscrimination) {
    return {
      ...common,
      accuracy: aggregate(compared.map(({ asInTheSlides }) => asInTheSlides.accuracy)),
      macroF1: null,
      weightedF1: null,
      weightedF1ByPrediction: null,
      f1OfSame: aggregate(compared.map(({ asInTheSlides }) => asInTheSlides.f1)),
    };
  }
  const over = (value: (metrics: Evaluation['metrics']) => number): Aggregate =>
    aggregate(evaluations.map(({ metrics }) => value(metrics)));
  return {
    ...common,
    accuracy: over(({ accuracy }) => accuracy),
    macroF1: over(({ macroF1 }) => macroF1),
    weightedF1: over(({ weightedF1 }) => weightedF1),
    weightedF1ByPrediction: over(({ weightedF1ByPrediction }) => weightedF1ByPrediction),
    f1OfSame: null,
  };
}

/** The evaluation whose figures count for a row, where the run has it. */
function evaluationOf({ evaluations }: EvaluatedRun, isDiscrimination: boolean): Evaluation | undefined {
  return evaluations.find(
    ({ protocol, discrimination }) => isHonest(protocol) && (!isDiscrimination || discrimination !== null),
  );
}

/** Two runs with the same design differ in nothing but the seed. */
function designOf(spec: ExperimentSpec): string {
  return JSON.stringify({ ...spec, seeds: [] });
}
