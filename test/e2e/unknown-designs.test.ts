import { expect, test } from '@playwright/test';

import { openDatabase } from '#main/database/open';
import { runLab } from '../integration/lab-process';
import { finish, NEWER, storeDesign } from '../unit/main/database/unknown-designs';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const MARK = 'design not understood';
let lab: LabWindow;

/** Runs 1 and 2 are sound; the design of 3 and 4 is of a newer lab, and 4 waits in the queue; that of 5 is no JSON. */
test.beforeAll(async () => {
  const home = await temporaryHome();
  const short = ['run', '--dataset', 'shapes', '--batch', '100', '--fraction', '0.2', '--epochs', '2', '--seeds', '2'];
  const { status, errors } = await runLab(home, short);
  expect(status, errors).toBe(0);
  const database = openDatabase(home);
  finish(database.writer, storeDesign(database.writer, NEWER));
  storeDesign(database.writer, NEWER, 'strange and waiting');
  finish(database.writer, storeDesign(database.writer, '{"dataset":', 'broken'));
  database.close();
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

async function expectNoTrouble(): Promise<void> {
  await expect(lab.page.getByText(/Something went wrong|invalid_type|invalid_value/u)).toHaveCount(0);
}

test('the list shows such runs with a mark, and the others with their figures', async () => {
  const { page } = lab;
  await go(page, 'Runs');
  await expect(page.getByText(MARK)).toHaveCount(3);
  await expect(page.getByRole('row', { name: /strange/ }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'vanilla on Shapes' })).toHaveCount(2);
  await inspect(page, 'unknown-runs');
  await page.getByLabel('Group by experiment').check();
  await expect(page.getByText(MARK)).toHaveCount(3);
  await expect(page.getByText('2 of 2 finished')).toBeVisible();
  await page.getByLabel('Group by experiment').uncheck();
  await page.locator('select', { has: page.locator('option[value="imagenet"]') }).selectOption('imagenet');
  await expect(page.getByText(MARK)).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expectNoTrouble();
});

test('the page of one shows its figures, what is known of it, and why it cannot be run', async () => {
  const { page } = lab;
  await page.getByRole('link', { name: 'Run 3', exact: true }).click();
  await expect(page.getByRole('heading', { name: /does not understand the design/ })).toBeVisible();
  await expect(page.getByText(/Received "imagenet"; expected a dataset/).first()).toBeVisible();
  await expect(page.getByText('0.7500').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use this design again' })).toHaveCount(0);
  await inspect(page, 'unknown-run');
  await expectNoTrouble();
});

test('the one that waited has failed with what to do, and every other screen stands', async () => {
  const { page } = lab;
  for (const screen of [
    'Live',
    'Published figures',
    'Data',
    'Embeddings',
    'Playground',
    'Devices',
    'New experiment',
  ] as const) {
    await go(page, screen);
    await expectNoTrouble();
  }
  await go(page, 'Runs');
  await page.getByRole('link', { name: 'Run 4', exact: true }).click();
  await expect(page.getByText(/Run 4 cannot be trained/).first()).toBeVisible();
});

test('it is compared by its figures, with its fields as they are stored', async () => {
  const { page } = lab;
  await page.evaluate(() => {
    location.hash = '#/compare?runs=1,3';
  });
  const figures = page.getByRole('table', { name: /The figures of each/ });
  await expect(figures).toContainText('0.7500');
  await expect(page.getByText(/not understood by this lab, so its fields/)).toBeVisible();
  await inspect(page, 'unknown-compare');
  await expectNoTrouble();
});
