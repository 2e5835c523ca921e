import { LabError } from '#shared/errors/errors';
import { isEnded } from '#shared/runs/run';

import { fateOf } from '../../database/curation';
import type { ReadableDatabase } from '../../database/open';
import { countQueuedRuns } from '../../database/queue';
import { findRun, runsOfExperiment, type StoredRun } from '../../database/runs';
import { UNDO_MS } from '../runs/curation';

/** @throws LabError `unknown-run` */
export function knownRun(reader: ReadableDatabase, id: number): StoredRun {
  const run = findRun(reader, id);
  if (run !== undefined) return run;
  throw new LabError('unknown-run', `Received the run ${id}; there is none of that number. Look it up among the runs.`);
}

/** Why a run is not there: it was deleted, or it never was. @param now milliseconds since 1970 */
export function missingRun(reader: ReadableDatabase, id: number, home: string, now: number): LabError {
  const fate = fateOf(reader, id);
  if (fate.kind === 'never') {
    return new LabError(
      'unknown-run',
      `Received the run ${id}; there is none of that number in ${home}. Look it up among the runs.`,
    );
  }
  if (fate.kind === 'deleted' && now - fate.deletedAt < UNDO_MS) {
    return new LabError(
      'run-deleted',
      `Run ${id} was deleted. It can be brought back within ${UNDO_MS / 1000} seconds of that, in the window.`,
    );
  }
  return new LabError('run-gone', `Run ${id} was deleted for good. Import a bundle of it, or choose another run.`);
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
