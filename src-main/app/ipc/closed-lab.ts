import type { LabFailure } from '#shared/errors/errors';
import { LabError } from '#shared/errors/errors';

import { backupsOf, restoreClosed, type ClosedHome } from '../../lab/folder/restore';
import type { RequestHandlers } from './answer';

/** What can be asked of a lab that could not be opened. */
type ClosedRequest = 'backup:list' | 'backup:restore' | 'lab:reopen';

/** A lab that could not be opened: every request is answered with the reason, but for those that may mend it. */
export interface ClosedLab {
  readonly failure: LabFailure;
  readonly handlers: Pick<RequestHandlers, ClosedRequest>;
}

/** @param reopen tries to open the lab again; gives the reason where it still cannot be */
export function closedLab(failure: LabFailure, home: ClosedHome, reopen: () => LabFailure | undefined): ClosedLab {
  const reopenOrThrow = (): null => {
    const refused = reopen();
    if (refused !== undefined) throw new LabError(refused.code, refused.message, refused.detail);
    return null;
  };
  return {
    failure,
    handlers: {
      'backup:list': () => backupsOf(home),
      'backup:restore': ({ name }) => {
        const { keptAs } = restoreClosed(home, name);
        reopenOrThrow();
        return { keptAs };
      },
      'lab:reopen': reopenOrThrow,
    },
  };
}

/** The same requests while the lab is open. */
export function openLabHandlers(home: ClosedHome): Pick<RequestHandlers, ClosedRequest> {
  return {
    'backup:list': () => backupsOf(home),
    'backup:restore': () => {
      throw new LabError(
        'invalid-request',
        'A backup can only be restored while the lab is closed. Close it, then: npm run lab -- backups restore NAME.',
      );
    },
    'lab:reopen': () => null,
  };
}
