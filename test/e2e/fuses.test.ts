import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';

import { flipPackagedFuses } from '../../scripts/package/fuses.mjs';
import { linkTree } from '../../scripts/setup/electron-fallback.mjs';
import { electronRuntime } from '../../scripts/setup/electron-path.mjs';
import { FUSE_STATES } from './fuse-states';

test('the fuses of a packaged lab are flipped in the executable, and it is no Node any more', async () => {
  test.skip(process.platform === 'darwin', 'a copy of the executable alone does not run on a Mac');
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-fuses-'));
  try {
    const { executable } = electronRuntime();
    await linkTree(dirname(executable), folder);
    const copy = join(folder, 'copy-of-electron');
    // linked files are those of the set-up: this one is to be changed
    await copyFile(executable, copy);
    const asNode = async (): Promise<string> => {
      const run = promisify(execFile)(copy, ['-e', 'process.stdout.write(String(6 * 7))'], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
        timeout: 10_000,
      });
      return run.then(({ stdout }) => stdout.trim()).catch(() => 'no Node');
    };
    expect(await asNode()).toBe('42');
    await flipPackagedFuses(copy);
    expect(await getCurrentFuseWire(copy)).toMatchObject(FUSE_STATES);
    expect(await asNode()).not.toBe('42');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
