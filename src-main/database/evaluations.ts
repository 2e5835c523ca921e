import { assertNever } from '#shared/errors/errors';
import { describe } from '#shared/basics/expected';
import type { BinaryConfusion } from '#shared/metrics/binary';
import { classificationMetrics } from '#shared/metrics/classification';
import type { ConfusionMatrix } from '#shared/metrics/confusion';
import { summariseRotations, sumOf } from '#shared/metrics/discrimination';
import { summariseSets, type PairSetCounts, type UsedThreshold } from '#shared/metrics/own-output';
import type { ClassificationEvaluation, DiscriminationEvaluation, Evaluation } from '#shared/runs/run';

import type { ReadableDatabase, WritableDatabase } from './open';
import { readAll, readValue, type Read } from './stored-json';
import { evaluationSchema } from './stored-schemas';

/** What is stored of an evaluation: the counts that its metrics follow from. */
export type StoredEvaluation = { readonly loss: number } & (
  | {
      readonly task: 'classification';
      readonly protocol: ClassificationEvaluation['protocol'];
      readonly confusion: ConfusionMatrix;
      readonly rotations: readonly RotationCounts[] | null;
    }
  | ({
      readonly task: 'discrimination';
      readonly protocol: DiscriminationEvaluation['protocol'];
    } & StoredOwnOutput)
);

interface EvaluationRow {
  readonly task: string;
  readonly protocol: string;
  readonly loss: number;
  readonly confusion: string;
  readonly rotations: string | null;
  readonly own_output: string | null;
}

/** The counts of one rotation, as stored. */
interface RotationCounts {
  readonly rotation: number;
  readonly confusion: BinaryConfusion;
}

/** What is stored of an evaluation by the network's own output. */
interface StoredOwnOutput {
  readonly threshold: UsedThreshold;
  readonly sets: readonly PairSetCounts[];
}

/** Stores the counts; the figures that runs are sorted and filtered by stand beside them. */
export function insertEvaluation(database: WritableDatabase, runId: number, evaluation: Evaluation): void {
  const { task, protocol, loss } = evaluation;
  database
    .prepare(
      `INSERT OR REPLACE INTO evaluations
         (run_id, task, protocol, loss, accuracy, macro_f1, f1_of_same, confusion, rotations, own_output)
       VALUES (@runId, @task, @protocol, @loss, @accuracy, @macroF1, @f1OfSame, @confusion, @rotations, @ownOutput)`,
    )
    .run({ runId, task, protocol, loss, ...figuresOf(evaluation) });
}

/** Forgets how a run was tested. */
export function deleteEvaluations(database: WritableDatabase, runId: number): void {
  database.prepare('DELETE FROM evaluations WHERE run_id = ?').run(runId);
}

function figuresOf(evaluation: Evaluation): Readonly<Record<string, string | number | null>> {
  switch (evaluation.task) {
    case 'classification': {
      const { accuracy, macroF1, confusion } = evaluation.metrics;
      const rotations = evaluation.discrimination?.perRotation.map(({ rotation, metrics }): RotationCounts => ({
        rotation,
        confusion: metrics.confusion,
      }));
      return {
        accuracy,
        macroF1,
        f1OfSame: null,
        confusion: JSON.stringify(confusion),
        rotations: rotations === undefined ? null : JSON.stringify(rotations),
        ownOutput: null,
      };
    }
    case 'discrimination': {
      const { mean, perSet } = evaluation.metrics;
      const sets = perSet.map(({ rotation, metrics: { confusion }, ranking }) => ({ rotation, confusion, ranking }));
      const confusion = sumOf(sets.map((set) => set.confusion));
      const ownOutput: StoredOwnOutput = { threshold: evaluation.threshold, sets };
      return {
        accuracy: mean.accuracy,
        macroF1: classificationMetrics(confusion).macroF1,
        f1OfSame: mean.f1,
        confusion: JSON.stringify(confusion),
        rotations: null,
        ownOutput: JSON.stringify(ownOutput),
      };
    }
    default:
      return assertNever(evaluation);
  }
}

/** A run's evaluations, their metrics computed anew from the stored counts: a mended definition mends old runs too. */
export function evaluationsOf(database: ReadableDatabase, runId: number): readonly Evaluation[] {
  return readEvaluations(database, runId).values.map(evaluationOf);
}

/** What is stored of a run's evaluations, in the order in which they were made, understood or not: to be handed on. */
export function storedEvaluationsOf(database: ReadableDatabase, runId: number): readonly unknown[] {
  return rowsOf(database, runId).map((row) => storedOf(row).raw);
}

/** Sentences on the evaluations of a run that are not understood: of a newer lab, or changed by hand. */
export function unreadEvaluationsOf(database: ReadableDatabase, runId: number): readonly string[] {
  return readEvaluations(database, runId).unread;
}

function readEvaluations(database: ReadableDatabase, runId: number): ReturnType<typeof readAll<StoredEvaluation>> {
  return readAll(rowsOf(database, runId).map(storedOf));
}

function rowsOf(database: ReadableDatabase, runId: number): readonly EvaluationRow[] {
  return database
    .prepare<[number], EvaluationRow>(
      `SELECT task, protocol, loss, confusion, rotations, own_output FROM evaluations WHERE run_id = ? ORDER BY id`,
    )
    .all(runId);
}

/** Stores an evaluation that another lab made, from its counts. */
export function insertStoredEvaluation(database: WritableDatabase, runId: number, stored: StoredEvaluation): void {
  insertEvaluation(database, runId, evaluationOf(stored));
}

function storedOf({ task, protocol, loss, ...row }: EvaluationRow): Read<StoredEvaluation> {
  const what = `The evaluation on ${describe(protocol)}`;
  let counts: object;
  try {
    counts =
      task === 'discrimination'
        ? (JSON.parse(row.own_output ?? 'null') as object)
        : {
            confusion: JSON.parse(row.confusion) as unknown,
            rotations: JSON.parse(row.rotations ?? 'null') as unknown,
          };
  } catch (error) {
    return readValue(evaluationSchema, error instanceof Error ? error.message : error, what);
  }
  return readValue(evaluationSchema, { ...counts, task, protocol, loss }, what);
}

function evaluationOf(stored: StoredEvaluation): Evaluation {
  if (stored.task === 'discrimination') {
    const { task, protocol, loss, threshold, sets } = stored;
    return { task, protocol, loss, threshold, metrics: summariseSets(sets) };
  }
  const { task, protocol, loss, confusion, rotations } = stored;
  return {
    task,
    protocol,
    loss,
    metrics: classificationMetrics(confusion),
    discrimination: rotations === null ? null : summariseRotations(rotations),
  };
}
