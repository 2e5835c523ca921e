import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const SMALL = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '100', '--epochs', '2'];

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  for (const how of [['--held-out', '0.2'], []]) {
    const { status, output } = await runLab(home, [...SMALL, '--keep', 'best-validation', ...how]);
    expect(status, output).toBe(0);
  }
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

async function openRun(id: number): Promise<void> {
  await lab.page.evaluate((run) => {
    window.location.hash = `#/runs/${run}`;
  }, id);
  await expect(lab.page.getByRole('heading', { level: 1, name: `Run ${id}` })).toBeVisible();
  await expect(lab.page.getByRole('table', { name: 'Confusion matrix', exact: true })).toBeVisible();
}

test('a run that held images out shows its validation, and whose epoch’s weights count', async () => {
  const { page } = lab;
  await openRun(1);
  await expect(page.locator('figure.series').first()).toContainText('validation');
  await expect(page.getByText('on images held out from training')).toBeVisible();
  await expect(page.getByText('20% of the training images of each class, held out')).toBeVisible();
  await expect(page.getByText(/^of epoch [12]$/)).toBeVisible();
  await expect(page.getByText('Chosen by the test set.')).toHaveCount(0);
  await inspect(page, 'run-held-out');
});

test('a run that kept what was best on the test set says so beside its figures', async () => {
  const { page } = lab;
  await openRun(2);
  await expect(page.getByText('Chosen by the test set.')).toBeVisible();
  await expect(page.getByText('a choice was made by it')).toBeVisible();
  await inspect(page, 'run-chosen-on-test');
});
