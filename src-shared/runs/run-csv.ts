import type { CsvCell } from '../basics/csv';
import { isChosenOnTest, type ExperimentSpec } from '../experiment/experiment';
import { figureIn } from '../metrics/metrics';
import { budgetOfRun } from './budget';
import { statusOf, type RunSummary } from './run';
import { isUnderstood, storedField, type StoredSpec } from '../experiment/stored-spec';

const time = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** What a design says in a field, whether or not it is understood. */
const said =
  (path: string) =>
  ({ spec }: RunSummary): CsvCell => {
    const value = storedField(spec, path) ?? null;
    return typeof value === 'boolean' ? Number(value) : value;
  };

const ofUnderstood = (spec: StoredSpec, cell: (spec: ExperimentSpec) => CsvCell): CsvCell =>
  isUnderstood(spec) ? cell(spec) : null;

/** The columns of the exported list, by the names that stand in its first line. Times are UTC, durations milliseconds. */
const COLUMNS: Readonly<Record<string, (run: RunSummary) => CsvCell>> = {
  run: ({ id }) => id,
  experiment: ({ experimentId }) => experimentId,
  title: ({ experimentTitle }) => experimentTitle,
  row: said('row'),
  dataset: said('dataset'),
  fraction: said('fraction'),
  task: said('task'),
  network: said('network.kind'),
  parameters: ({ parameterCount }) => parameterCount,
  pairing: said('pairing.kind'),
  permutations: said('pairing.permutations'),
  epochs: said('training.epochs'),
  epochs_done: ({ epochsDone }) => epochsDone,
  updates: (run) => budgetOfRun(run)?.updates ?? null,
  examples: (run) => budgetOfRun(run)?.examples ?? null,
  example_unit: (run) => budgetOfRun(run)?.unit ?? null,
  multiply_adds: (run) => budgetOfRun(run)?.multiplyAdds ?? null,
  batch_size: said('training.batchSize'),
  optimiser: said('training.optimiser'),
  learning_rate: said('training.learningRate'),
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

export const RUN_CSV_HEAD: readonly string[] = Object.keys(COLUMNS);

/** The cells of one run, below `RUN_CSV_HEAD`. */
export function runCells(run: RunSummary): readonly CsvCell[] {
  return Object.values(COLUMNS).map((cellOf) => cellOf(run));
}
