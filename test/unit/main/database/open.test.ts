import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { DATABASE_FILE, openDatabase } from '#main/database/open';

const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-'));

describe('opening the database', () => {
  it('writes ahead, enforces references, and gives a reader that cannot write', async () => {
    const { reader, writer, close } = openDatabase(await emptyFolder());
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => reader.exec('DELETE FROM runs')).toThrow('readonly');
    close();
  });

  it('notices when somebody else has written, and only then', async () => {
    const folder = await emptyFolder();
    const [mine, theirs] = [openDatabase(folder), openDatabase(folder)];
    const before = mine.foreignVersion();
    mine.writer.exec(`INSERT INTO experiments (title, spec, created_at) VALUES ('mine', '{}', 1)`);
    expect(mine.foreignVersion()).toBe(before);
    theirs.writer.exec(`INSERT INTO experiments (title, spec, created_at) VALUES ('theirs', '{}', 1)`);
    expect(mine.foreignVersion()).not.toBe(before);
    mine.close();
    theirs.close();
  });

  it('waits while another program that opens the same new file is writing its first table', async () => {
    const folder = await emptyFolder();
    const other = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const Database = require('better-sqlite3');
       const database = new Database(workerData);
       database.exec('CREATE TABLE held (x); BEGIN IMMEDIATE; INSERT INTO held VALUES (1)');
       parentPort.postMessage('writing');
       setTimeout(() => { database.exec('COMMIT'); database.close(); }, 300);`,
      { eval: true, workerData: join(folder, DATABASE_FILE) },
    );
    await once(other, 'message');
    const { writer, close } = openDatabase(folder);
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
    close();
    await once(other, 'exit');
  });

  it('refuses a file that is no database, names it, and leaves it as it is', async () => {
    const folder = await emptyFolder();
    const file = join(folder, DATABASE_FILE);
    await writeFile(file, 'these are my notes, not a database');
    expect(() => openDatabase(folder)).toThrow(`The database ${file} is damaged: file is not a database`);
    expect(await readFile(file, 'utf8')).toBe('these are my notes, not a database');
  });

  it('refuses a database from a newer lab', async () => {
    const folder = await emptyFolder();
    const newer = new Database(join(folder, DATABASE_FILE));
    newer.pragma('user_version = 99');
    newer.close();
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'database-newer' }));
  });
});
