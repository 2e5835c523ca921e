import { assertNever } from '#shared/errors';
import type { BinaryConfusion } from '#shared/metrics/binary';
import { classificationMetrics } from '#shared/metrics/classification';
import type { ConfusionMatrix } from '#shared/metrics/confusion';
import { summariseRotations, sumOf } from '#shared/metrics/discrimination';
import { summariseSets, type PairSetCounts, type UsedThreshold } from '#shared/metrics/own-output';
import type { ClassificationEvaluation, DiscriminationEvaluation, Evaluation } from '#shared/run';

import type { ReadableDatabase, WritableDatabase } from './open';

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

type EvaluationRow = { readonly loss: number } & (
  | {
      readonly task: 'classification';
      readonly protocol: ClassificationEvaluation['protocol'];
      readonly confusion: string;
      readonly rotations: string | null;
    }
  | {
      readonly task: 'discrimination';
      readonly protocol: DiscriminationEvaluation['protocol'];
      readonly own_output: string;
    }
);

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
  return storedEvaluationsOf(database, runId).map(evaluationOf);
}

/** The counts of a run's evaluations, in the order in which they were made. */
export function storedEvaluationsOf(database: ReadableDatabase, runId: number): readonly StoredEvaluation[] {
  return database
    .prepare<[number], EvaluationRow>(
      `SELECT task, protocol, loss, confusion, rotations, own_output FROM evaluations WHERE run_id = ? ORDER BY id`,
    )
    .all(runId)
    .map(storedOf);
}

/** Stores an evaluation that another lab made, from its counts. */
export function insertStoredEvaluation(database: WritableDatabase, runId: number, stored: StoredEvaluation): void {
  insertEvaluation(database, runId, evaluationOf(stored));
}

function storedOf(row: EvaluationRow): StoredEvaluation {
  if (row.task === 'discrimination') {
    const { threshold, sets } = JSON.parse(row.own_output) as StoredOwnOutput;
    return { task: row.task, protocol: row.protocol, loss: row.loss, threshold, sets };
  }
  const { task, protocol, loss, confusion, rotations } = row;
  return {
    task,
    protocol,
    loss,
    confusion: JSON.parse(confusion) as ConfusionMatrix,
    rotations: rotations === null ? null : (JSON.parse(rotations) as RotationCounts[]),
  };
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
