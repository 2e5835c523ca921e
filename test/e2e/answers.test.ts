import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

test.describe.configure({ mode: 'serial' });

const SWEEP = [
  ...['sweep', '--dataset', 'shapes', '--batch', '100', '--epochs', '1', '--seeds', '2', '--name', 'Few shapes'],
  ...[
    '--width',
    '8',
    '--networks',
    'vanilla,siamese-vanilla',
    '--fractions',
    '0.1,0.4',
    '--permutations',
    '1',
    '--go',
    '--json',
  ],
];

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  const { status, errors } = await runLab(home, SWEEP);
  expect(status, errors).toBe(0);
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

test('a sweep is chosen by its name and answers with its figures, its gaps and what they support', async () => {
  const { page, home } = lab;
  await go(page, 'Answers');
  await expect(page.getByRole('heading', { name: 'No figure yet' })).toBeVisible();
  await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Few shapes (8 of 8 runs)' });

  const { output } = await runLab(home, ['answer', '--sweep', '1', '--json']);
  const answer = JSON.parse(output) as {
    readonly lines: readonly { readonly points: readonly { readonly aggregate: { readonly mean: number } }[] }[];
  };
  const means = answer.lines.flatMap(({ points }) => points.map(({ aggregate }) => aggregate.mean.toFixed(4)));
  expect(means).toHaveLength(4);
  const table = page.getByRole('table', { name: 'The figures' });
  for (const mean of means) await expect(table.getByRole('cell', { name: new RegExp(`^${mean} ±`) })).toBeVisible();
  await expect(page.locator('.says li')).toHaveCount(4);
  await expect(page.getByRole('img', { name: /^Accuracy over/ })).toBeVisible();
  await inspectSizes(lab, 'answers');
});

test('another baseline turns the differences round, and the address keeps the question', async () => {
  const { page } = lab;
  await page.getByLabel('Against').selectOption({ label: 'siamese vanilla' });
  await expect(page.getByRole('columnheader', { name: 'Difference to siamese vanilla' })).toBeVisible();
  expect(page.url()).toContain('sweep=1');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Difference to siamese vanilla' })).toBeVisible();
});

test('a sweep is given another name', async () => {
  const { page } = lab;
  await page.getByLabel('Name of the sweep').fill('Shapes, twice');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByLabel('Of', { exact: true })).toContainText('Shapes, twice (8 of 8 runs)');
});

test('the chart is saved as SVG with its colours in it', async () => {
  const { page, application, home } = lab;
  const file = join(home, 'answer.svg');
  await application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save the chart as SVG' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^<svg .*stroke="rgb\(/s);
});
