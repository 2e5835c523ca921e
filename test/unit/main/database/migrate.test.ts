import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

const versionOf = (database: Database.Database): unknown => database.pragma('user_version', { simple: true });

describe('migrating', () => {
  it('brings an empty database to the newest version, and does nothing the second time', () => {
    const database = new Database(':memory:');
    migrate(database, MIGRATIONS);
    migrate(database, MIGRATIONS);
    expect(versionOf(database)).toBe(MIGRATIONS.length);
  });

  it('makes STRICT tables only', () => {
    const database = new Database(':memory:');
    migrate(database, MIGRATIONS);
    const tables = database
      .prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`)
      .all();
    expect(tables).toHaveLength(10);
    for (const table of tables) expect(table).toMatchObject({ strict: 1 });
  });

  it('refuses a file from a newer lab and changes nothing in it', () => {
    const database = new Database(':memory:');
    database.pragma('user_version = 99');
    expect(() => migrate(database, MIGRATIONS)).toThrow(
      `has version 99; this lab reads versions up to ${MIGRATIONS.length}. A newer lab has written it. Update the lab`,
    );
    expect(versionOf(database)).toBe(99);
    expect(database.prepare('SELECT count(*) AS total FROM sqlite_master').get()).toEqual({ total: 0 });
  });

  it('keeps the last good version when a step fails', () => {
    const database = new Database(':memory:');
    const broken = { version: 2, name: 'broken', sql: 'CREATE TABLE one (id INTEGER) STRICT; CREATE TABLE nonsense (' };
    expect(() => migrate(database, [...MIGRATIONS.slice(0, 1), broken])).toThrow();
    expect(versionOf(database)).toBe(1);
    expect(database.prepare(`SELECT name FROM sqlite_master WHERE name = 'one'`).all()).toEqual([]);
  });
});
