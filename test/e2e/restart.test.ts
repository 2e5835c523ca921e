import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';

import { runLab } from '../integration/lab-process';
import { go, inspect, launchRun, openLabWindow, temporaryHome } from './lab-window';

test('closing the lab while it trains interrupts the run, and what waited goes on the next time', async () => {
  const home = await temporaryHome();
  const first = await openLabWindow(home);
  await launchRun(first.page, { epochs: 400 });
  await expect(first.page.getByText('Time left')).toBeVisible();
  await launchRun(first.page, { epochs: 1 });
  await first.application.close();

  const second = await openLabWindow(home);
  await go(second.page, 'Runs');
  await expect(second.page.getByRole('row').nth(2)).toContainText('interrupted');
  await expect(second.page.getByRole('row').nth(1)).toContainText('finished', { timeout: 120_000 });
  await second.application.close();
});

test('closing the window while a run trains asks first, and goes on training where the answer is no', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  await launchRun(page, { epochs: 400 });
  await expect(page.getByText('Time left')).toBeVisible();
  const asked = await application.evaluate(async ({ BrowserWindow, dialog }) => {
    const questions: string[] = [];
    dialog.showMessageBox = (...args: unknown[]) => {
      questions.push((args.at(-1) as { readonly message: string }).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    BrowserWindow.getAllWindows()[0]?.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return questions;
  });
  expect(asked).toEqual(['Run 1 is training.']);
  await expect(page.getByText('Time left')).toBeVisible();
  // a quit that was decided elsewhere is not asked about
  await application.close();
});

test('a database from a newer lab is not touched: the window says so and offers nothing that would write', async () => {
  const home = await temporaryHome();
  const newer = new Database(join(home, 'lab.sqlite'));
  newer.pragma('user_version = 99');
  newer.close();
  const { application, page } = await openLabWindow(home);
  await expect(page.getByRole('heading', { name: 'The database belongs to a newer lab' })).toBeVisible();
  await expect(page.getByText(/has version 99; this lab reads versions up to/)).toBeVisible();
  await inspect(page, 'newer-database');
  await application.close();
  expect((await runLab(home, ['runs'])).status).toBe(1);
});
