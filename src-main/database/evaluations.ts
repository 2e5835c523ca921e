import { describe } from '#shared/basics/expected';
import { classificationMetrics } from '#shared/metrics/classification';
import { summariseRotations } from '#shared/metrics/discrimination';
import type { Judged } from '#shared/metrics/judged';
import { BUILT_IN_METRICS, METRICS } from '#shared/metrics/metrics';
import { summariseSets } from '#shared/metrics/own-output';
import { evaluationOf, type Evaluation } from '#shared/runs/evaluation';
import { storedEvaluationSchema, type StoredCounts, type StoredEvaluation } from '#shared/runs/stored-evaluation';

import { figuresByEvaluation, setFigures } from './figures';
import type { ReadableDatabase, WritableDatabase } from './open';
import { readAll, readValue, type Read } from './stored-json';

interface EvaluationRow {
  readonly id: number;
  readonly protocol: string;
  readonly counts: string;
  readonly metrics: string;
}

/** Stores the counts; the figures that runs are sorted and filtered by stand beside them. */
export function insertEvaluation(database: WritableDatabase, runId: number, evaluation: Evaluation): void {
  const { protocol, figures } = evaluation;
  database.prepare('DELETE FROM evaluations WHERE run_id = ? AND protocol = ?').run(runId, protocol);
  const { lastInsertRowid } = database
    .prepare('INSERT INTO evaluations (run_id, protocol, counts, metrics) VALUES (?, ?, ?, ?)')
    .run(runId, protocol, JSON.stringify(countsOf(evaluation)), JSON.stringify(METRICS.kinds()));
  setFigures(database, Number(lastInsertRowid), figures);
}

/** Forgets how a run was tested. */
export function deleteEvaluations(database: WritableDatabase, runId: number): void {
  database.prepare('DELETE FROM evaluations WHERE run_id = ?').run(runId);
}

function countsOf(evaluation: Evaluation): StoredCounts {
  switch (evaluation.task) {
    case 'classification':
      return {
        kind: 'classes',
        confusion: evaluation.metrics.confusion,
        rotations:
          evaluation.discrimination?.perRotation.map(({ rotation, metrics: { confusion } }) => ({
            rotation,
            confusion,
          })) ?? null,
      };
    case 'discrimination':
      return {
        kind: 'pairs',
        threshold: evaluation.threshold,
        sets: evaluation.metrics.perSet.map(({ rotation, metrics: { confusion }, ranking }) => ({
          rotation,
          confusion,
          ranking,
        })),
      };
    case 'other':
      return evaluation.counts;
  }
}

/** A run's evaluations, their metrics computed anew from the stored counts: a mended definition mends old runs too. */
export function evaluationsOf(database: ReadableDatabase, runId: number): readonly Evaluation[] {
  return readEvaluations(database, runId).values.map(judge);
}

/** What is stored of a run's evaluations, in the order in which they were made, understood or not: to be handed on. */
export function storedEvaluationsOf(database: ReadableDatabase, runId: number): readonly unknown[] {
  return rowsOf(database, runId).map((row) => storedOf(database, row).raw);
}

/** Sentences on the evaluations of a run whose counts are not understood: of a newer lab, or changed by hand. */
export function unreadEvaluationsOf(database: ReadableDatabase, runId: number): readonly string[] {
  return readEvaluations(database, runId).unread;
}

function readEvaluations(database: ReadableDatabase, runId: number): ReturnType<typeof readAll<StoredEvaluation>> {
  return readAll(rowsOf(database, runId).map((row) => storedOf(database, row)));
}

const SELECT = 'SELECT id, protocol, counts, metrics FROM evaluations';

function rowsOf(database: ReadableDatabase, runId: number): readonly EvaluationRow[] {
  return database.prepare<[number], EvaluationRow>(`${SELECT} WHERE run_id = ? ORDER BY id`).all(runId);
}

/** Stores an evaluation that another lab made, from its counts. */
export function insertStoredEvaluation(database: WritableDatabase, runId: number, stored: StoredEvaluation): void {
  insertEvaluation(database, runId, judge(stored));
}

/**
 * Works out the figures of metrics that came after an evaluation was stored: of a newer lab, or of an extension. What is
 * stored already, and figures of metrics that are not known here, stay as they are.
 */
export function addMissingFigures(database: WritableDatabase): void {
  const known = METRICS.kinds();
  const lists = database.prepare<[], string>('SELECT DISTINCT metrics FROM evaluations').pluck().all();
  const missing = new Map(lists.map((list) => [list, known.filter((name) => !namesIn(list).includes(name))] as const));
  if ([...missing.values()].every((names) => names.length === 0)) return;
  const update = database.prepare('UPDATE evaluations SET metrics = ? WHERE id = ?');
  database
    .transaction(() => {
      for (const row of database.prepare<[], EvaluationRow>(SELECT).all()) {
        const names = missing.get(row.metrics) ?? [];
        if (names.length === 0) continue;
        const { value } = storedOf(database, row);
        const figures = Object.entries(value === null ? {} : judge(value).figures);
        setFigures(database, row.id, Object.fromEntries(figures.filter(([name]) => names.includes(name))));
        update.run(JSON.stringify([...namesIn(row.metrics), ...names]), row.id);
      }
    })
    .immediate();
}

function namesIn(list: string): readonly string[] {
  const names: unknown = JSON.parse(list);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function storedOf(database: ReadableDatabase, { id, protocol, counts: text }: EvaluationRow): Read<StoredEvaluation> {
  const what = `The evaluation on ${describe(protocol)}`;
  let counts: unknown;
  try {
    counts = JSON.parse(text);
  } catch (error) {
    return readValue(storedEvaluationSchema, error instanceof Error ? error.message : error, what);
  }
  const { kind, ...parts } = typeof counts === 'object' && counts !== null ? (counts as Partial<StoredCounts>) : {};
  const figures = figuresByEvaluation(database, [id]).get(id) ?? {};
  if (kind !== 'classes' && kind !== 'pairs') {
    return readValue(storedEvaluationSchema, { task: 'other', protocol, counts, figures }, what);
  }
  const others = Object.entries(figures).filter(([name]) => !BUILT_IN_METRICS.includes(name));
  const task = kind === 'classes' ? 'classification' : 'discrimination';
  return readValue(
    storedEvaluationSchema,
    {
      ...parts,
      task,
      protocol,
      loss: figures['loss'],
      // an older lab knows no figures here, and takes the bundles of runs that need none
      ...(others.length === 0 ? {} : { figures: Object.fromEntries(others) }),
    },
    what,
  );
}

/** All that follows from what is stored of an evaluation. */
function judge({ protocol, figures, ...stored }: StoredEvaluation): Evaluation {
  return evaluationOf(protocol, judgedOf(stored), figures);
}

function judgedOf(stored: DistributiveOmit<StoredEvaluation, 'protocol' | 'figures'>): Judged {
  switch (stored.task) {
    case 'classification': {
      const { task, loss, confusion, rotations } = stored;
      return {
        task,
        loss,
        metrics: classificationMetrics(confusion),
        discrimination: rotations === null ? null : summariseRotations(rotations),
      };
    }
    case 'discrimination': {
      const { task, loss, threshold, sets } = stored;
      return { task, loss, threshold, metrics: summariseSets(sets) };
    }
    case 'other':
      return { task: stored.task, counts: stored.counts };
  }
}

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
