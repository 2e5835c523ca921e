import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { seedRuns } from '../bench/seed-runs';
import { go, inspect, launchRun, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const RUNS = 1200;
let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  seedRuns(home, { runs: RUNS, epochs: 4, newest: Date.UTC(2026, 10, 20, 12) });
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

const gridOf = (page: Page): Locator => page.getByRole('grid', { name: 'Runs' });
const lineOf = (page: Page, id: number): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: `Run ${id}`, exact: true }) });

async function resize(width: number, height: number): Promise<void> {
  await lab.application.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect.poll(() => lab.page.evaluate(() => window.innerWidth)).toBe(width);
}

test('the list of many runs draws the lines in sight, and tells how many there are', async () => {
  const { page } = lab;
  await resize(1440, 900);
  await go(page, 'Runs');
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', /^1[12]\d\d$/);
  await expect(lineOf(page, RUNS)).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  await inspect(page, 'runs-many');
});
