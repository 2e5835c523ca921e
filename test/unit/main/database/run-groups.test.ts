import { expect, it } from 'vitest';

import { openMemoryDatabase } from '#main/database/open';
import { pageOfGroups } from '#main/database/run-groups';
import { runChoices } from '#main/database/run-list';
import type { RunSort } from '#shared/runs/run-list';

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

it('names the figures that there are, and sorts experiments by the mean of any of them', () => {
  expect(runChoices(database).figures).toEqual([
    'accuracy',
    'balanced-accuracy',
    'loss',
    'macro-f1',
    'weighted-f1',
    'weighted-f1-by-prediction',
  ]);
  const groupsBy = (by: RunSort['by']): readonly number[] =>
    pageOfGroups(database, { sort: { by, descending: true }, expanded: [], offset: 0, limit: 500 }).lines.flatMap(
      (line) => (line.kind === 'group' ? [line.group.experimentId] : []),
    );
  expect(groupsBy('figure:accuracy')).toEqual(groupsBy('accuracy'));
  expect(groupsBy('figure:loss')).not.toEqual(groupsBy('accuracy'));
});
