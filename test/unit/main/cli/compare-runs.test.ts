import { expect, it } from 'vitest';

import { compareRuns } from '#main/cli/compare-runs';
import type { Lab } from '#main/lab/lab';
import { LabError } from '#shared/errors/errors';
import type { RunPredictions } from '#shared/datasets/pixels';

import { evaluationWith, runWith } from '../../shared/comparison/specimens';

const predictionsOf = (predicted: readonly number[]): RunPredictions => ({
  truth: Uint8Array.from([0, 1, 0, 1]),
  predicted: Uint8Array.from(predicted),
  probabilities: new Float32Array(8),
});
const PREDICTIONS: Readonly<Record<number, RunPredictions>> = {
  1: predictionsOf([0, 1, 0, 0]),
  2: predictionsOf([0, 0, 1, 1]),
};
const RUNS = [1, 2, 3].map((id) =>
  runWith({ id, experimentId: 7, seed: id, evaluations: [evaluationWith(700 + 10 * id)] }),
);

/** What of the lab a comparison asks for. */
const lab = {
  run: (id: number) => {
    const run = RUNS.find((each) => each.id === id);
    if (run === undefined) throw new LabError('unknown-run', `There is no run ${id}.`);
    return run;
  },
  runsOfExperiment: (experimentId: number) => RUNS.filter((run) => run.experimentId === experimentId),
  predictions: (id: number) => Promise.resolve(PREDICTIONS[id] ?? null),
} as unknown as Lab;

it('compares two runs image by image', async () => {
  const text = await compareRuns(lab, '1,2', 'json');
  expect(JSON.parse(text)).toMatchObject({
    baseline: 0,
    pair: {
      runIds: [1, 2],
      counts: { bothRight: 1, onlyFirst: 2, onlySecond: 1, bothWrong: 0 },
      result: { method: 'exact-binomial', pValue: 1 },
    },
  });
});

it('compares no pair where there are more than two models to choose from', async () => {
  const comparison = JSON.parse(await compareRuns(lab, '1,experiment-7', 'json')) as Record<string, unknown>;
  expect(comparison).toMatchObject({ pair: null, compared: [{ kind: 'run' }, { kind: 'experiment', id: 7 }] });
});

it('prints a table for people, Markdown and CSV', async () => {
  expect(await compareRuns(lab, '1,experiment-7,C1', 'text')).toContain('1 (seed 1), 2 (seed 2), 3 (seed 3)');
  expect(await compareRuns(lab, '1,2', 'md')).toContain(
    '| accuracy | 0.7100 (n = 1) | 0.7200 (n = 1) (+0.0100; one seed) |',
  );
  expect(await compareRuns(lab, '1,2', 'csv')).toMatch(/^part,name,compared,/);
});

it.each([
  ['1', 'md', /expected 2 to 8 runs/],
  ['1,2,nonsense', 'md', /Received "1,2,nonsense"/],
  ['1,2,3,4,5,6,7,8,9', 'md', /expected 2 to 8 runs/],
  ['1,experiment-99', 'md', /there is no such experiment/],
  ['1,99', 'md', /There is no run 99/],
  ['1,2', 'xml', /expected one of text, md, json, csv/],
])('refuses %s as %s', async (typed, format, message) => {
  await expect(compareRuns(lab, typed, format)).rejects.toThrow(message);
});
