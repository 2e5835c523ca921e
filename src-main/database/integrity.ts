import { existsSync, statSync } from 'node:fs';

import Database from 'better-sqlite3';

import { LabError } from '#shared/errors/errors';

/** More are of no use to anyone. */
const MOST_PROBLEMS = 20;

/** The file that SQLite removes when the last program closes the database: what is in it was left by one that died. */
const logOf = (file: string): string => `${file}-wal`;

/**
 * Reads a whole database and holds its pages against each other; where it was not closed cleanly the indexes against
 * the tables too. Changes nothing. A file that is not there passes.
 * @throws LabError `database-damaged`
 */
export function checkIntegrity(file: string, nativeBinding?: string): void {
  if (!existsSync(file)) return;
  const wasClosed = sizeOf(logOf(file)) === 0;
  const problems = problemsOf(file, wasClosed ? 'quick_check' : 'integrity_check', nativeBinding);
  if (problems.length > 0) throw damaged(file, problems);
}

/** @returns what is wrong with a database, a line each; none where it is whole */
export function problemsOf(
  file: string,
  check: 'quick_check' | 'integrity_check',
  nativeBinding?: string,
): readonly string[] {
  const options = nativeBinding === undefined ? {} : { nativeBinding };
  let database: Database.Database | undefined;
  try {
    // such a handle does not carry the write-ahead log over when it is closed
    database = new Database(file, { ...options, readonly: true, fileMustExist: true });
    // a design that is no JSON breaks a rule of its column, and is no damage: it is shown as what it is
    database.pragma('ignore_check_constraints = ON');
    return found(database, `${check}(${MOST_PROBLEMS})`) ?? problemsOfTables(database, check);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [error.message];
  } finally {
    database?.close();
  }
}

/** @returns null where a column that is worked out of JSON stopped the check: a person has edited that, and it is no damage */
function found(database: Database.Database, check: string): readonly string[] | null {
  try {
    const rows = database.pragma(check) as readonly Readonly<Record<string, string>>[];
    const lines = rows.flatMap((row) => Object.values(row));
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_DATATYPE') return null;
    throw error;
  }
}

/** Table by table, without the one that the whole check stopped at. */
function problemsOfTables(database: Database.Database, check: string): readonly string[] {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return tables.flatMap((name) => found(database, `${check}('${name}')`) ?? []);
}

export function damaged(file: string, problems: readonly string[]): LabError {
  const [first = 'it cannot be read', ...others] = problems;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new LabError(
    'database-damaged',
    `The database ${file} is damaged: ${first}${more}. Nothing was changed. The lab keeps backups: restore one in the window, ` +
      'or with: npm run lab -- backups restore latest. The damaged file is kept beside it. The files of the runs do not depend on it.',
    problems.join('\n'),
  );
}

/** Whether SQLite says that the file, and not the way to it, is wrong. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
