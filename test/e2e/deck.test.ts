import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const TABLE = 'The rows of the deck: its figures, and ours';

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('a siamese network is designed, trained, and evaluated on both protocols', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByLabel('Network', { exact: true }).selectOption('siamese-vanilla');
  await expect(page.getByText('158,538').first()).toBeVisible();
  await page.getByLabel('Permutations').fill('1');
  await page.getByLabel('Fraction', { exact: true }).fill('0.1');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Batch size').fill('100');
  await inspect(page, 'new-experiment-siamese');
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(page.getByRole('heading', { name: 'Run 1 is finished' })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('link', { name: 'See run 1' }).click();
  await inspect(page, 'run-siamese');
  await page.getByRole('tab', { name: 'Errors' }).click();
  await expect(page.getByRole('table', { name: 'Confusion matrix', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Pairs and threshold' }).click();
  await expect(page.getByText('leaks the label').first()).toBeVisible();
  await inspect(page, 'run-siamese-pairs');
});

test('the page of published figures shows every row of the deck with its published figures', async () => {
  const { page } = lab;
  await go(page, 'Published figures');
  const table = page.getByRole('table', { name: TABLE });
  for (const published of ['0.7890', '0.8133', '0.6877', '≈ 0.94']) await expect(table).toContainText(published);
  await expect(table.getByText('needs CIFAR-10').or(table.getByText('not run')).first()).toBeVisible();
  await inspect(page, 'slides');
});

test('ours stand beside the deck’s as a mean over seeds, with n and their runs', async () => {
  test.skip(!process.env['SIAMESE_LAB_DATA'], 'the rows need CIFAR-10, and SIAMESE_LAB_DATA names no folder');
  const { page, home } = lab;
  const trained = await runLab(home, ['run', '--row', 'C3', '--seeds', '2', '--epochs', '1', '--json']);
  const { runs } = JSON.parse(trained.output) as {
    readonly runs: readonly { readonly id: number; readonly accuracy: number }[];
  };
  const mean = runs.reduce((sum, { accuracy }) => sum + accuracy, 0) / runs.length;
  await go(page, 'Published figures');
  const table = page.getByRole('table', { name: TABLE });
  await expect(table).toContainText(mean.toFixed(4));
  await expect(table).toContainText('n = 2');
  await expect(table).toContainText('1 of 400');
  for (const { id } of runs) await expect(table.getByRole('link', { name: `run ${id}` })).toBeVisible();
  await inspect(page, 'slides-with-runs');
});
