import fc from 'fast-check';
import { expect, it } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { createEmitter } from '#main/lab/events/events';
import { createRecorder, type Recorder } from '#main/lab/runs/recorder';
import { elapsedOf } from '#shared/runs/run';

import { specOf } from '../../database/spec';

const HOUR = 3_600_000;
const EVENT = { kind: 'checkpoint-failed', reason: 'full' } as const;

function begin() {
  const database = openMemoryDatabase();
  const clock = { at: 1_000_000 };
  const open = (): Recorder =>
    createRecorder(
      database,
      createEmitter(),
      () => clock.at,
      () => clock.at,
    );
  const recorder = open();
  recorder.queueExperiment(specOf(), 'me');
  clock.at += HOUR;
  recorder.claim(1, 'me');
  const run = () => {
    const found = findRun(database, 1);
    if (found === undefined) throw new Error('It is gone.');
    return found;
  };
  return { database, clock, recorder, run, open };
}

it('neither a pause nor the time in which the lab was closed counts as time of a run', () => {
  const { clock, recorder, run } = begin();
  clock.at += 20_000;
  recorder.pause(1);
  expect(run()).toMatchObject({ trainedFor: 20_000, pausedAt: clock.at });
  clock.at += HOUR;
  expect(elapsedOf(run(), clock.at)).toBe(20_000);
  recorder.goOn(1, 'me');
  recorder.claim(1, 'me');
  clock.at += 10_000;
  expect(elapsedOf(run(), clock.at)).toBe(30_000);
  recorder.end(1, { status: 'interrupted', failure: { code: 'interrupted', message: 'closed' } });
  clock.at += 24 * HOUR;
  recorder.resume(1, 'me');
  clock.at += HOUR;
  expect(elapsedOf(run(), clock.at)).toBe(30_000);
  recorder.claim(1, 'me');
  clock.at += 3000;
  recorder.end(1, { status: 'finished' });
  clock.at += HOUR;
  expect(run()).toMatchObject({ trainedFor: 33_000, countedAt: null, pausedAt: null });
  expect(elapsedOf(run(), clock.at)).toBe(33_000);
});

it('a run of a program that died counts up to what it told last, however late its end is noticed', () => {
  const { clock, recorder, run, open } = begin();
  clock.at += 5000;
  recorder.record(1, EVENT);
  clock.at += 700;
  const other = open();
  clock.at += 24 * HOUR;
  other.end(1, { status: 'interrupted', failure: { code: 'interrupted', message: 'gone' } });
  expect(run().trainedFor).toBe(5000);
});

it('the time of a run is the sum of its attempts, whatever happens in between', () => {
  const step = fc.record({
    what: fc.constantFrom('event', 'pause', 'wait', 'resume'),
    for: fc.integer({ min: 0, max: 100_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { clock, recorder, run } = begin();
      let trained = 0;
      let isPaused = false;
      for (const { what, for: time } of steps) {
        if (what === 'event') recorder.record(1, EVENT);
        if (what === 'pause' && !isPaused) {
          isPaused = true;
          recorder.pause(1);
        }
        if (what === 'resume' && isPaused) {
          isPaused = false;
          recorder.goOn(1, 'me');
          recorder.claim(1, 'me');
        }
        clock.at += time;
        if (!isPaused) trained += time;
        expect(elapsedOf(run(), clock.at)).toBe(trained);
      }
      recorder.end(1, { status: 'cancelled' });
      expect(run().trainedFor).toBe(trained);
    }),
    { numRuns: 50 },
  );
});
