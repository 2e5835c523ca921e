import { spawn } from 'node:child_process';
import { mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';

import { listBackups, makeBackup, restoreBackup } from '#main/database/backups';
import { openDatabase } from '#main/database/open';
import { countRuns, insertRun } from '#main/database/runs';

import { seedRuns } from '../bench/seed-runs';
import { killWhatRuns, runLab, temporaryHome } from '../integration/lab-process';

const NOW = Date.UTC(2026, 10, 20, 12);
const RUNS = 40;
const PAGE = 4096;

/** A lab with runs and one backup of all of them. */
async function labWithBackup(): Promise<{ readonly home: string; readonly file: string }> {
  const home = await temporaryHome();
  seedRuns(home, { runs: RUNS, epochs: 20, newest: NOW });
  const { writer, close } = openDatabase(home);
  await makeBackup(writer, home, NOW);
  close();
  return { home, file: join(home, 'lab.sqlite') };
}

async function overwrite(file: string, position: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, position);
  await handle.close();
}

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'nothing was thrown';
  } catch (error) {
    return (error as { readonly code: unknown }).code;
  }
};

const FAULTS: readonly (readonly [string, (file: string) => Promise<void>])[] = [
  [
    'cut to half its length',
    async (file) => truncate(file, Math.floor((await readFile(file)).length / 2 / PAGE) * PAGE),
  ],
  ['cut in the middle of a page', async (file) => truncate(file, 3 * PAGE + 100)],
  ['cut to nothing', (file) => truncate(file, 0)],
  ['with its first bytes changed', (file) => overwrite(file, 0, Buffer.from('these are my notes'))],
  [
    'with noise in its pages',
    async (file) => {
      const { length } = await readFile(file);
      for (let page = 1; page < length / PAGE; page += 3) {
        await overwrite(
          file,
          page * PAGE,
          Uint8Array.from({ length: 64 }, (_, index) => (index * 89 + page) % 256),
        );
      }
    },
  ],
  ['that is a text', (file) => writeFile(file, 'x'.repeat(10_000))],
];

afterEach(killWhatRuns);

describe('a database', () => {
  it.each(FAULTS)('%s is not opened and not changed, and a backup brings every run back', async (_, provoke) => {
    const { home, file } = await labWithBackup();
    await provoke(file);
    const damaged = await readFile(file);
    expect(codeOf(() => openDatabase(home, { isAlone: true }))).toBe('database-damaged');
    expect(await readFile(file)).toEqual(damaged);
    const { keptAs } = restoreBackup(home, 'latest', NOW);
    expect(await readFile(keptAs ?? '')).toEqual(damaged);
    const { reader, close } = openDatabase(home, { isAlone: true });
    expect(countRuns(reader)).toBe(RUNS);
    close();
  });

  it('that is gone while there are backups is not made anew in silence', async () => {
    const { home, file } = await labWithBackup();
    await writeFile(file, '');
    const { status, errors } = await runLab(home, ['runs']);
    expect(status).toBe(1);
    expect(errors).toContain('is empty, and there are backups of it');
    const restored = await runLab(home, ['backups', 'restore', 'latest', '--json']);
    expect(JSON.parse(restored.output)).toMatchObject({
      restored: expect.stringMatching(/^lab-000001-20261120T120000Z/),
    });
    expect(JSON.parse((await runLab(home, ['runs', '--json'])).output)).toMatchObject({ total: expect.any(Number) });
  });

  it('that a program left open when it was killed is checked from end to end, and whole', async () => {
    const { home, file } = await labWithBackup();
    const writer = spawn(process.execPath, [
      '-e',
      `const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
       database.exec("UPDATE runs SET note = 'written and not carried over'");
       console.log('written');
       setInterval(() => {}, 1000);`,
    ]);
    await once(writer.stdout, 'data');
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect((await readFile(`${file}-wal`)).length).toBeGreaterThan(0);
    const { reader, close } = openDatabase(home, { isAlone: true });
    expect(reader.prepare("SELECT count(*) FROM runs WHERE note LIKE 'written%'").pluck().get()).toBe(RUNS);
    close();
  });

  it('that another program holds is waited for, and then told about', async () => {
    const { home, file } = await labWithBackup();
    const holder = new Database(file);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec("BEGIN EXCLUSIVE; UPDATE runs SET note = 'held'");
    expect(codeOf(() => openDatabase(home, { isAlone: true }))).toBe('database-busy');
    holder.exec('ROLLBACK');
    holder.close();
    openDatabase(home, { isAlone: true }).close();
  });
});

describe('backups', () => {
  it('are kept to the last three, in the order in which they were made, whatever the clock says', async () => {
    const { home } = await labWithBackup();
    const { writer, close } = openDatabase(home);
    // the clock is set back by a year after the second
    for (const at of [NOW + 1000, NOW - 365 * 86_400_000, NOW - 364 * 86_400_000]) await makeBackup(writer, home, at);
    close();
    expect(listBackups(home).map(({ name, runCount }) => [name.slice(0, 10), runCount])).toEqual(
      ['lab-000004', 'lab-000003', 'lab-000002'].map((name) => [name, RUNS]),
    );
  });

  it('that are damaged are passed over for the latest sound one, and refused by name', async () => {
    const { home } = await labWithBackup();
    const { writer, close } = openDatabase(home);
    await makeBackup(writer, home, NOW + 1000);
    close();
    const [latest] = await readdir(join(home, 'backups')).then((names) => names.sort().reverse());
    await truncate(join(home, 'backups', latest ?? ''), 5000);
    expect(codeOf(() => restoreBackup(home, latest ?? '', NOW))).toBe('database-damaged');
    expect(codeOf(() => restoreBackup(home, 'lab-000009-20260101T000000Z.sqlite', NOW))).toBe('invalid-request');
    expect(restoreBackup(home, 'latest', NOW).name).toBe('lab-000001-20261120T120000Z.sqlite');
  });

  it('leave the numbers of runs alone that have folders, so that no file of a later run is overwritten', async () => {
    const { home } = await labWithBackup();
    await mkdir(join(home, 'runs', '000057'), { recursive: true });
    expect((await runLab(home, ['backups', 'restore', 'latest'])).status).toBe(0);
    expect((await runLab(home, ['runs'])).status).toBe(0);
    const { writer, close } = openDatabase(home);
    expect(insertRun(writer, { experimentId: 1, seed: 77, owner: '', queuedAt: NOW })).toBe(58);
    close();
  });
});
