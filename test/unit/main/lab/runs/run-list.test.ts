import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { claimRun } from '#main/database/queue';
import { endRun, findRun, insertRun } from '#main/database/runs';
import { insertSeries } from '#main/database/series';
import { UNDO_MS } from '#main/lab/runs/curation';
import { createEmitter } from '#main/lab/events/events';
import { createRecorder } from '#main/lab/runs/recorder';
import { createRunList, type RunList } from '#main/lab/runs/run-list';

import { specOf } from '../../database/spec';

let database: WritableDatabase;
let folder: string;
let changed: (readonly number[] | null)[];

const folderOf = (id: number): string => join(folder, String(id));

/** Runs 1–3 of one experiment have ended, 4 runs, 5 waits; each has a folder with a file. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siamese-lab-list-'));
  database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: '=HYPERLINK("x")', spec: specOf(), createdAt: 1 });
  for (let seed = 1; seed <= 5; seed++) {
    const id = insertRun(database, { experimentId, seed, owner: 'me', queuedAt: seed });
    await mkdir(folderOf(id));
    await writeFile(join(folderOf(id), 'weights'), 'x');
    if (seed <= 4) claimRun(database, { id, owner: 'me', startedAt: 10 });
    if (seed <= 3) endRun(database, { id, status: 'finished', endedAt: 20, failure: null });
  }
  insertSeries(database, 1, [{ split: 'train', metric: 'loss', epoch: 1, value: 1 }]);
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function openList(): RunList {
  const events = createEmitter();
  changed = [];
  events.on('runs:changed', ({ ids }) => changed.push(ids));
  return createRunList({
    reader: database,
    recorder: createRecorder(database, events, Date.now),
    folderOf,
    now: Date.now,
  });
}
const ids = (list: RunList): readonly number[] => list.ids({});

describe('deleting', () => {
  it('takes runs out of sight at once, and out of the database and off the disk when nobody can undo it', async () => {
    const list = openList();
    list.delete([1, 2]);
    expect(changed).toEqual([[1, 2]]);
    expect(ids(list)).toEqual([5, 4, 3]);
    expect(findRun(database, 1)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1000);
    expect(existsSync(folderOf(1))).toBe(true);
    vi.setSystemTime(Date.now() + 2000);
    await list.close();
    const later = openList();
    await later.close();
    expect([existsSync(folderOf(1)), existsSync(folderOf(2)), existsSync(folderOf(3))]).toEqual([false, false, true]);
    expect(database.prepare('SELECT id FROM runs ORDER BY id').pluck().all()).toEqual([3, 4, 5]);
    expect(database.prepare('SELECT count(*) FROM series').pluck().get()).toBe(0);
    expect(() => later.restore([1])).toThrow(/can be undone for 60 seconds/);
  });

  it('is carried out by the same lab when its time is up', async () => {
    const list = openList();
    list.delete([3]);
    // the first sweep has to be over for the next to be planned
    await list.deleteForGood([2]);
    await vi.advanceTimersByTimeAsync(UNDO_MS + 1);
    await list.close();
    expect([existsSync(folderOf(3)), ids(list)]).toEqual([false, [5, 4, 1]]);
  });

  it('is undone as long as there is time', async () => {
    const list = openList();
    list.delete([1, 2]);
    list.restore([1, 2]);
    await vi.advanceTimersByTimeAsync(2 * UNDO_MS);
    await list.close();
    expect([ids(list), existsSync(folderOf(1))]).toEqual([[5, 4, 3, 2, 1], true]);
  });

  it('refuses a run that has not ended, and then deletes none', async () => {
    const list = openList();
    expect(() => list.delete([1, 4, 5])).toThrow(/runs 4, 5, which have not ended.*Nothing was changed/);
    expect(() => list.archive([4], true)).toThrow(/only a run that has ended can be archived/);
    expect(() => list.delete([1, 99])).toThrow(/run 99, which the lab does not have/);
    expect(ids(list)).toEqual([5, 4, 3, 2, 1]);
    await list.close();
  });

  it('of the last run of an experiment removes the experiment', async () => {
    database.exec("UPDATE runs SET status = 'cancelled' WHERE id > 3");
    const list = openList();
    await list.deleteForGood([1, 2, 3, 4, 5]);
    expect(database.prepare('SELECT count(*) FROM experiments').pluck().get()).toBe(0);
    await list.close();
  });
});

describe('tags, notes and the archive', () => {
  it('are kept with the run, and found', async () => {
    const list = openList();
    list.tag([1, 2], { add: ['baseline', 'Talk'], remove: [] });
    list.tag([2], { add: ['talk'], remove: ['BASELINE'] });
    list.note(3, 'Ćwiczenie');
    expect(findRun(database, 1)?.tags).toEqual(['baseline', 'Talk']);
    expect(findRun(database, 2)?.tags).toEqual(['Talk']);
    expect([list.ids({ tags: ['baseline'] }), list.ids({ search: 'ĆWICZ' })]).toEqual([[1], [3]]);
    list.archive([3], true);
    expect([list.ids({ archived: 'only' }), ids(list)]).toEqual([[3], [5, 4, 2, 1]]);
    list.archive([3], false);
    expect(ids(list)).toHaveLength(5);
    expect(() => list.note(99, 'x')).toThrow(/run 99/);
    await list.close();
  });

  it('a name is of the experiment: all of its runs have it, it is found, and an empty one takes it away', async () => {
    const list = openList();
    const own = findRun(database, 1)?.experimentTitle;
    list.name(1, 'Żółta łódź');
    expect(findRun(database, 1)).toMatchObject({ experimentTitle: 'Żółta łódź', isNamed: true });
    expect(list.ids({ search: 'ŻÓŁTA' })).toContain(1);
    list.name(1, '');
    expect(findRun(database, 1)).not.toHaveProperty('isNamed');
    expect(findRun(database, 1)?.experimentTitle).toBe(own);
    expect(() => list.name(99, 'x')).toThrow(/run 99/);
    await list.close();
  });
});

describe('an export', () => {
  it('holds every run that passes the filter, in order, as CSV and as JSON', async () => {
    const list = openList();
    list.note(2, 'two\nlines, "quoted"');
    const order = { statuses: ['finished'] as const, sort: { by: 'seed', descending: false } as const };
    const csv = join(folder, 'runs.csv');
    expect(await list.writeTo(csv, order, 'csv')).toBe(3);
    const text = await readFile(csv, 'utf8');
    expect(text.split('\r\n')[1]).toMatch(/^1,1,"'=HYPERLINK\(""x""\)",,shapes,1,/);
    expect(text).toContain('"two\nlines, ""quoted"""');
    const json = join(folder, 'runs.json');
    expect(await list.writeTo(json, order, 'json')).toBe(3);
    const { runs } = JSON.parse(await readFile(json, 'utf8')) as { runs: { id: number; spec: object }[] };
    expect(runs.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(runs[0]?.spec).toEqual(specOf());
    expect(await list.writeTo(json, { ids: [] }, 'json')).toBe(0);
    expect(JSON.parse(await readFile(json, 'utf8'))).toEqual({ runs: [] });
    await list.close();
  });

  it('that cannot be written leaves nothing behind, and says so', async () => {
    const list = openList();
    await expect(list.writeTo(join(folder, 'nowhere', 'runs.csv'), {}, 'csv')).rejects.toThrow(
      'runs.csv could not be written: its folder is not there.',
    );
    await list.close();
  });
});
