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
}

/** Seeks in the series' primary key, and takes the first evaluation, so that a page costs a few look-ups a run. */
const SELECT_RUN = `
  SELECT runs.id, experiment_id, title, spec, seed, status, queued_at, started_at, ended_at, failure, facts,
    accuracy, macro_f1,
    coalesce((SELECT max(epoch) FROM series
      WHERE series.run_id = runs.id AND split = 'train' AND metric = 'loss'), 0) AS epochs_done
  FROM runs
  JOIN experiments ON experiments.id = runs.experiment_id
  LEFT JOIN evaluations ON evaluations.run_id = runs.id AND evaluations.protocol IN ('single', 'duplicates')
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

/** The runs of one experiment, in the order in which it lists their seeds. */
export function runsOfExperiment(database: ReadableDatabase, experimentId: number): readonly RunSummary[] {
  return database
    .prepare<[number], RunRow>(`${SELECT_RUN} WHERE experiment_id = ? ORDER BY runs.id`)
    .all(experimentId)
    .map(summaryOf);
}

/** The oldest queued run of this owner. */
export function nextQueuedRun(database: ReadableDatabase, owner: string): number | undefined {
  return database
    .prepare<[string], { id: number }>("SELECT id FROM runs WHERE status = 'queued' AND owner = ? ORDER BY id LIMIT 1")
    .get(owner)?.id;
}

export function countQueuedRuns(database: ReadableDatabase): number {
  const row = database
    .prepare<[], { total: number }>("SELECT count(*) AS total FROM runs WHERE status = 'queued'")
    .get();
  return row?.total ?? 0;
}

/** Runs that somebody has yet to end, with who that is. */
export function activeRuns(
  database: ReadableDatabase,
): readonly { readonly id: number; readonly status: RunStatus; readonly owner: string }[] {
  return database
    .prepare<[], { id: number; status: RunStatus; owner: string }>(
      "SELECT id, status, owner FROM runs WHERE status IN ('queued', 'running') ORDER BY id",
    )
    .all();
}

export function insertRun(
  database: WritableDatabase,
  run: { readonly experimentId: number; readonly seed: number; readonly owner: string; readonly queuedAt: number },
): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO runs (experiment_id, seed, status, owner, queued_at)
       VALUES (@experimentId, @seed, 'queued', @owner, @queuedAt)`,
    )
    .run(run);
  return Number(lastInsertRowid);
}

/**
 * Takes a queued run for execution, unless any run is running: one statement, so that two programs on one database
 * never train at the same time.
 * @returns whether it was taken
 */
export function claimRun(
  database: WritableDatabase,
  claim: { readonly id: number; readonly owner: string; readonly startedAt: number },
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = 'running', started_at = @startedAt
       WHERE id = @id AND owner = @owner AND status = 'queued'
         AND NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running')`,
    )
    .run(claim);
  return changes === 1;
}

export function setRunOwner(database: WritableDatabase, id: number, owner: string): void {
  database.prepare('UPDATE runs SET owner = ? WHERE id = ?').run(owner, id);
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
