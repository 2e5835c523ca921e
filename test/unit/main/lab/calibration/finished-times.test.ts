import { expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { insertRun } from '#main/database/runs';
import { insertSeries } from '#main/database/series';
import { createFinishedTimes, type FinishedTimesOptions } from '#main/lab/calibration/finished-times';
import type { ExperimentSpec } from '#shared/experiment/experiment';

import { specOf } from '../../database/spec';

const MACHINE = { processor: 'a processor', cores: 4, deviceId: 'cpu', device: 'libtensorflow CPU', engine: 'graph' };

interface Ended {
  readonly spec?: ExperimentSpec;
  readonly machine?: object;
  readonly status?: string;
  readonly origin?: string | null;
  readonly facts?: string;
  readonly endedAt?: number;
}

/** A run that has taken ten seconds for its epoch. */
function insertEnded(database: WritableDatabase, given: Ended = {}): number {
  const { spec = specOf(), machine = MACHINE, status = 'finished', origin = null, endedAt = 10 } = given;
  const experimentId = insertExperiment(database, { title: 'a title', spec, createdAt: 1 });
  const id = insertRun(database, { experimentId, seed: 1, owner: 'me', queuedAt: 1 });
  const facts = given.facts ?? JSON.stringify({ machine });
  const values = { id, status, origin, endedAt, facts };
  database
    .prepare(
      `UPDATE runs SET status = @status, ended_at = @endedAt, duration = 10000, epochs_done = 1, facts = @facts,
         origin = @origin WHERE id = @id`,
    )
    .run(values);
  insertSeries(database, id, [{ metric: 'imagesPerSecond', split: 'process', epoch: 1, value: 1000 }]);
  return id;
}

function open(change: Partial<FinishedTimesOptions> = {}) {
  const database = openMemoryDatabase();
  const find = createFinishedTimes({
    reader: database,
    devices: { idOf: ({ device }) => (device === 'auto' ? 'cpu' : device) },
    processor: { model: 'a processor', cores: 4 },
    engine: undefined,
    ...change,
  });
  return { database, runsFor: (...specs: ExperimentSpec[]) => find(specs).map((times) => times?.runId ?? null) };
}

it('a run that has finished here tells how long its like take, of another fraction and seed too', () => {
  const { database, runsFor } = open();
  const id = insertEnded(database);
  const wider = specOf({ network: { kind: 'vanilla', width: 8 } });
  expect(runsFor(specOf(), specOf({ fraction: 0.5, seeds: [4, 5] }), wider)).toEqual([id, id, null]);
});

it('a run of another machine, device or engine does not, nor one that was imported, has not finished or says nothing', () => {
  const { database, runsFor } = open();
  insertEnded(database, { machine: { ...MACHINE, processor: 'another one' } });
  insertEnded(database, { machine: { ...MACHINE, cores: 8 } });
  insertEnded(database, { machine: { ...MACHINE, deviceId: 'cuda:0' } });
  insertEnded(database, { machine: { ...MACHINE, engine: 'layers' } });
  insertEnded(database, { origin: '{"machine":"elsewhere"}' });
  insertEnded(database, { status: 'cancelled' });
  insertEnded(database, { facts: '[]' });
  expect(runsFor(specOf())).toEqual([null]);
  expect(runsFor(specOf({ compute: { device: 'cuda:0' } }))).toEqual([3]);
});

it('a run of the engine that the environment asks for does', () => {
  const { database, runsFor } = open({ engine: 'layers' });
  insertEnded(database);
  expect(runsFor(specOf())).toEqual([null]);
  const id = insertEnded(database, { machine: { ...MACHINE, engine: 'layers' } });
  expect(runsFor(specOf())).toEqual([id]);
});

it('of many runs the last five are asked, and the one in the middle tells', () => {
  const { database, runsFor } = open();
  for (let endedAt = 1; endedAt <= 7; endedAt++) {
    const id = insertEnded(database, { endedAt });
    // the later, the slower, and the two earliest would be in the middle otherwise
    database.prepare('UPDATE series SET value = ? WHERE run_id = ?').run(1000 / endedAt, id);
  }
  expect(runsFor(specOf())).toEqual([5]);
});
