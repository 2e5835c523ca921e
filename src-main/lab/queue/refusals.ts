import { LabError } from '#shared/errors/errors';
import { isEnded } from '#shared/runs/run';

import type { ReadableDatabase } from '../../database/open';
import { countQueuedRuns } from '../../database/queue';
import { findRun, runsOfExperiment, type StoredRun } from '../../database/runs';

/** @throws LabError `unknown-run` */
export function knownRun(reader: ReadableDatabase, id: number): StoredRun {
  const run = findRun(reader, id);
  if (run !== undefined) return run;
  throw new LabError('unknown-run', `Received the run ${id}; there is none of that number. Look it up among the runs.`);
}

/** @throws LabError `queue-full` where so many more runs would not fit */
export function refuseFullQueue(reader: ReadableDatabase, queueLimit: number, more: number): void {
  const queued = countQueuedRuns(reader);
  if (queued + more <= queueLimit) return;
  throw new LabError(
    'queue-full',
    `Received ${more} more runs while ${queued} are waiting; the queue holds ${queueLimit}. ` +
      'Wait for some to finish, or cancel some. Nothing was queued.',
  );
}

/** @throws LabError `run-not-resumable` where there is nothing to go on from */
export function refuseWithoutCheckpoint({ id, checkpoint }: StoredRun): void {
  if (checkpoint !== null) return;
  throw new LabError(
    'run-not-resumable',
    `Run ${id} ended before its first checkpoint: there is nothing to go on from. Try it again from its start.`,
  );
}

/**
 * A seed has one result at most, so that a mean counts it once.
 * @param what was to be done with the run
 * @throws LabError `run-not-retryable`, `run-not-resumable`
 */
export function refuseTaken(
  reader: ReadableDatabase,
  { id, status, seed, experimentId }: StoredRun,
  what: 'tried again' | 'resumed',
): void {
  const code = what === 'resumed' ? 'run-not-resumable' : 'run-not-retryable';
  if (!isEnded(status) || status === 'finished') {
    throw new LabError(
      code,
      `Run ${id} is ${status}; only a run that failed, was cancelled or was interrupted can be ${what}.`,
    );
  }
  const taken = runsOfExperiment(reader, experimentId).find(
    (other) => other.seed === seed && (!isEnded(other.status) || other.status === 'finished'),
  );
  if (taken === undefined) return;
  throw new LabError(
    code,
    `Run ${id} was tried again already, as run ${taken.id}, which is ${taken.status}. Look at that one.`,
  );
}
