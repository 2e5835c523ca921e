import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

import { addMissingFigures } from './evaluations';
import { checkIntegrity, damaged, isDamage, sizeOf } from './integrity';
import { migrate, refuseNewer } from './migrate';
import { MIGRATIONS } from './migrations/index';
import { addSettings } from './settings';

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
  /** Does work with the writer that is refused at once, with SQLITE_BUSY, where another process is writing. */
  readonly withoutWaiting: (work: () => void) => void;
  readonly close: () => void;
}

const BUSY_TIMEOUT_MS = 5000;

export const DATABASE_FILE = 'lab.sqlite';

export interface OpenOptions {
  /** The better-sqlite3 binary for runtimes older than Node-API 10; undefined takes the shipped one. */
  readonly nativeBinding?: string | undefined;
  /** Whether no other program has the folder open: then the database is read through and checked first. */
  readonly isAlone?: boolean | undefined;
}

/**
 * Opens the lab's database in a folder that exists, making or upgrading it as needed.
 * @throws LabError `database-newer`, `database-damaged`, `database-busy`, `database-unreadable`
 */
export function openDatabase(folder: string, { nativeBinding, isAlone = false }: OpenOptions = {}): LabDatabase {
  const file = join(folder, DATABASE_FILE);
  const options = nativeBinding === undefined ? {} : { nativeBinding };
  let writer: WritableDatabase | undefined;
  try {
    if (isAlone) {
      refuseLost(folder, file);
      checkIntegrity(file, nativeBinding);
    }
    writer = new Database(file, options) as WritableDatabase;
    prepareForWriting(writer);
    migrate(writer, MIGRATIONS);
    addMissingFigures(writer);
    const reader = new Database(file, { ...options, readonly: true });
    reader.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    addFolding(reader);
    addSettings(reader);
    const opened = writer;
    return {
      reader,
      writer: opened,
      foreignVersion: () => opened.pragma('data_version', { simple: true }),
      withoutWaiting: (work) => {
        opened.pragma('busy_timeout = 0');
        try {
          work();
        } finally {
          opened.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
        }
      },
      close: () => {
        reader.close();
        opened.close();
      },
    };
  } catch (error) {
    writer?.close();
    if (error instanceof LabError) throw error;
    if (isDamage(error)) throw damaged(file, [error.message]);
    if (isBusy(error)) throw busy(file, error);
    const reason = reasonOf(error);
    throw new LabError(
      'database-unreadable',
      `${existsSync(file) ? 'The database' : 'A new database'} ${file} could not be opened: ${reason}. ` +
        'Check that the folder can be written to and that the file is a database of this lab, or name another folder with --home or SIAMESE_LAB_HOME. Nothing was changed.',
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/** SQLite would take an empty file for a new database, and nobody would know what became of the old one. */
function refuseLost(folder: string, file: string): void {
  if (sizeOf(file) > 0 || sizeOf(`${file}-wal`) > 0) return;
  const backups = join(folder, 'backups');
  if (!existsSync(backups) || readdirSync(backups).length === 0) return;
  throw new LabError(
    'database-damaged',
    `The database ${file} is ${existsSync(file) ? 'empty' : 'gone'}, and there are backups of it. Nothing was changed. Restore one in ` +
      `the window, or with: npm run lab -- backups restore latest. To begin anew instead, move ${backups} away first.`,
  );
}

function isBusy(error: unknown): error is Error {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function busy(file: string, error: Error): LabError {
  return new LabError(
    'database-busy',
    `The database ${file} is held by another program (${error.message}): the lab waited ${BUSY_TIMEOUT_MS / 1000} seconds for it. ` +
      'Close what has it open, such as a database browser, and try again. Nothing was changed.',
    error.stack,
  );
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
  addSettings(database);
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
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
