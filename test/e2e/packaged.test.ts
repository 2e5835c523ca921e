import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect, test } from '@playwright/test';

import { FUSE_STATES } from './fuse-states';
import { launchRun, temporaryHome } from './lab-window';

const folder = join('dist', `Siamese Lab-${process.platform}-${process.arch}`);
const executable = join(folder, process.platform === 'win32' ? 'siamese-lab.exe' : 'siamese-lab');

test.skip(!existsSync(executable), 'there is no packaged lab here; "npm run package" makes one');

test('the packaged lab has its fuses set', async () => {
  expect(await getCurrentFuseWire(executable)).toMatchObject(FUSE_STATES);
});

test('the packaged lab opens its window and trains', async () => {
  // Playwright starts an Electron by Node's inspector, which the fuses shut; Chromium's own way stays
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const program = spawn(executable, [...sandbox, '--remote-debugging-port=0', '--home', await temporaryHome()], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let heard = '';
      program.once('exit', () => reject(new Error(`It ended before it had a window: ${heard}`)));
      program.stderr.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(heard)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('There is no window.');
    await launchRun(page, { epochs: 1 });
    await expect(page.getByText('finished').first()).toBeVisible({ timeout: 200_000 });
    await mkdir('test-results/screenshots', { recursive: true });
    await page.screenshot({ path: 'test-results/screenshots/packaged.png' });
    await browser.close();
  } finally {
    program.kill('SIGKILL');
  }
});
