import { designText } from '../experiment/design';
import { aggregate, type Aggregate } from '../metrics/aggregate';
import type { ClassificationMetrics } from '../metrics/classification';
import { isDecksDesign, presetOf, standsForRow } from '../experiment/presets';
import { publishedRow, PUBLISHED_ROW_IDS, type PublishedRow, type PublishedRowId } from '../reference/published';
import type { ExperimentSpec } from '../experiment/experiment';
import { budgetOfRun, type Budget } from '../runs/budget';
import {
  halfOf,
  isHonest,
  statusOf,
  type ClassificationEvaluation,
  type DiscriminationEvaluation,
  type Evaluation,
  type RunSummary,
  type ToldStatus,
} from '../runs/run';

/** A run as the deck's table needs it. */
export interface EvaluatedRun extends Omit<RunSummary, 'spec'> {
  readonly spec: ExperimentSpec;
  readonly evaluations: readonly Evaluation[];
}

/** Our figures for a row: means over the seeds, of runs that share everything but the seed. */
export interface RowFigures {
  /** The runs behind the figures, one a seed. */
  readonly runIds: readonly number[];
  readonly epochs: number;
  /** They are the project's own runs, as nobody has trained the row here. */
  readonly isStudy: boolean;
  /** What the first of these runs has cost. */
  readonly budget: Budget | null;
  /** Whether every setting but the seeds is the deck's. */
  readonly asInDeck: boolean;
  readonly accuracy: Aggregate;
  readonly macroF1: Aggregate | null;
  readonly weightedF1: Aggregate | null;
  readonly weightedF1ByPrediction: Aggregate | null;
  /** Of "same", in a discrimination row. */
  readonly f1OfSame: Aggregate | null;
  /** Beside the figures of D3, which are of rotation 1 as the deck's are: the means over all rotations. */
  readonly overRotations: OverRotations | null;
}

/** Of a network that tells "same" from "different" by its own output: means over rotations 1 to 10 of the test set. */
export interface OverRotations {
  readonly f1OfSame: Aggregate;
  readonly balancedAccuracy: Aggregate;
  readonly accuracy: Aggregate;
  /** Null where a rotation has pairs of one kind only, so that there is no order to judge. */
  readonly areaUnderRoc: Aggregate | null;
}

export interface RowRun {
  readonly id: number;
  readonly seed: number;
  readonly status: ToldStatus;
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
    const trained = trainedRow(published);
    const ofRow = runs.filter(({ spec }) => spec.row === trained && standsForRow(spec));
    return {
      row,
      canRun: presetOf(row) !== undefined,
      runs: ofRow.map((run) => ({
        id: run.id,
        seed: run.seed,
        status: statusOf(run),
        epochs: run.spec.training.epochs,
        epochsDone: run.epochsDone,
      })),
      // what a person has trained here goes before what came with the lab
      figures:
        figuresOf(
          ofRow.filter(({ isStudy }) => isStudy !== true),
          published,
        ) ??
        figuresOf(
          ofRow.filter(({ isStudy }) => isStudy === true),
          published,
        ),
    };
  });
}

/** The row whose network a row is about: D1 and D2 are evaluations of the runs of C1 and C4. */
function trainedRow(published: PublishedRow): PublishedRowId {
  return published.task === 'discrimination' ? (published.evaluates ?? published.id) : published.id;
}

/** Of several designs for one row the deck's own counts, otherwise the one with the most epochs, then the newest. */
function figuresOf(runs: readonly EvaluatedRun[], published: PublishedRow): RowFigures | null {
  const measure = measureOf(published);
  const groups = new Map<string, EvaluatedRun[]>();
  for (const run of runs) {
    if (run.status !== 'finished' || measure([run]) === null) continue;
    const design = designText(run.spec);
    const group = groups.get(design) ?? [];
    // the newest run of a seed counts
    if (!group.some(({ seed }) => seed === run.seed)) group.push(run);
    groups.set(design, group);
  }
  const preset = presetOf(trainedRow(published));
  const asInDeck = preset === undefined ? '' : designText(preset);
  const [best] = [...groups]
    .map(([design, group]) => ({ isDecks: design === asInDeck, epochs: group[0]?.spec.training.epochs ?? 0, group }))
    .sort((a, b) => Number(b.isDecks) - Number(a.isDecks) || b.epochs - a.epochs);
  const figures = best === undefined ? null : measure(best.group);
  if (best === undefined || figures === null) return null;
  return {
    runIds: best.group.map(({ id }) => id),
    isStudy: best.group.some(({ isStudy }) => isStudy === true),
    epochs: best.epochs,
    budget: best.group[0] === undefined ? null : budgetOfRun(best.group[0]),
    asInDeck: best.isDecks && isDecksDesign(trainedRow(published)),
    ...figures,
  };
}

type Figures = Omit<RowFigures, 'runIds' | 'epochs' | 'budget' | 'asInDeck' | 'isStudy'>;
/** The figures of runs of one design; null where none of them has the evaluation for it. */
type Measure = (runs: readonly EvaluatedRun[]) => Figures | null;

function measureOf(published: PublishedRow): Measure {
  if (published.task === 'classification') return namedClasses;
  return published.evaluates === null ? ownOutput : comparedClasses;
}

const NO_CLASSES = { macroF1: null, weightedF1: null, weightedF1ByPrediction: null } as const;

const namedClasses: Measure = (runs) => {
  const metrics = wholeEvaluations(runs).map((evaluation) => evaluation.metrics);
  if (metrics.length === 0) return null;
  const over = (figure: (of: ClassificationMetrics) => number): Aggregate => aggregate(metrics.map(figure));
  return {
    accuracy: over(({ accuracy }) => accuracy),
    macroF1: over(({ macroF1 }) => macroF1),
    weightedF1: over(({ weightedF1 }) => weightedF1),
    weightedF1ByPrediction: over(({ weightedF1ByPrediction }) => weightedF1ByPrediction),
    f1OfSame: null,
    overRotations: null,
  };
};

const comparedClasses: Measure = (runs) => {
  const compared = wholeEvaluations(runs).flatMap(({ discrimination }) => discrimination?.asInTheSlides ?? []);
  if (compared.length === 0) return null;
  return {
    ...NO_CLASSES,
    accuracy: aggregate(compared.map(({ accuracy }) => accuracy)),
    f1OfSame: aggregate(compared.map(({ f1 }) => f1)),
    overRotations: null,
  };
};

/** As the deck's D3, by rotation 1 alone; the means over all of them stand beside. */
const ownOutput: Measure = (runs) => {
  const told = runs.flatMap(({ evaluations }) => {
    const told = evaluations.find(
      (evaluation): evaluation is DiscriminationEvaluation => evaluation.protocol === 'rotations',
    );
    const first = told?.metrics.perSet.find(({ rotation }) => rotation === 1);
    return told === undefined || first === undefined ? [] : [{ first: first.metrics, mean: told.metrics.mean }];
  });
  if (told.length === 0) return null;
  const areas = told.flatMap(({ mean }) => mean.ranking?.areaUnderRoc ?? []);
  return {
    ...NO_CLASSES,
    accuracy: aggregate(told.map(({ first }) => first.accuracy)),
    f1OfSame: aggregate(told.map(({ first }) => first.f1)),
    overRotations: {
      f1OfSame: aggregate(told.map(({ mean }) => mean.f1)),
      balancedAccuracy: aggregate(told.map(({ mean }) => mean.balancedAccuracy)),
      accuracy: aggregate(told.map(({ mean }) => mean.accuracy)),
      areaUnderRoc: areas.length < told.length ? null : aggregate(areas),
    },
  };
};

/** The evaluation by class of each run that has one, of the whole network and without a leak. */
function wholeEvaluations(runs: readonly EvaluatedRun[]): readonly ClassificationEvaluation[] {
  return runs.flatMap(
    ({ evaluations }) =>
      evaluations.find(
        (evaluation): evaluation is ClassificationEvaluation =>
          evaluation.task === 'classification' && isHonest(evaluation.protocol) && halfOf(evaluation.protocol) === null,
      ) ?? [],
  );
}
