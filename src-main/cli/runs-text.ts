import { durationText } from '#shared/basics/duration-text';
import { grouped, multiplyAddsText } from '#shared/comparison/budget-text';
import { utcMinute } from '#shared/basics/time';
import { isUnderstood, storedText, storedValue } from '#shared/experiment/stored-spec';
import { figureIn, metricTitle } from '#shared/metrics/metrics';
import { budgetOfRun } from '#shared/runs/budget';
import { elapsedOf, statusOf, type RunSummary } from '#shared/runs/run';
import { readerOf } from '#shared/experiment/fields/design-value';
import { settingAt } from '#shared/experiment/fields/setting';
import {
  fieldColumn,
  figureColumn,
  isRunColumn,
  metricOfColumn,
  pathOfColumn,
  type ListColumn,
  type RunColumn,
} from '#shared/runs/list-column';
import type { RunPage, RunQuery } from '#shared/runs/run-list';

import { figure, table } from './table';

/** A column of the list: its head, and what it says of a run. */
interface Column {
  readonly head: string;
  readonly say: (run: RunSummary) => string;
}

const score = (head: string, metric: string): Column => ({
  head,
  say: ({ figures }) => figure(figureIn(figures, metric)),
});

/** What is always shown, by what it is sorted by. */
const SHOWN = {
  id: { head: 'run', say: ({ id }) => String(id) },
  experiment: { head: 'experiment', say: ({ experimentTitle }) => experimentTitle },
  seed: { head: 'seed', say: ({ seed }) => String(seed) },
  status: {
    head: 'status',
    say: (run) => (isUnderstood(run.spec) ? statusOf(run) : `${statusOf(run)} (design not understood)`),
  },
  epochs: { head: 'epochs', say: ({ epochsDone, spec }) => `${epochsDone}/${storedText(spec, 'training.epochs')}` },
  accuracy: score('accuracy', 'accuracy'),
  macroF1: score('macro F1', 'macro-f1'),
} as const satisfies Partial<Record<RunColumn, Column>>;
const F1_OF_SAME = score('F1 of same', 'f1-of-same');
const QUEUED: Column = { head: 'queued (UTC)', say: ({ queuedAt }) => utcMinute(queuedAt) };
const TAGS: Column = { head: 'tags', say: ({ tags }) => tags.join(', ') };

const DASH = '–';
const orDash = (value: number | null, text: (value: number) => string): string => (value === null ? DASH : text(value));

/** What is shown where the list is sorted by it. */
const SORTED: Readonly<Record<Exclude<RunColumn, keyof typeof SHOWN | 'tags'>, Column>> = {
  row: { head: 'row', say: ({ spec }) => storedText(spec, 'row') },
  dataset: { head: 'dataset', say: ({ spec }) => storedText(spec, 'dataset') },
  network: { head: 'network', say: ({ spec }) => storedText(spec, 'network.kind') },
  fraction: { head: 'fraction', say: ({ spec }) => storedText(spec, 'fraction') },
  started: { head: 'started (UTC)', say: ({ startedAt }) => orDash(startedAt, utcMinute) },
  duration: {
    head: 'duration',
    say: (run) => orDash(elapsedOf(run, Date.now()), (milliseconds) => durationText(milliseconds / 1000)),
  },
  imagesPerSecond: { head: 'images a second', say: (run) => orDash(run.imagesPerSecond, (speed) => speed.toFixed(0)) },
  parameters: { head: 'parameters', say: ({ parameterCount }) => orDash(parameterCount, grouped) },
  updates: { head: 'updates', say: (run) => orDash(budgetOfRun(run)?.updates ?? null, grouped) },
  examples: {
    head: 'examples',
    say: (run) => {
      const budget = budgetOfRun(run);
      return budget === null ? DASH : `${grouped(budget.examples)} ${budget.unit}`;
    },
  },
  multiplyAdds: {
    head: 'multiply-adds',
    say: (run) => orDash(budgetOfRun(run)?.multiplyAdds ?? null, multiplyAddsText),
  },
  note: { head: 'note', say: ({ note }) => note },
};

/** What a design says in a setting. */
const setting = (path: string): Column => ({
  head: path,
  say: ({ spec }) => String(settingAt(path, readerOf(storedValue(spec))) ?? DASH),
});

/** A column that is shown beside the usual ones; none where it is always there. */
function furtherColumn(column: ListColumn): readonly Column[] {
  if (Object.hasOwn(SORTED, column)) return [SORTED[column as keyof typeof SORTED]];
  const path = pathOfColumn(column);
  if (path !== null) return [setting(path)];
  const metric = metricOfColumn(column);
  const isShown = metric === null || isRunColumn(figureColumn(metric)) || metric === 'f1-of-same';
  return isShown ? [] : [score(metricTitle(metric), metric)];
}

/** What the list is sorted and filtered by is shown. */
function furtherColumns({ sort, where = [] }: RunQuery): readonly Column[] {
  const asked = [...(sort === undefined ? [] : [sort.by]), ...where.map(({ column }) => shownAs(column))];
  return [...new Set(asked)].flatMap(furtherColumn);
}

/** A setting that has a column of its own is shown there. */
function shownAs(column: ListColumn): ListColumn {
  const path = pathOfColumn(column);
  return path === null ? column : fieldColumn(path);
}

export function runsText({ runs, total }: RunPage, query: RunQuery): string {
  const isFiltered = Object.entries(query).some(
    ([key, value]) => value !== undefined && !['sort', 'offset', 'limit'].includes(key),
  );
  if (total === 0) {
    return isFiltered
      ? 'No run matches. Leave out a filter, or see all with: npm run lab -- runs --archived with'
      : 'There are no runs. Start one with: npm run lab -- run --dataset shapes --batch 100 --epochs 5; see archived ones with: npm run lab -- runs --archived with';
  }
  const columns: readonly Column[] = [...Object.values(SHOWN), F1_OF_SAME, ...furtherColumns(query), QUEUED, TAGS];
  const rows = runs.map((run) => columns.map(({ say }) => say(run)));
  const rest = total > runs.length ? `\nShown: ${runs.length} of ${total}; use --limit and --offset.` : '';
  return (
    table(
      columns.map(({ head }) => head),
      rows,
    ) + rest
  );
}
