import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory of a given size, mounted for one test. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes a file that leaves so many bytes free. */
  readonly fill: (freeBytes: number) => Promise<void>;
  /** Takes that file away. */
  readonly empty: () => Promise<void>;
  /** From now on nothing can be written to it, not by root either; or it can again. */
  readonly setReadOnly: (isReadOnly: boolean) => void;
  readonly unmount: () => void;
}

/** @param megabytes its size */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'siamese-lab-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'siamese-lab-test', folder], { stdio: 'pipe' });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: async (freeBytes) => {
      const { bavail, bsize } = statfsSync(folder);
      const handle = await open(ballast, 'a');
      try {
        await handle.appendFile(Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
      } catch (error) {
        // somebody else was quicker to take the rest: it is full
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await handle.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
    setReadOnly: (isReadOnly) => {
      execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder], { stdio: 'pipe' });
    },
    unmount: () => {
      // lazily: a process that is on its way out may still hold a file
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
      rmdirSync(folder);
    },
  };
}

/** Why no disk can be mounted here, or null where one can: the reason stands in the title of the tests that are skipped. */
export const whyNoSmallDisk: string | null = (() => {
  if (process.platform !== 'linux')
    return `mounting a disk in memory is written for Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'mounting a disk in memory needs root';
  try {
    mountSmallDisk(1).unmount();
    return null;
  } catch (error) {
    return `a disk in memory cannot be mounted here: ${error instanceof Error ? error.message : String(error)}`;
  }
})();
