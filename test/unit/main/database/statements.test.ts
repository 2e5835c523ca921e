import { expect, it } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { statementOf } from '#main/database/statements';

const COUNT = 'SELECT count(*) AS count FROM sweeps WHERE name = ?';

it('a statement is compiled once for each handle, and sees what was written since', () => {
  const [one, other] = [openMemoryDatabase(), openMemoryDatabase()];
  const counted = (database = one) =>
    statementOf<[string], { readonly count: number }>(database, COUNT).get('a')?.count;
  expect(statementOf(one, COUNT)).toBe(statementOf(one, COUNT));
  expect(statementOf(one, COUNT)).not.toBe(statementOf(other, COUNT));
  expect([counted(), counted(other)]).toEqual([0, 0]);
  one.exec("INSERT INTO sweeps (name, created_at) VALUES ('a', 1)");
  expect([counted(), counted(other)]).toEqual([1, 0]);
  // a table that is changed has its statements compiled anew
  one.exec('ALTER TABLE sweeps ADD COLUMN colour TEXT');
  expect(counted()).toBe(1);
});
