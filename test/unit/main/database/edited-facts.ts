import Database from 'better-sqlite3';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

import { specOf } from './spec';

/** The last version in which the number of parameters was a column worked out of the facts. */
const LAST_WORKED_OUT = 13;

/**
 * A database of version 13 with a run for each of these facts, as a SQLite of before 3.41 lets a person write them: it does
 * not hold a column to its type that is worked out.
 */
export function databaseWithFacts(file: string, facts: readonly (string | null)[]): Database.Database {
  const database = new Database(file);
  database.unsafeMode();
  migrate(database, MIGRATIONS.slice(0, LAST_WORKED_OUT));
  const retype = (from: string, to: string): void => {
    database.pragma('writable_schema = ON');
    database
      .prepare('UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?')
      .run(`parameter_count ${from} `, `parameter_count ${to} `, 'runs');
    database.pragma('writable_schema = RESET');
  };
  database
    .prepare("INSERT INTO experiments (title, spec, created_at) VALUES ('a', ?, 1)")
    .run(JSON.stringify(specOf()));
  retype('INTEGER', 'ANY');
  facts.forEach((stored, index) => {
    database
      .prepare(
        "INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, facts) VALUES (1, ?, ?, 'finished', 'me', 1, ?)",
      )
      .run(index + 1, index + 1, stored);
  });
  retype('ANY', 'INTEGER');
  return database;
}
