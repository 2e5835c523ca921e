import { expect, it } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { pageOfGroups } from '#main/database/run-groups';

import { seedDatabase } from '../../../bench/seed-runs';

const database = openMemoryDatabase();
seedDatabase(database, { runs: 60, epochs: 2, newest: 1_790_000_000_000 });

it('has the means of the metrics that are asked for', () => {
  const { lines } = pageOfGroups(database, {
    expanded: [],
    offset: 0,
    limit: 500,
    metrics: ['loss', 'accuracy', 'of-nobody'],
  });
  for (const line of lines) {
    if (line.kind !== 'group') throw new Error('Nothing is expanded.');
    expect(Object.keys(line.group.metrics)).toEqual(['loss', 'accuracy', 'of-nobody']);
    expect(line.group.metrics['accuracy']).toEqual(line.group.figures.accuracy);
    expect(line.group.metrics['of-nobody']).toBeNull();
  }
});
