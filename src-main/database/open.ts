import { existsSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { LabError } from '#shared/errors';

import { migrate, refuseNewer } from './migrate';
import { MIGRATIONS } from './migrations/index';

declare const access: unique symbol;
/** A handle through which nothing can be written: SQLite itself refuses. */
export type ReadableDatabase = Database.Database & { readonly [access]?: 'read' | 'write' };
/** The recorder's handle. Whoever does not hold it cannot write. */
export type WritableDatabase = Database.Database & { readonly [access]: 'write' };

export interface LabDatabase {
  readonly reader: ReadableDatabase;
  readonly writer: WritableDatabase;
  /** A number that changes whenever another process has written. */
  readonly foreignVersion: () => unknown;
  readonly close: () => void;
}

const BUSY_TIMEOUT_MS = 5000;

export const DATABASE_FILE = 'lab.sqlite';

/**
 * Opens the lab's database in a folder that exists, making or upgrading it as needed.
 * @param nativeBinding the better-sqlite3 binary for runtimes older than Node-API 10; undefined takes the shipped one
 * @throws LabError `database-newer`, `database-unreadable`
 */
export function openDatabase(folder: string, nativeBinding?: string): LabDatabase {
  const file = join(folder, DATABASE_FILE);
  const options = nativeBinding === undefined ? {} : { nativeBinding };
  let writer: WritableDatabase | undefined;
  try {
    writer = new Database(file, options) as WritableDatabase;
    prepareForWriting(writer);
    migrate(writer, MIGRATIONS);
    const reader = new Database(file, { ...options, readonly: true });
    reader.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    addFolding(reader);
    const opened = writer;
    return {
      reader,
      writer: opened,
      foreignVersion: () => opened.pragma('data_version', { simple: true }),
      close: () => {
        reader.close();
        opened.close();
      },
    };
  } catch (error) {
    writer?.close();
    if (error instanceof LabError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError(
      'database-unreadable',
      `${existsSync(file) ? 'The database' : 'A new database'} ${file} could not be opened: ${reason}. ` +
        'Check that the folder can be written to and that the file is a database of this lab, or name another folder with --home or SIAMESE_LAB_HOME. Nothing was changed.',
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/** An empty database in memory, for tests: one handle serves both ways. */
export function openMemoryDatabase(): WritableDatabase {
  const database = new Database(':memory:') as WritableDatabase;
  prepareForWriting(database);
  migrate(database, MIGRATIONS);
  return database;
}

function prepareForWriting(database: Database.Database): void {
  // another process (the app beside the command line) may hold the lock for a moment
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  // before anything is written, the journal mode included
  refuseNewer(database, MIGRATIONS);
  writeAhead(database);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  addFolding(database);
}

/** SQLite's own lower() leaves Ż and É as they are, and people search for both. */
function addFolding(database: Database.Database): void {
  database.function('folded', { deterministic: true }, (text) => String(text).toLowerCase());
}

/**
 * Switches a file to the write-ahead log. SQLite's own waiting does not cover this switch: two programs that open a new
 * file at the same moment would have one of them refused at once.
 */
function writeAhead(database: Database.Database): void {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
