import { LabError } from '#shared/errors/errors';

import { fateOf } from '../../database/curation';
import type { ReadableDatabase } from '../../database/open';
import { UNDO_MS } from './curation';

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
