import { constants } from 'node:os';

import type { Lab } from '../lab/lab';

/** The signals by which a system or a person ends a program: a terminal that is closed, a logout, `kill`. */
const ENDING = ['SIGTERM', 'SIGHUP'] as const;

/**
 * Closes the lab in good order where the program is told to end, or where the one that has started it is gone: what trains
 * keeps a checkpoint first. Told again meanwhile, it goes on closing.
 */
export function closeOnSignals(lab: Pick<Lab, 'close'>): void {
  const end = (status: number): void => {
    // a terminal that is gone takes no words
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    void lab.close().finally(() => process.exit(status));
  };
  for (const signal of ENDING) process.on(signal, () => end(128 + constants.signals[signal]));
  process.once('disconnect', () => end(1));
  // what started it may wait for its end, and it must not wait for that
  process.channel?.unref();
}
