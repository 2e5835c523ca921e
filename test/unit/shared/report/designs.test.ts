import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { designsOf, fileNameOf } from '#shared/report/designs';
import { reportFolderName } from '#shared/report/folder-name';
import { runWith } from '../comparison/specimens';

describe('the designs of a report', () => {
  it('hold the runs that differ in the seed alone, whichever experiments they belong to', () => {
    const runs = [
      runWith({ id: 7, experimentId: 3, seed: 2 }),
      runWith({ id: 4, experimentId: 1, seed: 1 }),
      runWith({ id: 9, experimentId: 4, draft: { fraction: 0.1 } }),
    ];
    const designs = designsOf(runs);
    expect(designs.map((design) => design.runs.map(({ id }) => id))).toEqual([[4, 7], [9]]);
    expect(designs[0]?.spec?.seeds).toEqual([1, 2]);
  });

  it('are not one where the images were others', () => {
    const other = runWith({ id: 2 });
    const facts = other.facts === null ? null : { ...other.facts, datasetChecksum: 'b'.repeat(64) };
    expect(designsOf([runWith(), { ...other, facts }])).toHaveLength(2);
  });

  it('of rows come first, by the names of the rows; a control is not the row', () => {
    const row = { dataset: 'cifar10', row: 'C3', fraction: 0.1 } as const;
    const designs = designsOf([
      runWith({ id: 1, experimentTitle: 'vanilla', draft: { dataset: 'cifar10' } }),
      runWith({ id: 2, experimentTitle: 'C3, longer', draft: { ...row, training: { epochs: 1500, batchSize: 512 } } }),
      runWith({ id: 3, draft: { ...row, training: { epochs: 400, batchSize: 512 } } }),
    ]);
    expect(designs.map(({ name }) => name)).toEqual(['C3', 'vanilla', 'C3, longer']);
  });

  it('of one title are told apart by what differs', () => {
    const designs = designsOf([
      runWith({ id: 1, experimentId: 1, experimentTitle: 'mine', draft: { training: { epochs: 5 } } }),
      runWith({ id: 2, experimentId: 2, experimentTitle: 'mine', draft: { training: { epochs: 9 } } }),
    ]);
    expect(designs.map(({ name }) => name)).toEqual(['mine, training.epochs 5', 'mine, training.epochs 9']);
    expect(new Set(designs.map(({ fileName }) => fileName)).size).toBe(2);
  });
});

it('a name becomes a name of a file on every system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(fileNameOf(name)).toMatch(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/);
    }),
  );
});

it('a folder is named by its day and what it is about', () => {
  const today = Date.UTC(2026, 11, 1, 3);
  expect(reportFolderName({ kind: 'rows', rows: ['C3', 'C6'] }, today)).toBe('report-2026-12-01-c3-c6');
  const keys = [
    { kind: 'run', id: 12 },
    { kind: 'experiment', id: 3 },
  ] as const;
  expect(reportFolderName({ kind: 'compared', keys: [...keys], baseline: 0 }, today)).toBe(
    'report-2026-12-01-run-12-experiment-3',
  );
});
