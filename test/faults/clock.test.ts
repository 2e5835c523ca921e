import { describe, expect, it } from 'vitest';

import { logOf } from '#main/database/log';
import { openMemoryDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { createEmitter } from '#main/lab/events/events';
import { createRecorder } from '#main/lab/runs/recorder';

import { specOf } from '../unit/main/database/spec';

const HOUR = 3_600_000;

describe('a clock that is set back while a run trains', () => {
  it('leaves its duration right, and its times and log in order', () => {
    const database = openMemoryDatabase();
    let [now, elapsed] = [100 * HOUR, 0];
    const pass = (time: number): void => {
      now += time;
      elapsed += time;
    };
    const recorder = createRecorder(
      database,
      createEmitter(),
      () => now,
      () => elapsed,
    );
    const { runIds } = recorder.queueExperiment(specOf(), 'me');
    now -= 2 * HOUR;
    expect(recorder.claim(runIds[0] ?? 0, 'me')).toBe(true);
    pass(HOUR / 2);
    now -= 24 * HOUR;
    recorder.record(1, { kind: 'paused' });
    pass(HOUR);
    recorder.end(1, { status: 'finished' });
    const run = findRun(database, 1);
    expect(run?.startedAt).toBe(run?.queuedAt);
    expect((run?.endedAt ?? 0) - (run?.startedAt ?? 0)).toBe(1.5 * HOUR);
    const times = logOf(database, 1).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('never gives a run of another program a negative time', () => {
    const database = openMemoryDatabase();
    const before = createRecorder(database, createEmitter(), () => 100 * HOUR);
    before.queueExperiment(specOf(), 'the dead');
    before.claim(1, 'the dead');
    const after = createRecorder(database, createEmitter(), () => HOUR);
    after.end(1, { status: 'interrupted', failure: { code: 'interrupted', message: 'It is gone.' } });
    expect(findRun(database, 1)).toMatchObject({ startedAt: 100 * HOUR, endedAt: 100 * HOUR });
  });
});
