import { reasonOf } from '#shared/errors/system-errors';

import type { Soon } from '../engine/engine';
import type { Checkpoint } from './checkpoint';
import { writeCheckpoint } from './checkpoint-files';
import type { Report } from './messages';
import type { Position } from './position';

/** Writing may take this share of the time; where a network is large, checkpoints are rarer. */
const MOST_SHARE = 0.02;

export interface Checkpointing {
  /** See `TrainOptions`. */
  readonly reached: (position: Position, isLast: boolean) => Promise<void>;
}

export interface CheckpointingOptions {
  readonly runFolder: string;
  /** Between two checkpoints, at least. */
  readonly seconds: number;
  readonly snapshot: (position: Position) => Soon<Checkpoint>;
  readonly report: Report;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * Keeps checkpoints of a training: at the first batch after some seconds, and wherever it stops. Where one cannot be
 * written (a full disk), that is told, and the training goes on with those that there are.
 */
export function createCheckpointing({
  runFolder,
  seconds,
  snapshot,
  report,
  now,
}: CheckpointingOptions): Checkpointing {
  let due = now() + 1000 * seconds;
  return {
    reached: async (position, isLast) => {
      const begun = now();
      if (!isLast && begun < due) return;
      try {
        report({ kind: 'checkpoint', checkpoint: await writeCheckpoint(runFolder, await snapshot(position)) });
      } catch (error) {
        report({ kind: 'checkpoint-failed', reason: reasonOf(error) });
      }
      const end = now();
      due = end + Math.max(1000 * seconds, (end - begun) / MOST_SHARE);
    },
  };
}
