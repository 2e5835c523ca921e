import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  const network = ['--network', 'siamese-vanilla', '--permutations', '3', '--redraw', '--seed', '7'];
  await runLab(home, ['run', '--fraction', '0.1', '--epochs', '1', '--batch', '100', ...network, '--json']);
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

test('a dataset shows where it lies, and its images by class and in any order', async () => {
  const { page } = lab;
  await go(page, 'Data');
  await expect(page.getByText('fdb299b059ef970791382d49a0d639bac5ba9950ba6b4c2fadf262fdd7cd1efc')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Image \d+ of the training set: \w+/ })).toHaveCount(96);
  await inspectSizes(lab, 'data-images');
  await page.getByRole('combobox', { name: 'Class' }).selectOption('ring');
  await expect(page.getByText('1–96 of 500')).toBeVisible();
  await expect(page.getByRole('img', { name: /: ring$/ })).toHaveCount(96);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('97–192 of 500')).toBeVisible();
});

test('the classes of the first part are counted beside the whole', async () => {
  const { page } = lab;
  await page.getByRole('radio', { name: 'Classes' }).check({ force: true });
  const table = page.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(11);
  await expect(page.getByText('10% of the set')).toBeVisible();
  await inspectSizes(lab, 'data-classes');
});

test('the pairs of a run are the ones it learned from, epoch by epoch', async () => {
  const { page } = lab;
  await page.getByRole('radio', { name: 'Pairs' }).check({ force: true });
  await page
    .getByLabel('Take from')
    .selectOption({ label: 'run 1: siamese-vanilla on Shapes, 10%, 3 permutations, redraw, 1 epoch, batch 100' });
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7');
  await expect(page.getByText('Of 500 images')).toBeVisible();
  await expect(page.getByRole('figure')).toHaveCount(48);
  await inspectSizes(lab, 'data-pairs');
  await page.getByRole('radio', { name: 'with itself' }).check({ force: true });
  await expect(page.getByRole('figure').filter({ hasText: 'itself' })).toHaveCount(48);
  await page.getByRole('textbox', { name: 'Epoch' }).fill('0');
  await expect(page.getByText(/Received 0; expected an epoch/)).toBeVisible();
});

test('a dataset that is not installed offers to be', async () => {
  const { page } = lab;
  await page.getByText('EMNIST Digits', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Download EMNIST Digits' })).toBeVisible();
  await inspectSizes(lab, 'data-missing');
});
