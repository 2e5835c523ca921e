import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { migrate } from '#main/database/migrate';
import { MIGRATIONS } from '#main/database/migrations/index';

it('0015 takes no stored title for a name that a person gave', () => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, 14));
  database
    .prepare("INSERT INTO experiments (title, spec, created_at) VALUES ('vanilla on Shapes, 10%', '{}', 1)")
    .run();
  migrate(database, MIGRATIONS.slice(0, 15));
  expect(database.prepare('SELECT title, name FROM experiments').get()).toEqual({
    title: 'vanilla on Shapes, 10%',
    name: '',
  });
});
