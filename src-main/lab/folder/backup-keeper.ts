import { isBackupDue, makeBackup } from '../../database/backups';
import type { WritableDatabase } from '../../database/open';

/** A lab that stays open for days looks this often whether a backup is due. */
const LOOK_MS = 60 * 60_000;

export interface BackupKeeper {
  /** Waits for a backup that is being made. */
  readonly close: () => Promise<void>;
}

/** Sees to it that there is a backup of every day on which the lab is open and has runs. */
export function keepBackups(options: {
  readonly writer: WritableDatabase;
  readonly home: string;
  readonly nativeBinding: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly hasRuns: () => boolean;
  readonly onFailure: (error: unknown) => void;
}): BackupKeeper {
  const { writer, home, nativeBinding, now, hasRuns, onFailure } = options;
  let making: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (!isBackupDue(home, now()) || !hasRuns()) return;
    try {
      await makeBackup(writer, home, now(), nativeBinding);
    } catch (error) {
      onFailure(error);
    }
  }

  function start(): void {
    making = making.then(look);
  }

  start();
  const timer = setInterval(start, LOOK_MS);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await making;
    },
  };
}
