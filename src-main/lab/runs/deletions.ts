import { rm } from 'node:fs/promises';

import { deletedRuns } from '../../database/curation';
import type { ReadableDatabase } from '../../database/open';
import { UNDO_MS, type Curation } from './curation';

/** A folder that could not be removed, because something holds a file of it, is tried again after this. */
const RETRY_MS = 60_000;

export interface Deletions {
  /** Removes the runs whose deletion can no longer be undone, and comes back for the others when their time is up. */
  readonly sweep: () => Promise<void>;
  /** The same for these runs at once, whether or not it could still be undone. */
  readonly finish: (ids: readonly number[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Carries deletions out. One that was still open to undoing when the lab was closed is carried out by the next lab that
 * opens the folder, once its time is up: the person has asked for it, and nobody is there to undo it any more.
 */
export function createDeletions(options: {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<Curation, 'remove'>;
  readonly folderOf: (id: number) => string;
  readonly now: () => number;
}): Deletions {
  const { reader, recorder, folderOf, now } = options;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let sweeping: Promise<void> = Promise.resolve();

  /** The folder first: should the lab die in between, the run is still marked as deleted, and the next sweep ends it. */
  async function finish(ids: readonly number[]): Promise<boolean> {
    let isDone = true;
    for (const id of ids) {
      try {
        await rm(folderOf(id), { recursive: true, force: true });
        recorder.remove(id);
      } catch {
        isDone = false;
      }
    }
    return isDone;
  }

  async function sweep(): Promise<void> {
    clearTimeout(timer);
    const due = now() - UNDO_MS;
    const isDone = await finish(deletedRuns(reader).flatMap(({ id, deletedAt }) => (deletedAt <= due ? [id] : [])));
    const [next] = deletedRuns(reader);
    if (isClosed || next === undefined) return;
    // not longer than that, whatever the clock was set to
    const wait = isDone ? Math.min(next.deletedAt + UNDO_MS - now(), UNDO_MS) : RETRY_MS;
    timer = setTimeout(() => void start(), Math.max(wait, 0));
    // a command that is done does not wait for it
    timer.unref();
  }

  /** One after the other. */
  function start(): Promise<void> {
    sweeping = sweeping.then(sweep);
    return sweeping;
  }

  return {
    sweep: start,
    finish: async (ids) => {
      sweeping = sweeping.then(async () => {
        await finish(ids);
      });
      await sweeping;
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}
