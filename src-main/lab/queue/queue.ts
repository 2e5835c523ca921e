import type { OpenProgram, Queue, QueueRun } from '#shared/contract/ipc';

import type { ReadableDatabase } from '../../database/open';
import { activeRuns, isQueuePaused, queuedRuns } from '../../database/queue';
import { findRun } from '../../database/runs';
import { isAlive } from '../folder/owner';
import type { Scheduler } from './scheduler';

/** As many as anyone looks through; the rest is told as a number. */
const SHOWN = 100;

/**
 * What runs and what waits, in every program on this database.
 * @param owner names this one
 * @param others the other programs that have the folder open
 */
export function queueOf(
  reader: ReadableDatabase,
  owner: string,
  scheduler: Pick<Scheduler, 'runningRun' | 'runningProgress'>,
  others: () => readonly OpenProgram[],
): Queue {
  const begun = activeRuns(reader).filter(({ status }) => status === 'running');
  const running = begun.find(({ isPaused }) => !isPaused);
  const queued = queuedRuns(reader);
  const whole = (entry: { readonly id: number; readonly owner: string }): readonly QueueRun[] => {
    const run = findRun(reader, entry.id);
    return run === undefined ? [] : [{ ...run, isElsewhere: entry.owner !== owner }];
  };
  return {
    isPaused: isQueuePaused(reader),
    running: running === undefined ? null : (whole(running)[0] ?? null),
    progress: running !== undefined && running.id === scheduler.runningRun() ? scheduler.runningProgress() : null,
    paused: begun.filter(({ isPaused }) => isPaused).flatMap(whole),
    queued: queued.slice(0, SHOWN).flatMap(whole),
    total: queued.length,
    trainedBy:
      running === undefined || running.owner === owner
        ? null
        : (others().find((program) => program.owner === running.owner) ?? null),
  };
}

/**
 * The run that trains, in whichever program; undefined where none does. One that is paused does not, and what the dead left
 * behind only for as long as its process still works.
 */
export function trainingRunOf(reader: ReadableDatabase): number | undefined {
  return activeRuns(reader).find(
    ({ status, isPaused, owner, trainer }) =>
      status === 'running' && !isPaused && (isAlive(owner) || (trainer !== null && isAlive(trainer))),
  )?.id;
}
