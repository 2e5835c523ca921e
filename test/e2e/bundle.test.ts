import { truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { makeBackup } from '#main/database/backups';
import { openDatabase } from '#main/database/open';

import { seedRuns } from '../bench/seed-runs';
import { go, inspect, openLabWindow, temporaryHome } from './lab-window';

const NEWEST = Date.UTC(2026, 10, 20, 12);

test('runs leave one lab as a file, are taken in by another, and say where they came from', async () => {
  const home = await temporaryHome();
  seedRuns(home, { runs: 6, epochs: 4, newest: NEWEST });
  const file = join(home, 'run.zip');
  const first = await openLabWindow(home);
  await first.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await go(first.page, 'Runs');
  await first.page.getByRole('row').getByText('finished').first().click();
  await expect(first.page.getByRole('heading', { level: 1 })).toContainText(/^Run \d/);
  await first.page.getByRole('button', { name: 'Bundle' }).click();
  await inspect(first.page, 'bundle-export');
  await first.page.getByRole('button', { name: 'Export without weights' }).click();
  await expect(first.page.getByText(/1 run written to/).first()).toBeVisible();
  await first.application.close();

  const second = await openLabWindow(await temporaryHome());
  await second.application.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await go(second.page, 'Runs');
  await second.page.getByRole('button', { name: 'Import' }).click();
  await expect(second.page.getByText(/is here now, as run 1/).first()).toBeVisible();
  await second.page.getByRole('button', { name: 'Import' }).click();
  await expect(second.page.getByText(/was here already, as run 1/).first()).toBeVisible();
  await inspect(second.page, 'bundle-imported');
  await second.page.getByRole('row').getByText('finished').first().click();
  await second.page.getByRole('tab', { name: 'Design' }).click();
  await expect(second.page.getByText(/run \d of .*, on /)).toBeVisible();
  await inspect(second.page, 'bundle-imported-run');
  await second.application.close();
});

test('a damaged database is told about, and a backup of it opens the lab again', async () => {
  const home = await temporaryHome();
  seedRuns(home, { runs: 6, epochs: 4, newest: NEWEST });
  const { writer, close } = openDatabase(home);
  await makeBackup(writer, home, NEWEST);
  close();
  await truncate(join(home, 'lab.sqlite'), 3 * 4096 + 100);
  const { application, page } = await openLabWindow(home);
  await expect(page.getByRole('heading', { name: 'The database is damaged' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await inspect(page, 'damaged-database');
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  await expect(page.getByText(/What was there before is kept as/).first()).toBeVisible();
  await go(page, 'Runs');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await inspect(page, 'restored-database');
  await application.close();
});
