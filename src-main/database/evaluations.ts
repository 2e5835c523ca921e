import type { BinaryConfusion } from '#shared/metrics/binary';
import { classificationMetrics } from '#shared/metrics/classification';
import type { ConfusionMatrix } from '#shared/metrics/confusion';
import { summariseRotations } from '#shared/metrics/discrimination';
import type { Evaluation } from '#shared/run';

import type { ReadableDatabase, WritableDatabase } from './open';

interface EvaluationRow {
  readonly protocol: Evaluation['protocol'];
  readonly loss: number;
  readonly confusion: string;
  readonly rotations: string | null;
}

/** The counts of one rotation, as stored. */
interface RotationCounts {
  readonly rotation: number;
  readonly confusion: BinaryConfusion;
}

/** Stores the counts; accuracy and macro F1 stand beside them for sorting and filtering. */
export function insertEvaluation(database: WritableDatabase, runId: number, evaluation: Evaluation): void {
  const { accuracy, macroF1, confusion } = evaluation.metrics;
  const rotations = evaluation.discrimination?.perRotation.map(({ rotation, metrics }): RotationCounts => ({
    rotation,
    confusion: metrics.confusion,
  }));
  database
    .prepare(
      `INSERT OR REPLACE INTO evaluations (run_id, protocol, loss, accuracy, macro_f1, confusion, rotations)
       VALUES (@runId, @protocol, @loss, @accuracy, @macroF1, @confusion, @rotations)`,
    )
    .run({
      runId,
      protocol: evaluation.protocol,
      loss: evaluation.loss,
      accuracy,
      macroF1,
      confusion: JSON.stringify(confusion),
      rotations: rotations === undefined ? null : JSON.stringify(rotations),
    });
}

/** A run's evaluations, their metrics computed anew from the stored counts: a mended definition mends old runs too. */
export function evaluationsOf(database: ReadableDatabase, runId: number): readonly Evaluation[] {
  return database
    .prepare<[number], EvaluationRow>(
      'SELECT protocol, loss, confusion, rotations FROM evaluations WHERE run_id = ? ORDER BY id',
    )
    .all(runId)
    .map(({ protocol, loss, confusion, rotations }) => ({
      protocol,
      loss,
      metrics: classificationMetrics(JSON.parse(confusion) as ConfusionMatrix),
      discrimination: rotations === null ? null : summariseRotations(JSON.parse(rotations) as RotationCounts[]),
    }));
}
