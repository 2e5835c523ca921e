import type { RunOrigin } from '#shared/runs/bundle';
import { LAB_ERROR_CODES, type LabFailure } from '#shared/errors/errors';
import type { Figures } from '#shared/metrics/judged';
import type { RunFacts, RunStatus, RunSummary } from '#shared/runs/run';
import { storedFactsSchema } from '#shared/runs/run-schemas';

import { experimentsOfIds, type StoredExperiment } from './experiments';
import { figuresByEvaluation } from './figures';
import type { ReadableDatabase, WritableDatabase } from './open';
import { statementOf } from './statements';
import { readAll, readStored } from './stored-json';
import { failureSchema, originSchema } from './stored-schemas';

interface RunRow {
  readonly id: number;
  readonly experiment_id: number;
  readonly seed: number;
  readonly status: RunStatus;
  readonly queued_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly failure: string | null;
  readonly epochs_done: number;
  readonly evaluation_id: number | null;
  readonly images_per_second: number | null;
  readonly parameter_count: number | null;
  readonly train_count: number | null;
  readonly tags: string;
  readonly note: string;
  readonly archived_at: number | null;
  readonly is_study: 0 | 1;
  readonly duration: number | null;
  readonly counted_at: number | null;
  readonly paused_at: number | null;
  readonly checkpoint_epoch: number | null;
  readonly checkpoint_batch: number | null;
  readonly is_replaced: 0 | 1;
}

/** Whether a run came with the lab. What was changed by hand came from a person. */
export const IS_STUDY = "coalesce(json_valid(origin) AND json_extract(origin, '$.isStudy') = 1, 0)";

/** A deleted run is not there, whether or not its deletion can still be undone. */
const SELECT_RUN = `
  SELECT runs.id, experiment_id, seed, status, queued_at, started_at, ended_at, failure, epochs_done, evaluation_id,
    images_per_second, parameter_count, train_count, note, archived_at, ${IS_STUDY} AS is_study,
    duration, counted_at, paused_at, checkpoints.epoch AS checkpoint_epoch, checkpoints.batch AS checkpoint_batch,
    EXISTS (SELECT 1 FROM runs AS others WHERE others.experiment_id = runs.experiment_id AND others.seed = runs.seed
      AND others.id <> runs.id AND others.status IN ('queued', 'running', 'finished')) AS is_replaced,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM run_tags WHERE run_id = runs.id ORDER BY tag)) AS tags
  FROM runs
  LEFT JOIN checkpoints ON checkpoints.run_id = runs.id
  WHERE deleted_at IS NULL
`;

/** Why a run ended, also where a newer lab has a reason that this one does not know. */
function failureOf(stored: string | null): LabFailure | null {
  if (stored === null) return null;
  const { value } = readStored<LabFailure>(failureSchema, stored, 'The reason');
  if (value === null) {
    return {
      code: 'internal',
      message: 'Why it ended is stored in a form that this lab does not know.',
      detail: stored,
    };
  }
  return LAB_ERROR_CODES.includes(value.code) ? value : { ...value, code: 'internal' };
}

function summaryOf(row: RunRow, { title, name, spec, datasetFacts }: StoredExperiment, figures: Figures): RunSummary {
  return {
    id: row.id,
    experimentId: row.experiment_id,
    experimentTitle: name === '' ? title : name,
    spec,
    datasetFacts,
    seed: row.seed,
    status: row.status,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    epochsDone: row.epochs_done,
    figures,
    imagesPerSecond: row.images_per_second,
    parameterCount: row.parameter_count,
    trainCount: row.train_count,
    tags: JSON.parse(row.tags) as string[],
    note: row.note,
    archivedAt: row.archived_at,
    failure: failureOf(row.failure),
    trainedFor: row.duration,
    countedAt: row.counted_at,
    pausedAt: row.paused_at,
    checkpoint:
      row.checkpoint_epoch === null || row.checkpoint_batch === null
        ? null
        : { epoch: row.checkpoint_epoch, batch: row.checkpoint_batch },
    isReplaced: row.is_replaced === 1,
    ...(row.is_study === 1 ? { isStudy: true as const } : {}),
    ...(name !== '' ? { isNamed: true as const } : {}),
  };
}

/** The runs of rows, each with its design and the figures of the protocol that counts first. */
function summariesOf(database: ReadableDatabase, rows: readonly RunRow[]): readonly RunSummary[] {
  const experiments = experimentsOfIds(
    database,
    rows.map(({ experiment_id: id }) => id),
  );
  const figures = figuresByEvaluation(
    database,
    rows.flatMap(({ evaluation_id: id }) => id ?? []),
  );
  return rows.flatMap((row) => {
    const experiment = experiments.get(row.experiment_id);
    return experiment === undefined ? [] : summaryOf(row, experiment, figures.get(row.evaluation_id ?? 0) ?? {});
  });
}

/** The runs of these ids, in the order of the ids; those that are not there are left out. */
export function runsOfIds(database: ReadableDatabase, ids: readonly number[]): readonly RunSummary[] {
  const rows = statementOf<[string], RunRow>(
    database,
    `${SELECT_RUN} AND runs.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids));
  const found = new Map(summariesOf(database, rows).map((run) => [run.id, run]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

export interface StoredRun extends RunSummary {
  readonly facts: RunFacts | null;
  readonly origin: RunOrigin | null;
  /** Its facts as they are stored, understood or not; what is no JSON is not among them. */
  readonly rawFacts: unknown;
  /** What is stored of it and was not understood, a sentence each. */
  readonly unread: readonly string[];
}

/** What only the page of a run shows. */
interface DetailRow {
  readonly facts: string | null;
  readonly origin: string | null;
}

/** One run without its results, or undefined where there is none of that id. */
export function findRun(database: ReadableDatabase, id: number): StoredRun | undefined {
  const row = database.prepare<[number], RunRow>(`${SELECT_RUN} AND runs.id = ?`).get(id);
  const [summary] = row === undefined ? [] : summariesOf(database, [row]);
  const details = database.prepare<[number], DetailRow>('SELECT facts, origin FROM runs WHERE id = ?').get(id);
  if (summary === undefined || details === undefined) return undefined;
  const facts = readStored<RunFacts>(storedFactsSchema, details.facts, 'What the run wrote down of itself (its facts)');
  const origin = readStored<RunOrigin>(originSchema, details.origin, 'Where the run was imported from');
  const { unread } = readAll<unknown>([facts, origin]);
  return { ...summary, facts: facts.value, rawFacts: facts.raw ?? null, origin: origin.value, unread };
}

/** Every run that stands for a row of the deck, newest first. */
export function runsForRows(database: ReadableDatabase): readonly RunSummary[] {
  return summariesOf(
    database,
    database.prepare<[], RunRow>(`${SELECT_RUN} AND deck_row IS NOT NULL ORDER BY runs.id DESC`).all(),
  );
}

/** Every run of an experiment, by seed; of a seed that was tried again the latest comes last. */
export function runsOfExperiment(database: ReadableDatabase, experimentId: number): readonly RunSummary[] {
  return summariesOf(
    database,
    database.prepare<[number], RunRow>(`${SELECT_RUN} AND experiment_id = ? ORDER BY seed, runs.id`).all(experimentId),
  );
}

/** Queues a run of an experiment at the end of the queue. */
export function insertRun(
  database: WritableDatabase,
  run: { readonly experimentId: number; readonly seed: number; readonly owner: string; readonly queuedAt: number },
): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, position)
       VALUES (@experimentId,
         (SELECT coalesce(max(number), 0) + 1 FROM runs WHERE experiment_id = @experimentId),
         @seed, 'queued', @owner, @queuedAt,
         (SELECT coalesce(max(position), 0) + 1 FROM runs WHERE status = 'queued'))`,
    )
    .run(run);
  return Number(lastInsertRowid);
}

/** How many runs there are, deleted ones that can still be brought back included. */
export function countRuns(database: ReadableDatabase): number {
  return database.prepare<[], number>('SELECT count(*) FROM runs').pluck().get() ?? 0;
}

/** Makes sure that the next run gets a greater number than this. */
export function reserveRunIds(database: WritableDatabase, upTo: number): void {
  const last = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").pluck().get();
  if (last === undefined && upTo > 0) {
    database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('runs', ?)").run(upTo);
  } else if (last !== undefined && last < upTo) {
    database.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'runs'").run(upTo);
  }
}

export function setRunFacts(database: WritableDatabase, id: number, facts: RunFacts): void {
  database.prepare('UPDATE runs SET facts = ? WHERE id = ?').run(JSON.stringify(facts), id);
}

/** Adds to a run's facts which epoch's weights count. */
export function setKeptEpoch(database: WritableDatabase, id: number, epoch: number): void {
  database.prepare(`UPDATE runs SET facts = json_set(facts, '$.keptEpoch', ?) WHERE id = ?`).run(epoch, id);
}

/**
 * Ends a run that has not ended yet.
 * @returns whether this call ended it
 */
export function endRun(
  database: WritableDatabase,
  end: {
    readonly id: number;
    readonly status: 'finished' | 'failed' | 'cancelled' | 'interrupted';
    readonly endedAt: number;
    readonly failure: LabFailure | null;
  },
): boolean {
  const { changes } = database
    .prepare(
      // never before it began: the clock may have been set back meanwhile
      `UPDATE runs SET status = @status, ended_at = max(@endedAt, coalesce(started_at, queued_at)), failure = @failure,
         counted_at = NULL, paused_at = NULL, trainer = NULL
       WHERE id = @id AND status IN ('queued', 'running')`,
    )
    .run({ ...end, failure: end.failure === null ? null : JSON.stringify(end.failure) });
  return changes === 1;
}
