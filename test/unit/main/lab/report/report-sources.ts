import type { ImagePixels, RunPredictions } from '#shared/datasets/pixels';
import { LabError } from '#shared/errors/errors';
import { summariseSets } from '#shared/metrics/own-output';
import { evaluationOf } from '#shared/runs/evaluation';
import type { DiscriminationEvaluation, Run, SeriesPoint } from '#shared/runs/run';
import type { ReportsOptions } from '#main/lab/report/reports';
import { answerRunOf } from '#main/lab/answers/answer-runs';
import { evaluationWith, FACTS, runWith } from '../../../shared/comparison/specimens';

/** Two networks on two fractions, two seeds each. */
export const SWEEP: readonly Run[] = (['vanilla', 'siamese-vanilla'] as const).flatMap((kind, network) =>
  [0.1, 0.4].flatMap((fraction, place) =>
    [1, 2].map((seed): Run => {
      const experimentId = 1 + 2 * network + place;
      const siamese = { network: { kind }, pairing: { kind: 'class-preserving', permutations: 1 } } as const;
      return runWith({
        id: 2 * (experimentId - 1) + seed,
        experimentId,
        experimentTitle: `${kind} on Shapes, ${fraction * 100}%`,
        seed,
        draft: { fraction, training: { epochs: 10 }, ...(network === 0 ? {} : siamese) },
        facts: { ...FACTS, trainCount: fraction * 5000 },
        evaluations: [evaluationWith(500 + 100 * network + 50 * place + seed, network === 0 ? 'single' : 'duplicates')],
        startedAt: Date.UTC(2026, 10, 30, 8),
        endedAt: Date.UTC(2026, 10, 30, 9),
      });
    }),
  ),
);

/** By its own output of "same". */
export const VERIFICATION: Run = runWith({
  id: 20,
  experimentId: 10,
  experimentTitle: 'siamese verifier',
  draft: { network: { kind: 'discrimination' }, pairing: { kind: 'rotations', rotations: [1, 2], sameWeight: 2 } },
  evaluations: [ownOutput()],
});

function ownOutput(): DiscriminationEvaluation {
  return evaluationOf('rotations', {
    task: 'discrimination',
    loss: 0.4,
    threshold: { kind: 'fixed', value: 0.5 },
    metrics: summariseSets([
      { rotation: 1, confusion: [[2, 1], [1, 0]], ranking: { areaUnderRoc: 0.9, averagePrecision: 0.6, equalErrorRate: 0.2 } }, // prettier-ignore
    ]),
  });
}

export const UNFINISHED: Run = runWith({
  id: 30,
  experimentId: 11,
  status: 'running',
  epochsDone: 1,
  endedAt: null,
  evaluations: [],
  facts: null,
});

/** Four test images of two classes, of which the second and the fourth are told wrong. */
export const PREDICTIONS: RunPredictions = {
  truth: Uint8Array.of(0, 0, 1, 1),
  predicted: Uint8Array.of(0, 1, 1, 0),
  probabilities: Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.6, 0.4),
};

export const SERIES: readonly SeriesPoint[] = [1, 2, 3].flatMap((epoch) =>
  (['train', 'test'] as const).flatMap((split): readonly SeriesPoint[] => [
    { split, metric: 'accuracy', epoch, value: epoch / 10 },
    { split, metric: 'loss', epoch, value: 2 / epoch },
  ]),
);

const LABELS = [0, 0, 1, 1];

/** Images of 2 × 2 grey pixels. */
export function imagesOf(indices: readonly number[]): ImagePixels {
  return {
    shape: [2, 2, 1],
    pixels: Uint8Array.from(indices.flatMap((index) => [index, 50, 100, 150])),
    labels: Uint8Array.from(indices.map((index) => LABELS[index] ?? 0)),
  };
}

/** What a lab that has these runs gives to its reports. */
export function sourcesOf(runs: readonly Run[], change: Partial<ReportsOptions> = {}): ReportsOptions {
  const runOf = (id: number): Run => {
    const found = runs.find((run) => run.id === id);
    if (found === undefined) throw new LabError('unknown-run', `Received the run ${id}; there is none of that number.`);
    return found;
  };
  return {
    runOf,
    runsOfExperiment: (id) => runs.filter(({ experimentId }) => experimentId === id),
    studyRuns: () => runs.flatMap(({ id, isStudy }) => (isStudy === true ? [id] : [])),
    answers: {
      sweeps: () => [
        { id: 1, name: 'Few shapes', createdAt: 0, experimentCount: 4, runCount: 8, finishedCount: 8, openCount: 0 },
      ],
      runs: () => runs.flatMap((run) => answerRunOf(run) ?? []),
      experimentsOf: (selection) =>
        selection.kind === 'experiments' ? selection.ids : [...new Set(runs.map(({ experimentId }) => experimentId))],
    },
    series: (id) => (runOf(id).epochsDone > 0 ? SERIES : []),
    predictions: (id) => Promise.resolve(runOf(id).evaluations[0]?.task === 'classification' ? PREDICTIONS : null),
    scores: (id) =>
      Promise.resolve(
        runOf(id).evaluations[0]?.task === 'discrimination'
          ? {
              sets: [
                {
                  rotation: 1,
                  scores: Float32Array.of(0.9, 0.6, 0.2, 0.1),
                  same: Uint8Array.of(1, 0, 1, 0),
                  second: Uint32Array.of(1, 2, 3, 0),
                },
              ],
            }
          : null,
      ),
    images: ({ indices }) => Promise.resolve(imagesOf(indices)),
    code: '0.1.0',
    events: { emit: () => undefined },
    ...change,
  };
}
