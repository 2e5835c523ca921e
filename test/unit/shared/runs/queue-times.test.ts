import { describe, expect, it } from 'vitest';

import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import type { KnownTimes } from '#shared/experiment/finished-times';
import { endOfQueue, queueTimes, type TimedRun } from '#shared/runs/queue-times';
import type { RunProgress } from '#shared/runs/run';

function specOf(draft: Partial<ExperimentDraft> = {}): ExperimentSpec {
  const result = parseExperimentSpec({ dataset: 'shapes', fraction: 0.1, training: { epochs: 2 }, ...draft });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

/** A run of 500 images in two epochs: 3 + 2 × (5 + 1) + 1 = 16 s, of which the test takes one. */
const TIMES: KnownTimes = {
  startSeconds: 3,
  firstSecondsPerExample: 0.01,
  secondsPerExample: 0.01,
  predictSecondsPerExample: 0.001,
  batchSize: 512,
  steps: 2,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 0,
  runId: 4,
};

const aRun = (change: Partial<TimedRun> = {}): TimedRun => ({
  id: 8,
  spec: specOf(),
  times: TIMES,
  trainedFor: null,
  countedAt: null,
  pausedAt: null,
  ...change,
});

const TRAINING: RunProgress = {
  phase: 'training',
  epoch: 1,
  epochs: 2,
  batch: 1,
  batches: 1,
  imagesPerSecond: 0,
  secondsLeft: 9,
  loss: null,
  accuracy: null,
  residentBytes: 0,
  isPaused: false,
};

describe('the times of the queue', () => {
  it('add up what waits, and say of how many runs nothing is known', () => {
    const times = queueTimes(
      [aRun(), aRun({ id: 9 }), aRun({ id: 10, times: null }), aRun({ id: 11, spec: null })],
      null,
      0,
    );
    expect(times).toEqual({
      waiting: [
        { id: 8, seconds: expect.closeTo(16, 9) as number, isAtMost: false, runId: 4 },
        { id: 9, seconds: expect.closeTo(16, 9) as number, isAtMost: false, runId: 4 },
      ],
      seconds: expect.closeTo(32, 9) as number,
      unknown: 2,
      runningSeconds: null,
      isAtMost: false,
    });
    expect(endOfQueue(times, 1000)).toBeCloseTo(33_000, 6);
  });

  it('take what the running run says itself, and its test', () => {
    const times = queueTimes([aRun()], { ...aRun({ id: 7 }), progress: TRAINING }, 0);
    expect(times.runningSeconds).toBeCloseTo(10, 9);
    expect(endOfQueue(times, 0)).toBeCloseTo(26_000, 6);
  });

  it('take what is left of its time where it has said nothing yet, or trains elsewhere', () => {
    const running = { ...aRun({ id: 7, trainedFor: 2000, countedAt: 1000 }), progress: null };
    expect(queueTimes([], running, 5000).runningSeconds).toBeCloseTo(10, 9);
    // it has taken longer than was thought: its test is still to come
    expect(queueTimes([], running, 900_000).runningSeconds).toBeCloseTo(1, 9);
    const unsteady = { ...running, progress: { ...TRAINING, secondsLeft: null } };
    expect(queueTimes([], unsteady, 5000).runningSeconds).toBeCloseTo(10, 9);
  });

  it('count a running run of which nothing is known, and say no end where nothing at all is', () => {
    const times = queueTimes([aRun({ times: null })], { ...aRun({ id: 7, times: null }), progress: null }, 0);
    expect([times.unknown, times.runningSeconds, endOfQueue(times, 0)]).toEqual([2, null, null]);
    const trusted = queueTimes([], { ...aRun({ id: 7, times: null }), progress: TRAINING }, 0);
    expect([trusted.unknown, trusted.runningSeconds]).toEqual([0, 9]);
  });

  it('say that early stopping may end some before', () => {
    const stopping = aRun({ spec: specOf({ training: { epochs: 2, earlyStopping: { patience: 1 } } }) });
    expect([queueTimes([stopping], null, 0).isAtMost, queueTimes([aRun()], null, 0).isAtMost]).toEqual([true, false]);
  });

  it('take off what a run that waits has been trained for already', () => {
    expect(queueTimes([aRun({ trainedFor: 6000 })], null, 0).seconds).toBeCloseTo(10, 9);
  });
});
