import { DATASETS } from '#shared/datasets/datasets';
import { comparedExperiment, type Compared } from '#shared/comparison/compared';
import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import { classificationMetrics } from '#shared/metrics/classification';
import { publishedRow, type PublishedRowId } from '#shared/reference/published';
import type { Protocol } from '#shared/protocols/protocols';
import { evaluationOf } from '#shared/runs/evaluation';
import type { Evaluation, Run, RunFacts } from '#shared/runs/run';

export function specOf(draft: Partial<ExperimentDraft> = {}): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'shapes', ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

export const FACTS: RunFacts = {
  parameterCount: 79_274,
  trainCount: 5_000,
  testCount: 1_000,
  datasetChecksum: 'a'.repeat(64),
  machine: {
    processor: 'a processor',
    cores: 2,
    memoryBytes: 8e9,
    platform: 'linux x64',
    runtime: 'node 24',
    device: 'libtensorflow CPU',
    engine: 'layers',
    libraries: { tensorflow: '2.21.0' },
    code: '0.1.0',
  },
};

/** Of two classes with a thousand test images each, so many of them right. */
export function evaluationWith(right: number, protocol: Protocol = 'single'): Evaluation {
  const confusion = [
    [right, 1000 - right],
    [1000 - right, right],
  ];
  return evaluationOf(protocol, {
    task: 'classification',
    loss: 1 - right / 1000,
    metrics: classificationMetrics(confusion),
    discrimination: null,
  });
}

export function runWith(change: Partial<Run> & { readonly draft?: Partial<ExperimentDraft> } = {}): Run {
  const { draft, ...rest } = change;
  return {
    id: 1,
    experimentId: 1,
    experimentTitle: 'vanilla on Shapes, 100%',
    spec: specOf(draft),
    datasetFacts: DATASETS.get(specOf(draft).dataset),
    seed: 1,
    status: 'finished',
    queuedAt: 0,
    startedAt: 1,
    endedAt: 2,
    epochsDone: 10,
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
    origin: null,
    facts: FACTS,
    evaluations: [evaluationWith(800)],
    artefacts: [],
    unread: [],
    ...rest,
  };
}

export const aRun = (change: Parameters<typeof runWith>[0] = {}): Compared => ({ kind: 'run', run: runWith(change) });
export const aRow = (row: PublishedRowId): Compared => ({ kind: 'row', row: publishedRow(row) });
/** Runs 11, 12, … with so many test images of a thousand right in each class. */
export const anExperiment = (rights: readonly number[]): Compared =>
  comparedExperiment(
    3,
    rights.map((right, place) =>
      runWith({ id: 11 + place, experimentId: 3, seed: 1 + place, evaluations: [evaluationWith(right)] }),
    ),
  );
