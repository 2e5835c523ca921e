import type { CsvCell } from '../basics/csv';
import { isoTime } from '../basics/time';
import { isChosenOnTest, type ExperimentSpec } from '../experiment/experiment';
import { readerOf } from '../experiment/fields/design-value';
import { allFields, type DesignReader } from '../experiment/fields/index';
import { figureIn } from '../metrics/metrics';
import { budgetOfRun } from './budget';
import { statusOf, type RunSummary } from './run';
import { isUnderstood, storedValue, type StoredSpec } from '../experiment/stored-spec';

const time = (milliseconds: number | null): string | null => (milliseconds === null ? null : isoTime(milliseconds));

const ofUnderstood = (spec: StoredSpec, cell: (spec: ExperimentSpec) => CsvCell): CsvCell =>
  isUnderstood(spec) ? cell(spec) : null;

/** What is told of a run beside the settings of its design. Times are UTC, durations milliseconds. */
const FACTS: Readonly<Record<string, (run: RunSummary) => CsvCell>> = {
  run: ({ id }) => id,
  experiment: ({ experimentId }) => experimentId,
  title: ({ experimentTitle }) => experimentTitle,
  row: ({ spec }) => settingCell(readerOf(storedValue(spec)), 'row'),
  parameters: ({ parameterCount }) => parameterCount,
  epochs_done: ({ epochsDone }) => epochsDone,
  updates: (run) => budgetOfRun(run)?.updates ?? null,
  examples: (run) => budgetOfRun(run)?.examples ?? null,
  example_unit: (run) => budgetOfRun(run)?.unit ?? null,
  multiply_adds: (run) => budgetOfRun(run)?.multiplyAdds ?? null,
  seed: ({ seed }) => seed,
  status: (run) => statusOf(run),
  protocol: ({ spec }) => ofUnderstood(spec, ({ protocols }) => protocols[0] ?? null),
  accuracy: ({ figures }) => figureIn(figures, 'accuracy'),
  macro_f1: ({ figures }) => figureIn(figures, 'macro-f1'),
  chosen_on_test: ({ spec }) => ofUnderstood(spec, (known) => Number(isChosenOnTest(known))),
  images_per_second: ({ imagesPerSecond }) => imagesPerSecond,
  queued_at: ({ queuedAt }) => time(queuedAt),
  started_at: ({ startedAt }) => time(startedAt),
  ended_at: ({ endedAt }) => time(endedAt),
  duration_ms: ({ endedAt, trainedFor }) => (endedAt === null ? null : trainedFor),
  archived_at: ({ archivedAt }) => time(archivedAt),
  tags: ({ tags }) => tags.join(', '),
  note: ({ note }) => note,
  design_understood: ({ spec }) => Number(isUnderstood(spec)),
};

/** Columns in the places where those who read the file by number expect them. Every other setting follows. */
export const FIRST_COLUMNS: readonly string[] = [
  ...['run', 'experiment', 'title', 'row', 'dataset', 'fraction', 'task', 'network', 'parameters', 'pairing'],
  ...['permutations', 'epochs', 'epochs_done', 'batch_size', 'optimiser', 'learning_rate', 'seed', 'status'],
  ...['protocol', 'accuracy', 'macro_f1', 'chosen_on_test', 'images_per_second', 'queued_at', 'started_at', 'ended_at'],
  ...['duration_ms', 'archived_at', 'tags', 'note', 'design_understood'],
  ...['updates', 'examples', 'example_unit', 'multiply_adds'],
];

/** The column of a setting: of `batchSize`, `batch_size`. */
export function columnOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The names of the columns of the exported list, its first line. */
export function runCsvHead(): readonly string[] {
  const settings = allFields().map(({ name }) => columnOf(name));
  return [...FIRST_COLUMNS, ...settings.filter((column) => !FIRST_COLUMNS.includes(column))];
}

/** The cells of one run, below `runCsvHead()`. */
export function runCells(run: RunSummary): readonly CsvCell[] {
  const design = readerOf(storedValue(run.spec));
  const settings = new Map(allFields().map(({ name, path }) => [columnOf(name), path]));
  return runCsvHead().map((column) => {
    const path = settings.get(column);
    return path === undefined ? (FACTS[column]?.(run) ?? null) : settingCell(design, path);
  });
}

/** What a design says in a setting, whether or not it is understood. */
function settingCell(design: DesignReader, path: string): CsvCell {
  const value = design(path);
  if (typeof value === 'boolean') return Number(value);
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
