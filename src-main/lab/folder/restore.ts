import { listBackups, restoreBackup } from '../../database/backups';
import { openHome } from './home';
import { registerProgram } from './programs';
import type { Backup } from '#shared/contract/ipc';

/** Where a lab that is not open lies, and with what its database is read. */
export interface ClosedHome {
  /** As the person gave it; undefined takes the usual place. */
  readonly home: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly nativeBinding: string | undefined;
}

/** The backups of a lab, open or not, the latest first. @throws LabError `home-unusable` */
export function backupsOf({ home, environment, nativeBinding }: ClosedHome): readonly Backup[] {
  return listBackups(openHome(home, environment), nativeBinding);
}

/**
 * Puts a backup in the place of a lab's database while nothing has it open. What lay there is kept, and where is told.
 * @param name as in `Backup.name`, or `latest`
 * @throws LabError `home-in-use`, `invalid-request`, `database-damaged`, `database-newer`: then nothing was changed
 */
export function restoreClosed(
  { home, environment, nativeBinding }: ClosedHome,
  name: string,
): { readonly name: string; readonly keptAs: string | null } {
  const folder = openHome(home, environment);
  const registration = registerProgram(folder, 'restore', Date.now());
  try {
    return restoreBackup(folder, name, Date.now(), nativeBinding);
  } finally {
    registration.close();
  }
}
