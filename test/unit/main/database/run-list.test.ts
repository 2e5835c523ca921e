import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addTags, setArchived, setDeleted, setNote } from '#main/database/curation';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import { pageOfGroups } from '#main/database/run-groups';
import { idsOfRuns, pageOfRuns, runChoices } from '#main/database/run-list';
import { runsOfIds } from '#main/database/runs';
import { figureIn } from '#shared/metrics/metrics';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { budgetOfRun } from '#shared/runs/budget';
import { statusOf, TOLD_STATUSES, type RunSummary } from '#shared/runs/run';
import { storedField, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { readerOf } from '#shared/experiment/fields/design-value';
import { settingAt } from '#shared/experiment/fields/setting';
import { COMPARISONS, type Comparison } from '#shared/runs/condition';
import {
  metricOfColumn,
  NUMBER_COLUMNS,
  pathOfColumn,
  RUN_COLUMNS,
  type ListColumn,
  type RunColumn,
} from '#shared/runs/list-column';
import type { RunFilter, RunSort } from '#shared/runs/run-list';

import { seedDatabase } from '../../../bench/seed-runs';

const RUNS = 160;
const DELETED = [5, 77];
const [PAUSED, RUNNING] = [20, 21];

function seeded(): WritableDatabase {
  const database = openMemoryDatabase();
  seedDatabase(database, { runs: RUNS, epochs: 2, newest: 1_790_000_000_000 });
  setNote(database, 9, 'Żółw mylony z KOTEM');
  addTags(database, [9, 12], ['Ważne']);
  setArchived(database, [12, 13], 5);
  setDeleted(database, DELETED, 5);
  const run = database.prepare(`UPDATE runs SET status = 'running', paused_at = ? WHERE id = ?`);
  run.run(5, PAUSED);
  run.run(null, RUNNING);
  return database;
}

const database = seeded();
const everyRun = runsOfIds(
  database,
  Array.from({ length: RUNS }, (_, index) => index + 1),
);

const place = (values: readonly string[], value: string | null): number | null =>
  value === null ? null : values.indexOf(value);
const words = (text: string): string | null => (text === '' ? null : text.toLowerCase());

const said = (spec: StoredSpec, path: string): string | null => {
  const value = storedField(spec, path) ?? null;
  return value === null ? null : String(value);
};

/** What a column sorts by, the slow way. */
const KEY: Readonly<Record<RunColumn, (run: RunSummary) => string | number | null>> = {
  id: ({ id }) => id,
  experiment: ({ experimentTitle }) => words(experimentTitle),
  row: ({ spec }) => place(PUBLISHED_ROW_IDS, said(spec, 'row')),
  dataset: ({ spec }) => said(spec, 'dataset'),
  network: ({ spec }) => said(spec, 'network.kind'),
  fraction: ({ spec }) => Number(said(spec, 'fraction')),
  seed: ({ seed }) => seed,
  status: (run) => place(TOLD_STATUSES, statusOf(run)),
  // SQLite folds A–Z only, and so does this
  tags: ({ tags }) => (tags.length === 0 ? null : tags.join(', ').replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
  accuracy: ({ figures }) => figureIn(figures, 'accuracy'),
  macroF1: ({ figures }) => figureIn(figures, 'macro-f1'),
  epochs: ({ epochsDone }) => epochsDone,
  started: ({ startedAt }) => startedAt,
  duration: ({ trainedFor }) => trainedFor,
  imagesPerSecond: ({ imagesPerSecond }) => imagesPerSecond,
  parameters: ({ parameterCount }) => parameterCount,
  updates: (run) => budgetOfRun(run)?.updates ?? null,
  examples: (run) => budgetOfRun(run)?.examples ?? null,
  multiplyAdds: (run) => budgetOfRun(run)?.multiplyAdds ?? null,
  note: ({ note }) => (note === '' ? null : note.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : Number(a > b);
}

function keyOf(column: ListColumn): (run: RunSummary) => string | number | null {
  const [metric, path] = [metricOfColumn(column), pathOfColumn(column)];
  if (metric !== null) return ({ figures }) => figureIn(figures, metric);
  if (path !== null) return ({ spec }) => settingAt(path, readerOf(storedValue(spec)));
  return KEY[column as RunColumn];
}

function holds(value: string | number | null, is: Comparison, expected: string | number): boolean {
  if (is === '=') return value !== null && String(value) === String(expected);
  if (is === '!=') return value === null || String(value) !== String(expected);
  if (is === '~') return String(value ?? '').includes(String(expected));
  const [number, bound] = [value, Number(expected)];
  if (typeof number !== 'number') return false;
  return { '<': number < bound, '<=': number <= bound, '>': number > bound, '>=': number >= bound }[is];
}

function slowly(filter: RunFilter, sort: RunSort): readonly number[] {
  const key = keyOf(sort.by);
  return everyRun
    .filter((run) => {
      const {
        statuses,
        datasets,
        networks,
        rows,
        tags = [],
        ids,
        archived = 'without',
        search = '',
        where = [],
      } = filter;
      const text = [run.experimentTitle, run.note, ...run.tags].map((piece) => piece.toLowerCase());
      return (
        (statuses?.includes(statusOf(run)) ?? true) &&
        (datasets?.includes(String(said(run.spec, 'dataset'))) ?? true) &&
        (networks?.includes(String(said(run.spec, 'network.kind'))) ?? true) &&
        (rows === undefined || rows.includes(String(said(run.spec, 'row')))) &&
        (ids?.includes(run.id) ?? true) &&
        tags.every((tag) => run.tags.includes(tag)) &&
        where.every(({ column, is, value }) =>
          is === '='
            ? where.some(
                (other) => other.column === column && other.is === is && holds(keyOf(column)(run), is, other.value),
              )
            : holds(keyOf(column)(run), is, value),
        ) &&
        (archived === 'with' || (run.archivedAt !== null) === (archived === 'only')) &&
        search
          .toLowerCase()
          .split(' ')
          .every((word) => text.some((piece) => piece.includes(word)))
      );
    })
    .sort((a, b) => {
      const [first, second] = [key(a), key(b)];
      if (first === null || second === null) return Number(first === null) - Number(second === null) || b.id - a.id;
      return (sort.descending ? compare(second, first) : compare(first, second)) || b.id - a.id;
    })
    .map(({ id }) => id);
}

const FIGURES = ['figure:balanced-accuracy', 'figure:loss', 'figure:of-nobody'] as const;
const NUMBERS_OF_DESIGNS = ['field:training.batchSize', 'field:fraction', 'field:pairing.permutations'] as const;
const WORDS_OF_DESIGNS = [
  'field:training.optimiser',
  'field:network.kind',
  'field:network.transfer.weights',
  'field:pairing.redraw',
  'field:pairing.rotations',
  'field:of.nobody',
] as const;
const SETTINGS = [...NUMBERS_OF_DESIGNS, ...WORDS_OF_DESIGNS];

const someOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value[] | undefined> =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined, freq: 1 });

const anyFilter: fc.Arbitrary<RunFilter> = fc.record(
  {
    statuses: someOf(TOLD_STATUSES),
    datasets: someOf(['shapes', 'cifar10', 'fashion-mnist', 'emnist-letters'] as const),
    networks: someOf(['vanilla', 'siamese-vanilla', 'vgg16-bn'] as const),
    rows: someOf(['C1', 'C4', 'E1'] as const),
    ids: someOf(Array.from({ length: RUNS }, (_, index) => index + 1)),
    tags: someOf(['baseline', 'good seed', 'Ważne']),
    archived: fc.constantFrom('without', 'only', 'with'),
    where: fc.array(
      fc.oneof(
        fc.record({
          column: fc.constantFrom(...FIGURES, ...NUMBER_COLUMNS, ...NUMBERS_OF_DESIGNS),
          is: fc.constantFrom(...COMPARISONS.filter((is) => is !== '~')),
          value: fc.constantFrom(0, 0.5, 0.9, 2, 128, 300_000),
        }),
        fc.record({
          column: fc.constantFrom(...WORDS_OF_DESIGNS),
          is: fc.constantFrom('=', '!=', '~'),
          value: fc.constantFrom('adam', 'shapes', 'none', 'once', '2', 'van', "' OR 1=1"),
        }),
      ),
      { maxLength: 3 },
    ),
    search: fc.constantFrom('', 'vanilla', 'CIFAR 10', 'żółw', 'kotem', 'ważne', '%', "' OR 1=1", 'siamese base'),
  },
  { requiredKeys: [] },
);
const anySort = fc.record({ by: fc.constantFrom(...RUN_COLUMNS, ...FIGURES, ...SETTINGS), descending: fc.boolean() });

describe('the list of runs', () => {
  it('tells a paused run from one that is trained', () => {
    expect([idsOfRuns(database, { statuses: ['paused'] }), idsOfRuns(database, { statuses: ['running'] })]).toEqual([
      [PAUSED],
      [RUNNING],
    ]);
    expect(runChoices(database).statuses).toEqual(
      expect.arrayContaining([
        { value: 'paused', count: 1 },
        { value: 'running', count: 1 },
      ]),
    );
  });

  it.each([...RUN_COLUMNS, ...FIGURES, ...SETTINGS])(
    'is sorted by %s either way, what is unknown last and among equals the newest first',
    (by) => {
      for (const descending of [true, false]) {
        const [filter, sort] = [{ archived: 'with' }, { by, descending }] as const;
        expect(idsOfRuns(database, filter, sort)).toEqual(slowly(filter, sort));
      }
    },
  );

  it('is what a slow filter and sort of all runs gives, for any question', () => {
    fc.assert(
      fc.property(anyFilter, anySort, (filter, sort) => {
        expect(idsOfRuns(database, filter, sort)).toEqual(slowly(filter, sort));
      }),
      { numRuns: 400 },
    );
  });

  it('comes in pages that together are the list, with the number of all', () => {
    fc.assert(
      fc.property(anyFilter, anySort, fc.integer({ min: 1, max: 60 }), (filter, sort, limit) => {
        const expected = slowly(filter, sort);
        const seen: number[] = [];
        for (let offset = 0; offset < expected.length; offset += limit) {
          const page = pageOfRuns(database, { ...filter, sort, offset, limit });
          expect(page.total).toBe(expected.length);
          seen.push(...page.runs.map(({ id }) => id));
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is newest first where nothing else is asked for, without the deleted and the archived', () => {
    const { runs, total } = pageOfRuns(database, { offset: 0, limit: 3 });
    expect(runs.map(({ id }) => id)).toEqual(slowly({}, { by: 'id', descending: true }).slice(0, 3));
    expect(total).toBe(everyRun.filter(({ archivedAt }) => archivedAt === null).length);
    expect(everyRun.map(({ id }) => id)).not.toContain(DELETED[0]);
  });
});

describe('the list by experiment', () => {
  const pageOf = (sort: RunSort, expanded: readonly number[] = []) =>
    pageOfGroups(database, { sort, expanded, archived: 'with', offset: 0, limit: 500 });

  it('has a mean, a sample standard deviation and n over the finished runs alone', () => {
    const { lines, runCount } = pageOf({ by: 'accuracy', descending: true });
    expect(runCount).toBe(everyRun.length);
    for (const line of lines) {
      if (line.kind !== 'group') throw new Error('Nothing is expanded.');
      const { group } = line;
      const runs = everyRun.filter(({ experimentId }) => experimentId === group.experimentId);
      const finished = runs.filter(({ status }) => status === 'finished');
      const values = finished.map(({ figures }) => figureIn(figures, 'accuracy') ?? Number.NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect([...group.runIds].sort()).toEqual(runs.map(({ id }) => id).sort());
      expect(group.finishedCount).toBe(finished.length);
      expect(group.figures.accuracy?.count ?? 0).toBe(finished.length);
      if (finished.length > 0) expect(group.figures.accuracy?.mean).toBeCloseTo(mean, 12);
      if (finished.length > 1) expect(group.figures.accuracy?.standardDeviation).toBeCloseTo(Math.sqrt(variance), 12);
    }
  });

  it('is sorted by the means, those without one last', () => {
    for (const descending of [true, false]) {
      const means = pageOf({ by: 'macroF1', descending }).lines.flatMap((line) =>
        line.kind === 'group' ? [line.group.figures.macroF1?.mean ?? null] : [],
      );
      const known = means.filter((mean) => mean !== null);
      expect(means.slice(0, known.length)).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)));
    }
  });

  it('has the runs of an expanded experiment below it, page by page', () => {
    const sort: RunSort = { by: 'seed', descending: false };
    const { lines, total } = pageOf(sort, [3, 5]);
    const at = lines.findIndex((line) => line.kind === 'group' && line.group.experimentId === 3);
    const group = lines[at];
    if (group?.kind !== 'group') throw new Error('Experiment 3 is there.');
    expect(group.isExpanded).toBe(true);
    const below = lines.slice(at + 1, at + 1 + group.group.runIds.length);
    expect(below.map((line) => (line.kind === 'run' && line.isInGroup ? line.run.id : 0))).toEqual(group.group.runIds);
    const pages = Array.from(
      { length: Math.ceil(total / 7) },
      (_, page) =>
        pageOfGroups(database, { sort, expanded: [3, 5], archived: 'with', offset: page * 7, limit: 7 }).lines,
    );
    expect(pages.flat()).toEqual(lines);
  });
});

it('the choices are counted over all runs that are not deleted', () => {
  const choices = runChoices(database);
  expect(choices.total).toBe(everyRun.length);
  expect(choices.archived).toBe(everyRun.filter(({ archivedAt }) => archivedAt !== null).length);
  expect(choices.statuses.reduce((sum, { count }) => sum + count, 0)).toBe(everyRun.length);
  expect(choices.tags.find(({ value }) => value === 'Ważne')?.count).toBe(2);
  for (const { value, count } of choices.datasets) {
    expect(count).toBe(everyRun.filter(({ spec }) => said(spec, 'dataset') === value).length);
  }
});
