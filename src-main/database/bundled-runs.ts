import type { RunOrigin } from '#shared/runs/bundle';
import type { LabFailure } from '#shared/errors/errors';
import type { Artefact, RunFacts, RunStatus, SeriesPoint } from '#shared/runs/run';
import type { LogLine } from '#shared/runs/run-log';
import type { StoredEvaluation } from '#shared/runs/stored-evaluation';
import { textToStore } from '#shared/experiment/stored-spec';

import { insertArtefact } from './artefacts';
import { addTags, setNote } from './curation';
import { insertStoredEvaluation } from './evaluations';
import { designOf, insertExperiment, type StoredDesign } from './experiments';
import type { ReadableDatabase, WritableDatabase } from './open';
import { insertSeries } from './series';

/** A design as it comes from another lab. */
export interface ForeignExperiment extends StoredDesign {
  readonly title: string;
  readonly name: string;
  readonly createdAt: number;
}

/** A run as it comes from another lab, all but its files. */
export interface ForeignRun {
  readonly experiment: ForeignExperiment;
  readonly seed: number;
  readonly status: Exclude<RunStatus, 'queued' | 'running'>;
  readonly queuedAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Absent where the other lab did not write it down. */
  readonly trainedFor?: number | null | undefined;
  readonly failure: LabFailure | null;
  readonly facts: RunFacts | null;
  readonly tags: readonly string[];
  readonly note: string;
  readonly series: readonly SeriesPoint[];
  readonly evaluations: readonly StoredEvaluation[];
  readonly log: readonly LogLine[];
  readonly artefacts: readonly Artefact[];
  readonly origin: RunOrigin;
}

interface DesignRow {
  readonly spec: string;
  readonly dataset_facts: string | null;
}

/** Tells a run from every other one: no two of a design and a seed were queued and started in the same milliseconds. */
type Identity = Pick<ForeignRun, 'experiment' | 'seed' | 'queuedAt' | 'startedAt'>;

/**
 * A design as the text by which it is known again. A design of an earlier lab lacks fields, and has them at its end once it is
 * read; read anew they stand in their place.
 */
function orderedText({ spec, datasetFacts }: StoredDesign): string {
  const facts = datasetFacts === null ? null : JSON.stringify(datasetFacts);
  return textToStore(designOf(textToStore(spec), facts).spec);
}

/** The run of this lab that is the same one, whether it was run here or imported before. */
export function findSameRun(database: ReadableDatabase, run: Identity): number | undefined {
  const spec = orderedText(run.experiment);
  return database
    .prepare<[number, number, number | null], DesignRow & { readonly id: number }>(
      `SELECT runs.id, spec, dataset_facts FROM runs JOIN experiments ON experiments.id = experiment_id
       WHERE seed = ? AND queued_at = ? AND started_at IS ? AND deleted_at IS NULL ORDER BY runs.id`,
    )
    .all(run.seed, run.queuedAt, run.startedAt)
    .find((candidate) => textToStore(designOf(candidate.spec, candidate.dataset_facts).spec) === spec)?.id;
}

/** When a design was stored, for one that leaves this lab. */
export function experimentOf(database: ReadableDatabase, experimentId: number): ForeignExperiment | undefined {
  const row = database
    .prepare<[number], DesignRow & { readonly title: string; readonly name: string; readonly created_at: number }>(
      'SELECT title, name, created_at, spec, dataset_facts FROM experiments WHERE id = ?',
    )
    .get(experimentId);
  if (row === undefined) return undefined;
  return {
    title: row.title,
    name: row.name,
    createdAt: row.created_at,
    ...designOf(row.spec, row.dataset_facts),
  };
}

/** Stores a run that has ended elsewhere, under a number of its own. Returns that. */
export function insertForeignRun(database: WritableDatabase, run: ForeignRun): number {
  const experimentId = findExperiment(database, run) ?? insertExperiment(database, run.experiment);
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, started_at, ended_at, duration, failure, facts, origin)
       VALUES (@experimentId,
         (SELECT coalesce(max(number), 0) + 1 FROM runs WHERE experiment_id = @experimentId),
         @seed, @status, '', @queuedAt, @startedAt, @endedAt, @duration, @failure, @facts, @origin)`,
    )
    .run({
      experimentId,
      seed: run.seed,
      status: run.status,
      queuedAt: run.queuedAt,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      duration: run.trainedFor ?? (run.startedAt === null || run.endedAt === null ? null : run.endedAt - run.startedAt),
      failure: run.failure === null ? null : JSON.stringify(run.failure),
      facts: run.facts === null ? null : JSON.stringify(run.facts),
      origin: JSON.stringify(run.origin),
    });
  const id = Number(lastInsertRowid);
  insertSeries(database, id, run.series);
  for (const evaluation of run.evaluations) insertStoredEvaluation(database, id, evaluation);
  for (const artefact of run.artefacts) insertArtefact(database, id, artefact);
  const insertLine = database.prepare('INSERT INTO log (run_id, line, at, event) VALUES (?, ?, ?, ?)');
  for (const { line, at, event } of run.log) insertLine.run(id, line, at, JSON.stringify(event));
  addTags(database, [id], run.tags);
  setNote(database, id, run.note);
  return id;
}

/** Another seed of the same design may have come before. Of a seed one result at most counts in an experiment. */
function findExperiment(database: ReadableDatabase, { experiment, seed, status }: ForeignRun): number | undefined {
  const spec = orderedText(experiment);
  return database
    .prepare<{ createdAt: number; seed: number; isResult: number }, DesignRow & { readonly id: number }>(
      `SELECT id, spec, dataset_facts FROM experiments WHERE created_at = @createdAt
         AND (@isResult = 0 OR NOT EXISTS (SELECT 1 FROM runs
           WHERE experiment_id = experiments.id AND seed = @seed AND status IN ('queued', 'running', 'finished')))
       ORDER BY id`,
    )
    .all({
      createdAt: experiment.createdAt,
      seed,
      isResult: status === 'finished' ? 1 : 0,
    })
    .find((candidate) => textToStore(designOf(candidate.spec, candidate.dataset_facts).spec) === spec)?.id;
}
