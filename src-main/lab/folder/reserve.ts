import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { toFailure } from '#shared/errors/errors';

/** Enough for the end of a run, with its log, in the write-ahead log of the database. */
const BYTES = 512 * 1024;

/** Room on the disk that is set aside, so that on a full one the lab can still write down what happened. */
export interface Reserve {
  /** Does the work; where the disk is full it gives the room away and tries once more. */
  readonly useFor: <Value>(work: () => Value) => Value;
}

/** Sets room aside in a lab's folder, unless that was done before or there is none. */
export function keepReserve(home: string): Reserve {
  const file = join(home, 'reserve');
  fill(file);
  return {
    useFor: (work) => {
      try {
        return work();
      } catch (error) {
        if (toFailure(error).code !== 'disk-full' || !existsSync(file)) throw error;
        rmSync(file, { force: true });
        return work();
      }
    },
  };
}

function fill(file: string): void {
  if (existsSync(file)) return;
  try {
    const handle = openSync(file, 'wx');
    try {
      // written out: a hole in a file takes no room
      writeSync(handle, Buffer.alloc(BYTES, 1));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // a part of it is not worth keeping
    rmSync(file, { force: true });
  }
}
