import type { LabFailure } from '#shared/errors';
import { experimentSpecSchema } from '#shared/experiment';
import type { RunPage, RunQuery } from '#shared/ipc';
import type { RunFacts, RunStatus, RunSummary } from '#shared/run';

import type { ReadableDatabase, WritableDatabase } from './open';

interface RunRow {
  readonly id: number;
  readonly experiment_id: number;
  readonly title: string;
  readonly spec: string;
  readonly seed: number;
  readonly status: RunStatus;
  readonly queued_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly failure: string | null;
  readonly facts: string | null;
  readonly epochs_done: number;
  readonly accuracy: number | null;
  readonly macro_f1: number | null;
  readonly f1_of_same: number | null;
}

/** Seeks in the series' primary key, and takes the evaluation whose figures count, so that a page costs a few look-ups a run. */
const SELECT_RUN = `
  SELECT runs.id, experiment_id, title, spec, seed, status, queued_at, started_at, ended_at, failure, facts,
    accuracy, iif(task = 'classification', macro_f1, NULL) AS macro_f1, f1_of_same,
    coalesce((SELECT max(epoch) FROM series
      WHERE series.run_id = runs.id AND split = 'train' AND metric = 'loss'), 0) AS epochs_done
  FROM runs
  JOIN experiments ON experiments.id = runs.experiment_id
  LEFT JOIN evaluations ON evaluations.run_id = runs.id AND evaluations.protocol = spec ->> '$.protocols[0]'
`;

function summaryOf(row: RunRow): RunSummary {
  return {
    id: row.id,
    experimentId: row.experiment_id,
    experimentTitle: row.title,
    // parsed, so that a field that a newer version added has its default
    spec: experimentSpecSchema.parse(JSON.parse(row.spec)),
    seed: row.seed,
    status: row.status,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    epochsDone: row.epochs_done,
    accuracy: row.accuracy,
    macroF1: row.macro_f1,
    f1OfSame: row.f1_of_same,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as LabFailure),
  };
}

/** A page of runs, newest first, and how many there are. */
export function pageOfRuns(database: ReadableDatabase, query: RunQuery): RunPage {
  const chosen = query.statuses ?? null;
  const where = chosen === null ? '' : 'WHERE status IN (SELECT value FROM json_each(@statuses))';
  const values = chosen === null ? {} : { statuses: JSON.stringify(chosen) };
  const rows = database
    .prepare<[object], RunRow>(`${SELECT_RUN} ${where} ORDER BY runs.id DESC LIMIT @limit OFFSET @offset`)
    .all({ ...values, limit: query.limit, offset: query.offset });
  const total = database
    .prepare<[object], { total: number }>(`SELECT count(*) AS total FROM runs ${where}`)
    .get(values);
  return { runs: rows.map(summaryOf), total: total?.total ?? 0 };
}

export interface StoredRun extends RunSummary {
  readonly facts: RunFacts | null;
}

/** One run without its results, or undefined where there is none of that id. */
export function findRun(database: ReadableDatabase, id: number): StoredRun | undefined {
  const row = database.prepare<[number], RunRow>(`${SELECT_RUN} WHERE runs.id = ?`).get(id);
  if (row === undefined) return undefined;
  return { ...summaryOf(row), facts: row.facts === null ? null : (JSON.parse(row.facts) as RunFacts) };
}

/** Every run that stands for a row of the deck, newest first. */
export function runsForRows(database: ReadableDatabase): readonly RunSummary[] {
  return database
    .prepare<[], RunRow>(`${SELECT_RUN} WHERE json_extract(spec, '$.row') IS NOT NULL ORDER BY runs.id DESC`)
    .all()
    .map(summaryOf);
}

/** Every run of an experiment, by seed; of a seed that was tried again the latest comes last. */
export function runsOfExperiment(database: ReadableDatabase, experimentId: number): readonly RunSummary[] {
  return database
    .prepare<[number], RunRow>(`${SELECT_RUN} WHERE experiment_id = ? ORDER BY seed, runs.id`)
    .all(experimentId)
    .map(summaryOf);
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
      `UPDATE runs SET status = @status, ended_at = @endedAt, failure = @failure
       WHERE id = @id AND status IN ('queued', 'running')`,
    )
    .run({ ...end, failure: end.failure === null ? null : JSON.stringify(end.failure) });
  return changes === 1;
}
