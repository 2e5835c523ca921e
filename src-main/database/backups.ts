import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { LabError } from '#shared/errors/errors';
import type { Backup } from '#shared/contract/ipc';

import { flushSync } from '../files/flush';
import { putFile, putFileSync } from '../files/whole-file';
import { problemsOf, sizeOf } from './integrity';
import { refuseNewer } from './migrate';
import { MIGRATIONS } from './migrations/index';
import { DATABASE_FILE, type WritableDatabase } from './open';

/** A backup that takes the place of none is let go once there are more than this. */
const KEPT = 3;
const NAME = /^lab-(\d{6})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite$/;

const folderOf = (home: string): string => join(home, 'backups');

/**
 * The backups of a lab's folder, the latest first: in the order in which they were made, whatever the clock said.
 * One that cannot be read is among them, and says so.
 */
export function listBackups(home: string, nativeBinding?: string): readonly Backup[] {
  return namesOf(home).map((name) => {
    const file = join(folderOf(home), name);
    return { name, madeAt: madeAt(name), bytes: sizeOf(file), runCount: countRuns(file, nativeBinding) };
  });
}

/**
 * Copies an open database while it is in use, holds the copy against itself, and keeps the last three.
 * @param now milliseconds since 1970
 * @throws LabError `database-damaged` where the copy is not sound: the backups are as they were
 */
export async function makeBackup(
  database: WritableDatabase,
  home: string,
  now: number,
  nativeBinding?: string,
): Promise<void> {
  const folder = folderOf(home);
  mkdirSync(folder, { recursive: true });
  const latest = namesOf(home)[0];
  const name = nameOf(latest === undefined ? 1 : numberOf(latest) + 1, now);
  await putFile(join(folder, name), async (aside) => {
    await database.backup(aside);
    becomeOneFile(aside, nativeBinding);
    const problems = problemsOf(aside, 'quick_check', nativeBinding);
    if (problems.length > 0) {
      throw new LabError('database-damaged', `A backup of the database was not sound: ${problems.join('; ')}.`);
    }
  });
  for (const old of namesOf(home).slice(KEPT)) rmSync(join(folder, old), { force: true });
}

/** Whether the latest backup is a day old, or of a time to come: then the clock was set back, and its age is not known. */
export function isBackupDue(home: string, now: number): boolean {
  const latest = namesOf(home)[0];
  if (latest === undefined) return true;
  const age = now - madeAt(latest);
  return age < 0 || age >= DAY_MS;
}
const DAY_MS = 24 * 60 * 60_000;

/**
 * Puts a backup in the place of the database. What lay there is kept under a name of its own, with its write-ahead log.
 * Nothing else may have the folder open.
 * @param name as in `Backup.name`, or `latest` for the latest that is sound
 * @returns where the file that was there is kept; null where there was none
 * @throws LabError `invalid-request`, `database-damaged`, `database-newer`: nothing was changed
 */
export function restoreBackup(
  home: string,
  name: string,
  now: number,
  nativeBinding?: string,
): { readonly name: string; readonly keptAs: string | null } {
  const chosen = choose(home, name, nativeBinding);
  const file = join(home, DATABASE_FILE);
  let keptAs: string | null = null;
  putFileSync(file, (aside) => {
    rmSync(aside, { force: true });
    copyFileSync(join(folderOf(home), chosen), aside);
    flushSync(aside);
    keptAs = existsSync(file) ? keepAside(home, file, now) : null;
    // from here on the database is whole at every moment: the damaged one without its log, then the backup
    for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
  });
  return { name: chosen, keptAs };
}

function choose(home: string, name: string, nativeBinding?: string): string {
  const names = namesOf(home);
  const listed = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
  const isWhole = (candidate: string): boolean => problemsIn(home, candidate, nativeBinding).length === 0;
  const chosen = name === 'latest' ? names.find(isWhole) : names.find((candidate) => candidate === name);
  if (chosen === undefined) {
    throw new LabError(
      'invalid-request',
      `Received the backup "${name}"; expected the name of a sound one, or "latest". ${listed} Nothing was changed.`,
    );
  }
  const problems = problemsIn(home, chosen, nativeBinding);
  if (problems.length > 0) {
    throw new LabError(
      'database-damaged',
      `The backup ${chosen} is damaged itself: ${problems[0] ?? ''}. Choose another. ${listed} Nothing was changed.`,
    );
  }
  readFrom(join(folderOf(home), chosen), nativeBinding, (database) => refuseNewer(database, MIGRATIONS));
  return chosen;
}

function problemsIn(home: string, name: string, nativeBinding?: string): readonly string[] {
  return problemsOf(join(folderOf(home), name), 'integrity_check', nativeBinding);
}

/** Copies what is there to `damaged/`, so that the one file or the other is in its place whatever happens meanwhile. */
function keepAside(home: string, file: string, now: number): string {
  const folder = join(home, 'damaged');
  mkdirSync(folder, { recursive: true });
  const stamp = stampOf(now);
  const taken = readdirSync(folder);
  let name = `lab-${stamp}.sqlite`;
  for (let count = 2; taken.includes(name); count++) name = `lab-${stamp}-${count}.sqlite`;
  const kept = join(folder, name);
  copyFileSync(file, kept);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${kept}-wal`);
  flushSync(kept);
  flushSync(folder);
  return kept;
}

/** A copy of a database in write-ahead mode would need two more files wherever it is looked at. */
function becomeOneFile(file: string, nativeBinding?: string): void {
  const database = new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
  try {
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

function countRuns(file: string, nativeBinding?: string): number | null {
  try {
    return readFrom(file, nativeBinding, (database) =>
      Number(database.prepare('SELECT count(*) FROM runs WHERE deleted_at IS NULL').pluck().get()),
    );
  } catch {
    return null;
  }
}

function readFrom<Value>(
  file: string,
  nativeBinding: string | undefined,
  read: (database: Database.Database) => Value,
): Value {
  const options = nativeBinding === undefined ? {} : { nativeBinding };
  const database = new Database(file, { ...options, readonly: true, fileMustExist: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** The latest first. */
function namesOf(home: string): readonly string[] {
  const folder = folderOf(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort((a, b) => numberOf(b) - numberOf(a));
}

function nameOf(number: number, now: number): string {
  return `lab-${String(number).padStart(6, '0')}-${stampOf(now)}.sqlite`;
}

function numberOf(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? 0);
}

function madeAt(name: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (NAME.exec(name) ?? []).slice(2).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Such as 20261127T140233Z. */
function stampOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
