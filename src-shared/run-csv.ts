import type { CsvCell } from './csv';
import { isChosenOnTest } from './experiment';
import { statusOf, type RunSummary } from './run';

const time = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** The columns of the exported list, by the names that stand in its first line. Times are UTC, durations milliseconds. */
const COLUMNS: Readonly<Record<string, (run: RunSummary) => CsvCell>> = {
  run: ({ id }) => id,
  experiment: ({ experimentId }) => experimentId,
  title: ({ experimentTitle }) => experimentTitle,
  row: ({ spec }) => spec.row,
  dataset: ({ spec }) => spec.dataset,
  fraction: ({ spec }) => spec.fraction,
  task: ({ spec }) => spec.task,
  network: ({ spec }) => spec.network.kind,
  parameters: ({ parameterCount }) => parameterCount,
  pairing: ({ spec }) => spec.pairing?.kind ?? null,
  permutations: ({ spec }) =>
    spec.pairing !== null && 'permutations' in spec.pairing ? spec.pairing.permutations : null,
  epochs: ({ spec }) => spec.training.epochs,
  epochs_done: ({ epochsDone }) => epochsDone,
  batch_size: ({ spec }) => spec.training.batchSize,
  optimiser: ({ spec }) => spec.training.optimiser,
  learning_rate: ({ spec }) => spec.training.learningRate,
  seed: ({ seed }) => seed,
  status: (run) => statusOf(run),
  protocol: ({ spec }) => spec.protocols[0] ?? null,
  accuracy: ({ accuracy }) => accuracy,
  macro_f1: ({ macroF1 }) => macroF1,
  chosen_on_test: ({ spec }) => Number(isChosenOnTest(spec)),
  images_per_second: ({ imagesPerSecond }) => imagesPerSecond,
  queued_at: ({ queuedAt }) => time(queuedAt),
  started_at: ({ startedAt }) => time(startedAt),
  ended_at: ({ endedAt }) => time(endedAt),
  duration_ms: ({ endedAt, trainedFor }) => (endedAt === null ? null : trainedFor),
  archived_at: ({ archivedAt }) => time(archivedAt),
  tags: ({ tags }) => tags.join(', '),
  note: ({ note }) => note,
};

export const RUN_CSV_HEAD: readonly string[] = Object.keys(COLUMNS);

/** The cells of one run, below `RUN_CSV_HEAD`. */
export function runCells(run: RunSummary): readonly CsvCell[] {
  return Object.values(COLUMNS).map((cellOf) => cellOf(run));
}
