import { toFailure, type LabFailure } from '#shared/errors/errors';
import { isEnded, type CheckpointFile } from '#shared/runs/run';
import { isUnderstood, notUnderstood } from '#shared/experiment/stored-spec';

import { checkpointFileOf } from '../../database/checkpoints';
import type { ReadableDatabase } from '../../database/open';
import { activeRuns, type ActiveRun } from '../../database/queue';
import { findRun } from '../../database/runs';
import type { RunEnd } from '../../executors/executor';
import { isAlive } from '../folder/owner';
import type { Recorder } from '../runs/recorder';
import { adviseToGoOn } from './advice';

/** A training process that has outlived its program is looked for this often. */
const LOOK_AGAIN_MS = 1000;

/** A training process that nobody listens to ends after the batch in hand and a checkpoint; one that does not is not waited for. */
const MOST_PATIENCE_MS = 60_000;

const ORPHANED: LabFailure = { code: 'interrupted', message: 'The program that ran it ended before the run did.' };

/** Ends what the dead left behind, and finds what they kept. */
export interface Orphans {
  /** Ends the runs whose program is gone. One whose training process still writes a checkpoint is ended once that is gone too. */
  readonly end: () => void;
  /** Waits, for a minute at most, where a run is one of those and its training process still works. */
  readonly whenEnded: (id: number) => Promise<void>;
  /** Lists the newest checkpoint in the folder of a run that has ended, where the database does not know of it. */
  readonly findCheckpoint: (id: number) => Promise<void>;
  /** Waits for what is being looked for. */
  readonly close: () => Promise<void>;
}

export interface OrphansOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Recorder, 'end' | 'foundCheckpoint'>;
  /** The run that this program trains. */
  readonly ownRun: () => number | undefined;
  /** The newest checkpoint that lies in a run's folder; null where there is none, or none newer than the known file. */
  readonly newerCheckpoint: (id: number, known: string | null) => Promise<CheckpointFile | null>;
}

export function createOrphans({ reader, recorder, ownRun, newerCheckpoint }: OrphansOptions): Orphans {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const pending = new Set<Promise<void>>();

  /** The runs of programs that are gone. A paused one has no process, and outlives its program as it is. */
  function left(): readonly ActiveRun[] {
    return activeRuns(reader).filter(
      ({ status, id, owner, isPaused }) => status === 'running' && !isPaused && id !== ownRun() && !isAlive(owner),
    );
  }

  function end(): void {
    clearTimeout(timer);
    if (closed) return;
    for (const { id, trainer } of left()) {
      if (trainer !== null && isAlive(trainer)) {
        timer = setTimeout(end, LOOK_AGAIN_MS);
        continue;
      }
      recorder.end(id, endOfOrphan(id));
      const looking = findCheckpoint(id).finally(() => pending.delete(looking));
      pending.add(looking);
    }
  }

  /** One whose design is not understood cannot be resumed, and is not called interrupted as if it could. */
  function endOfOrphan(id: number): RunEnd {
    const run = findRun(reader, id);
    if (run === undefined || isUnderstood(run.spec)) {
      // where none is listed its folder is looked into afterwards
      return {
        status: 'interrupted',
        failure: adviseToGoOn(ORPHANED, (run?.checkpoint ?? null) === null ? null : true),
      };
    }
    return { status: 'failed', failure: toFailure(notUnderstood(id, run.spec, 'trained')) };
  }

  async function findCheckpoint(id: number): Promise<void> {
    // what cannot be read is no checkpoint
    const found = await newerCheckpoint(id, checkpointFileOf(reader, id)).catch(() => null);
    if (found === null) return;
    const status = findRun(reader, id)?.status ?? 'finished';
    if (isEnded(status) && status !== 'finished') recorder.foundCheckpoint(id, found);
  }

  async function whenEnded(id: number): Promise<void> {
    const isLeft = (): boolean => left().some((run) => run.id === id);
    end();
    for (let waited = 0; !closed && isLeft() && waited < MOST_PATIENCE_MS; waited += LOOK_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      end();
    }
  }

  return {
    end,
    whenEnded,
    findCheckpoint,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await Promise.all(pending);
    },
  };
}
