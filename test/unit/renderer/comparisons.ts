import type { RunPredictions } from '#shared/datasets/pixels';
import type { Run, SeriesPoint } from '#shared/runs/run';
import { evaluationWith, FACTS, runWith } from '../shared/comparison/specimens';
import { createFakeLab, no, ok, type FakeLab } from './fake-lab';

export { evaluationWith, FACTS, runWith };

/** Runs 1, 2 of experiment 1 (vanilla) and runs 3, 4 of experiment 2 (a tenth of the images). */
export const RUNS: readonly Run[] = [
  runWith({ id: 1, experimentId: 1, seed: 1, evaluations: [evaluationWith(800)] }),
  runWith({ id: 2, experimentId: 1, seed: 2, evaluations: [evaluationWith(820)] }),
  ...[3, 4].map((id) =>
    runWith({
      id,
      experimentId: 2,
      experimentTitle: 'vanilla on Shapes, 10%',
      seed: id - 2,
      draft: { fraction: 0.1 },
      evaluations: [evaluationWith(600 + id)],
    }),
  ),
];

/** Of shapes' ten classes; every image of class k is the k-th. */
export function predictionsOf(
  predicted: readonly number[],
  truth = predicted.map((_, place) => place % 10),
): RunPredictions {
  return {
    truth: Uint8Array.from(truth),
    predicted: Uint8Array.from(predicted),
    probabilities: new Float32Array(predicted.length * 10),
  };
}

export const SERIES: readonly SeriesPoint[] = [1, 2, 3].flatMap((epoch) =>
  (['train', 'test'] as const).flatMap((split) => [
    { metric: 'loss', split, epoch, value: 2 / epoch } as const,
    { metric: 'accuracy', split, epoch, value: epoch / 4 } as const,
  ]),
);

/** A lab with those runs. @param predictions by run; a run without has kept none */
export function labToCompare(
  predictions: Readonly<Record<number, RunPredictions>> = {},
  runs: readonly Run[] = RUNS,
): FakeLab {
  return createFakeLab({
    'run:get': ({ id }) => {
      const found = runs.find((run) => run.id === id);
      return found === undefined ? no('unknown-run', `There is no run ${id}.`) : ok(found);
    },
    'experiment:runs': ({ experimentId }) => ok(runs.filter((run) => run.experimentId === experimentId)),
    'run:series': () => ok(SERIES),
    'run:list': () => ok({ runs: runs.toReversed(), total: runs.length }),
    'run:predictions': ({ id }) => ok(predictions[id] ?? null),
    'file:save': ({ name }) => ok({ file: `/somewhere/${name}` }),
    'dataset:images': () => no('dataset-missing'),
    'experiment:launch': () => ok({ experimentId: 3, runIds: [5, 6] }),
  });
}
