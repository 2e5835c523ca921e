import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { DATABASE_FILE, openDatabase } from '#main/database/open';
import { findRun } from '#main/database/runs';
import { pageOfRuns } from '#main/database/run-list';

import { databaseWithFacts } from './edited-facts';

it('a lab opens whose facts of a run a person has edited, and lists that run as not understood', () => {
  const home = mkdtempSync(join(tmpdir(), 'siamese-lab-'));
  databaseWithFacts(join(home, DATABASE_FILE), ['{"parameterCount":"many"}', null]).close();

  const { reader, close } = openDatabase(home, { isAlone: true });
  expect(pageOfRuns(reader, { offset: 0, limit: 10 }).total).toBe(2);
  expect(findRun(reader, 1)).toMatchObject({ facts: null, parameterCount: null });
  expect(findRun(reader, 1)?.unread.join('')).toMatch(/its facts.*is not understood/u);
  close();
});
