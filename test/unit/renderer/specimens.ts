import type { RowFigures, RowRun, RowStanding } from '#shared/replication/deck';
import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import { aggregate } from '#shared/metrics/aggregate';
import { classificationMetrics } from '#shared/metrics/classification';
import type { ConfusionMatrix } from '#shared/metrics/confusion';
import { summariseSets } from '#shared/metrics/own-output';
import type { PublishedRowId } from '#shared/reference/published';
import type {
  ClassificationEvaluation,
  DiscriminationEvaluation,
  Run,
  RunProgress,
  UnderstoodSummary,
} from '#shared/runs/run';
import { evaluationOf } from '#shared/runs/evaluation';
import { DATASETS } from '#shared/datasets/datasets';
import type { RunChoices } from '#shared/runs/run-list';

export function aSpec(draft: Partial<ExperimentDraft> = {}): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'shapes', ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

export function aSummary(change: Partial<UnderstoodSummary> = {}): UnderstoodSummary {
  const { dataset } = change.spec ?? aSpec();
  return {
    id: 7,
    experimentId: 3,
    experimentTitle: 'vanilla on shapes, 100%',
    spec: aSpec(),
    datasetFacts: DATASETS.get(dataset),
    seed: 1,
    status: 'running',
    queuedAt: 1_000,
    startedAt: 2_000,
    endedAt: null,
    epochsDone: 0,
    figures: {},
    imagesPerSecond: null,
    parameterCount: null,
    trainCount: null,
    tags: [],
    note: '',
    archivedAt: null,
    failure: null,
    trainedFor: null,
    countedAt: null,
    pausedAt: null,
    checkpoint: null,
    isReplaced: false,
    ...change,
  };
}

export function aRun(change: Partial<Run> = {}): Run {
  return {
    ...aSummary(),
    facts: null,
    origin: null,
    evaluations: [],
    artefacts: [],
    unread: [],
    ...change,
  };
}

export function anEvaluation(confusion: ConfusionMatrix): ClassificationEvaluation {
  return evaluationOf('single', {
    task: 'classification',
    loss: 0.5,
    metrics: classificationMetrics(confusion),
    discrimination: null,
  });
}

/** By the network's own output, on rotation 1 and on rotation 2. */
export function anOwnOutput(change: Partial<DiscriminationEvaluation> = {}): DiscriminationEvaluation {
  const { protocol = 'rotations', ...judged } = change;
  return evaluationOf(protocol, {
    task: 'discrimination',
    loss: 0.4,
    threshold: { kind: 'fixed', value: 0.5 },
    metrics: summariseSets([
      { rotation: 1, confusion: [[85, 5], [4, 6]], ranking: { areaUnderRoc: 0.9, averagePrecision: 0.6, equalErrorRate: 0.2 } }, // prettier-ignore
      { rotation: 2, confusion: [[90, 0], [10, 0]], ranking: { areaUnderRoc: 0.8, averagePrecision: 0.4, equalErrorRate: 0.3 } }, // prettier-ignore
    ]),
    ...judged,
  });
}

export function aRowRun(change: Partial<RowRun> = {}): RowRun {
  return { id: 41, seed: 1, status: 'finished', epochs: 200, epochsDone: 200, ...change };
}

/** Figures of a classification row, from the accuracies of its runs: 41, 42, … */
export function figuresOf(accuracies: readonly number[], change: Partial<RowFigures> = {}): RowFigures {
  return {
    runIds: accuracies.map((_, index) => 41 + index),
    epochs: 200,
    isStudy: false,
    budget: null,
    asInDeck: true,
    accuracy: aggregate(accuracies),
    macroF1: aggregate(accuracies.map((value) => value - 0.01)),
    weightedF1: aggregate(accuracies.map((value) => value - 0.02)),
    weightedF1ByPrediction: aggregate(accuracies.map((value) => value + 0.01)),
    f1OfSame: null,
    overRotations: null,
    ...change,
  };
}

export function aStanding(row: PublishedRowId, change: Partial<RowStanding> = {}): RowStanding {
  return { row, canRun: true, runs: [], figures: null, ...change };
}

export const TRAINING: RunProgress = {
  phase: 'training',
  epoch: 2,
  epochs: 5,
  batch: 5,
  batches: 10,
  imagesPerSecond: 1234.5,
  secondsLeft: 90,
  loss: 1.5,
  accuracy: 0.5,
  residentBytes: 750e6,
  isPaused: false,
};

/** Nothing to filter by. */
export const NO_CHOICES: RunChoices = {
  statuses: [],
  datasets: [],
  networks: [],
  rows: [],
  tags: [],
  figures: [],
  archived: 0,
  total: 0,
};
