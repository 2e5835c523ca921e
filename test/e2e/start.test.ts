import { expect, test } from '@playwright/test';

import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('a fresh lab says what it is for, and one click trains', async () => {
  const { page } = lab;
  await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
  await inspectSizes(lab, 'start');
  await page.getByRole('button', { name: 'Train it' }).click();
  await expect(page.getByRole('heading', { name: 'Run 1 is finished' })).toBeVisible({ timeout: 120_000 });
});

test('the study is one click away', async () => {
  const { page } = lab;
  await go(page, 'Start');
  await page.getByRole('button', { name: 'Open the study' }).click();
  await expect(page.getByText('The study is open')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('region', { name: 'Latest experiments' }).getByRole('listitem')).not.toHaveCount(1);
  await inspectSizes(lab, 'start-study');
});

test('the ready sweep leads to its answer', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Compare them' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Answers' })).toBeVisible();
  await expect(page.getByText('of 18 runs finished')).toBeVisible();
  await inspectSizes(lab, 'answers-waiting');
  await page.getByRole('link', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'Cancel all waiting' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel all waiting' }).click();
  await expect(page.getByText('17 runs cancelled', { exact: true })).toBeVisible();
});
