import { LabError } from '#shared/errors/errors';
import { isEnded, statusOf } from '#shared/runs/run';

import type { ReadableDatabase } from '../../database/open';
import type { Recorder } from '../runs/recorder';
import { knownRun } from './refusals';
import type { TrainedRun } from './trained-run';

export interface Cancelling {
  /** Ends a queued run at once, a running one at the end of its batch. @throws LabError `unknown-run`, `run-not-active` */
  readonly cancel: (id: number) => void;
  /**
   * The same for several, of which those that have ended are left as they are. Gives the others.
   * @throws LabError `unknown-run`, or `run-not-active` where another program trains one: then none is cancelled
   */
  readonly cancelAll: (ids: readonly number[]) => readonly number[];
}

/** @param current the run that this program trains, if any */
export function createCancelling(
  { reader, recorder }: { readonly reader: ReadableDatabase; readonly recorder: Pick<Recorder, 'end'> },
  current: () => TrainedRun | undefined,
): Cancelling {
  function cancelAll(ids: readonly number[]): readonly number[] {
    const active = ids.map((id) => knownRun(reader, id)).filter(({ status }) => !isEnded(status));
    const own = current();
    const elsewhere = active.find((run) => statusOf(run) === 'running' && run.id !== own?.id);
    if (elsewhere !== undefined) {
      throw new LabError(
        'run-not-active',
        `Run ${elsewhere.id} is trained by another program on this database; cancel it there.`,
      );
    }
    for (const { id } of active) if (id !== own?.id) recorder.end(id, { status: 'cancelled' });
    // last: the next of them would start otherwise
    if (active.some(({ id }) => id === own?.id)) own?.cancel();
    return active.map(({ id }) => id);
  }

  return {
    cancelAll,
    cancel: (id) => {
      const { status } = knownRun(reader, id);
      if (isEnded(status)) {
        throw new LabError(
          'run-not-active',
          `Run ${id} is ${status} already; only a queued or running one can be cancelled.`,
        );
      }
      cancelAll([id]);
    },
  };
}
