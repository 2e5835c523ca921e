import { toFailure } from '#shared/errors/errors';

import type { Recorder } from './recorder';
import type { Reserve } from '../folder/reserve';

/** What could not be written is tried again after this. */
const RETRY_MS = 1000;

export interface PatientRecorder extends Recorder {
  /** Tries once more what is still to be written. */
  readonly close: () => void;
}

/**
 * A recorder that waits where another program holds the database, and keeps what it is told in order until it can be
 * written: a training need not end because somebody looks at the database with another program. On a full disk what a
 * training reports is refused, so that it ends; the end itself is written down from the reserve, or as soon as there is
 * room again.
 * @param withoutWaiting does work on the database that is refused at once where another program holds it
 */
export function createPatientRecorder(
  recorder: Recorder,
  reserve: Reserve,
  withoutWaiting: (work: () => void) => void,
): PatientRecorder {
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function writeWaiting(): void {
    clearTimeout(timer);
    try {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const write = next;
        withoutWaiting(() => reserve.useFor(write));
        waiting.shift();
      }
    } catch {
      timer = setTimeout(writeWaiting, RETRY_MS);
    }
  }

  /** @param mustWait whether also what a full disk refuses is kept for later */
  function write(work: () => void, mustWait: boolean): void {
    if (waiting.length > 0) {
      waiting.push(work);
      return;
    }
    try {
      if (mustWait) reserve.useFor(work);
      else work();
    } catch (error) {
      if (!mustWait && toFailure(error).code !== 'database-busy') throw error;
      waiting.push(work);
      timer = setTimeout(writeWaiting, RETRY_MS);
    }
  }

  return {
    ...recorder,
    claim: (id, owner) => {
      try {
        return recorder.claim(id, owner);
      } catch (error) {
        if (toFailure(error).code !== 'database-busy') throw error;
        // whoever asks, asks again
        return false;
      }
    },
    record: (id, event) => write(() => recorder.record(id, event), false),
    trainedBy: (id, trainer) => write(() => recorder.trainedBy(id, trainer), true),
    pause: (id) => write(() => recorder.pause(id), true),
    end: (id, end) => write(() => recorder.end(id, end), true),
    close: () => {
      if (waiting.length > 0) writeWaiting();
      clearTimeout(timer);
    },
  };
}
