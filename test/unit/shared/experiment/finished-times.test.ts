import { describe, expect, it } from 'vitest';

import { estimateRun } from '#shared/experiment/estimate';
import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import {
  laterTimes,
  stepsKey,
  timesOfRun,
  timesOfRuns,
  type FinishedRun,
  type KnownTimes,
} from '#shared/experiment/finished-times';

function specOf(draft: Partial<ExperimentDraft> = {}): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'shapes', fraction: 0.1, training: { epochs: 4 }, ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

/** 500 images in each of four epochs, 1,000 watched after each and tested. */
const aFinishedRun = (change: Partial<FinishedRun> = {}): FinishedRun => ({
  id: 7,
  spec: specOf(),
  seconds: 60,
  epochsDone: 4,
  firstSecondsPerExample: 0.02,
  secondsPerExample: 0.01,
  engine: 'graph',
  device: 'libtensorflow CPU',
  endedAt: 1000,
  ...change,
});

describe('the times of a finished run', () => {
  it('come to its own time for a design like it, whatever it has told of its speed', () => {
    const runs = [
      aFinishedRun(),
      aFinishedRun({ firstSecondsPerExample: null }),
      aFinishedRun({ firstSecondsPerExample: null, secondsPerExample: null }),
    ];
    expect(runs.map((run) => estimateRun(run.spec, timesOfRun(run)).runSeconds)).toEqual([
      expect.closeTo(60, 9),
      expect.closeTo(60, 9),
      expect.closeTo(60, 9),
    ]);
  });

  it('are those of its steps, with a pass of three for predicting and what is left for the start', () => {
    // 500 × 0.02 + 3 × 500 × 0.01 = 25 s of training, 5,000 predicted at a third of 0.01 s each, 60 s in all
    const times = timesOfRun(aFinishedRun());
    expect(times).toMatchObject({ firstSecondsPerExample: 0.02, secondsPerExample: 0.01, runId: 7, steps: 4 });
    expect(times.predictSecondsPerExample).toBeCloseTo(0.01 / 3, 9);
    expect(times.startSeconds).toBeCloseTo(60 - 25 - 50 / 3, 9);
  });

  it('grow with the images and epochs of another design', () => {
    const longer = specOf({ fraction: 0.2, training: { epochs: 8 } });
    const { runSeconds } = estimateRun(longer, timesOfRun(aFinishedRun()));
    expect(runSeconds).toBeCloseTo(60 - 25 - 50 / 3 + 1000 * 0.02 + 7 * 1000 * 0.01 + 9000 * (0.01 / 3), 6);
  });

  it('leave nothing for the start where it was as fast as its steps', () => {
    const times = timesOfRun(aFinishedRun({ seconds: 25 }));
    expect([times.startSeconds, times.predictSecondsPerExample]).toEqual([0, 0]);
  });

  it('are those of a run that stopped early for as long as it went', () => {
    const run = aFinishedRun({ spec: specOf({ training: { epochs: 400, earlyStopping: { patience: 2 } } }) });
    const four = estimateRun(specOf(), timesOfRun(run)).runSeconds;
    expect(four).toBeCloseTo(60, 9);
  });

  it('of several are those of the one in the middle, and of none nothing', () => {
    const slow = aFinishedRun({ id: 8, secondsPerExample: 0.09 });
    const fast = aFinishedRun({ id: 9, secondsPerExample: 0.009 });
    expect(timesOfRuns([slow, aFinishedRun(), fast])?.runId).toBe(7);
    expect(timesOfRuns([])).toBeNull();
  });
});

it('a step costs the same whatever the fraction, seeds and named device, not with another width or batch', () => {
  const one = stepsKey(specOf());
  expect(stepsKey(specOf({ fraction: 1, seeds: [1, 2], compute: { device: 'cpu' } }))).toBe(one);
  expect(stepsKey(specOf({ network: { kind: 'vanilla', width: 8 } }))).not.toBe(one);
  expect(stepsKey(specOf({ training: { batchSize: 64 } }))).not.toBe(one);
  expect(stepsKey(specOf({ compute: { threads: 1 } }))).not.toBe(one);
});

it('the later of a measurement and a run counts', () => {
  const run = timesOfRun(aFinishedRun({ endedAt: 5 }));
  const { runId: _, ...measured } = { ...run, measuredAt: 6 } satisfies KnownTimes;
  expect([laterTimes(run, measured), laterTimes(run, { ...measured, measuredAt: 4 })]).toEqual([measured, run]);
  expect([laterTimes(run, null), laterTimes(null, measured), laterTimes(null, null)]).toEqual([run, measured, null]);
});
