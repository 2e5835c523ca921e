import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;
const SHORT = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '100', '--epochs', '2', '--json'];

test.beforeAll(async () => {
  const home = await temporaryHome();
  for (const how of [
    ['--network', 'siamese-vanilla', '--permutations', '1', '--keep', 'best-validation'],
    ['--network', 'discrimination'],
    ['--keep', 'best-validation', '--held-out', '0.2'],
  ]) {
    const { status, errors } = await runLab(home, [...SHORT, ...how]);
    expect(status, errors).toBe(0);
  }
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

/** The lab's next save dialog is answered with a file of this name in the lab's folder. */
async function saveTo(name: string): Promise<string> {
  const file = join(lab.home, name);
  await lab.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  return file;
}

/** Of a file in bytes; 0 while it is not there. */
const sizeOf = async (file: string): Promise<number> => (await readFile(file).catch(() => Buffer.alloc(0))).length;

const openRun = (page: Page, id: number, tab = 'overview'): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, `#/runs/${id}?tab=${tab}`);

test('a cell of the matrix shows its images, surest first, and the charts and figures are saved', async () => {
  const { page } = lab;
  await openRun(page, 1, 'errors');
  const gallery = page.getByRole('list', { name: 'Predictions' });
  await expect(gallery.locator('canvas[aria-busy=true]')).toHaveCount(0);
  const matrix = page.getByRole('table', { name: 'Confusion matrix', exact: true });
  await matrix.getByRole('button', { name: /^disc predicted as disc/ }).focus();
  await page.keyboard.press('ArrowDown');
  const cell = matrix.getByRole('button', { name: /^ring predicted as disc/ });
  await expect(cell).toBeFocused();
  const count = Number(await cell.innerText());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'ring predicted as disc' })).toBeVisible();
  await expect(page.getByText(new RegExp(`^${count} test images?$`))).toBeVisible();
  await page.getByRole('button', { name: 'All mistakes' }).click();
  await inspect(page, 'run-predictions');
  await gallery.getByRole('button').first().click();
  const look = page.getByRole('dialog', { name: /^Test image \d+/ });
  await expect(look.getByRole('img', { name: /^Test image \d+, at a distance of/ })).toHaveCount(8, {
    timeout: 60_000,
  });
  await expect(look.locator('canvas[aria-busy=true]')).toHaveCount(0);
  await inspect(page, 'image-look');
  await page.keyboard.press('Escape');

  const matrixPng = await saveTo('matrix.png');
  await page.getByRole('button', { name: 'Save “Confusion matrix” as PNG' }).click();
  await expect.poll(() => sizeOf(matrixPng)).toBeGreaterThan(4_000);
  await page.getByRole('tab', { name: 'Overview' }).click();
  const csv = await saveTo('figures.csv');
  await page.getByRole('button', { name: 'Figures (CSV)' }).click();
  await expect.poll(() => readFile(csv, 'utf8').catch(() => '')).toContain(`confusion,duplicates,ring,disc,${count}`);
  const lossPng = await saveTo('loss.png');
  await page.getByRole('button', { name: 'Save “Loss” as PNG' }).click();
  await expect.poll(() => sizeOf(lossPng)).toBeGreaterThan(4_000);
});

test('the threshold of pairs is dragged, marked as moved, and its cells show their pairs', async () => {
  const { page } = lab;
  await openRun(page, 2, 'pairs');
  const panel = page.getByRole('region', { name: 'Threshold' });
  await expect(panel.getByText(/^Not chosen on validation: one half/)).toBeVisible();
  const answers = panel.getByRole('table', { name: /^What pairs are/ });
  const plot = panel.getByRole('img', { name: /^Scores of 972 pairs that are the same/ });
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error('The histogram is not on the screen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  // from 0 on every pair is called the same
  await expect(answers.getByRole('button')).toContainText(['0', '9,028', '0', '972']);
  await expect(panel.getByText(/you have moved it in sight of the test pairs/)).toBeVisible();
  await answers.getByRole('button').nth(3).click();
  const pairs = panel.getByRole('list', { name: 'truly same, called same' });
  await expect(pairs.getByRole('listitem')).toHaveCount(24);
  await expect(pairs.locator('canvas[aria-busy=true]')).toHaveCount(0);
  await panel.getByRole('button', { name: /^Back to 0\.5/ }).click();
  await panel.getByRole('heading', { name: 'ROC curve' }).scrollIntoViewIfNeeded();
  await inspect(page, 'run-threshold');
});

test('how far apart the towers put pairs is worked out when it is asked for', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Work out the distances' }).click();
  const histogram = page.getByRole('img', { name: /^Distances of 972 pairs that are the same, .* of 9,028 that are/ });
  // the network is loaded for it
  await expect(histogram).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/^A “same” pair is nearer than a “different” one in 0\.\d{4}/)).toBeVisible();
  await histogram.scrollIntoViewIfNeeded();
  await inspect(page, 'run-distances');
});

test('the test set is seen as a plane, walked by keyboard, and read as a table', async () => {
  const { page } = lab;
  await go(page, 'Embeddings');
  await page.getByRole('combobox', { name: 'Run' }).selectOption('1');
  const plane = page.getByRole('application', { name: /run 1\. 1,000 test images, 32 features each/ });
  await expect(plane).toBeVisible();
  await plane.focus();
  await page.keyboard.press('ArrowRight');
  const point = page.getByRole('complementary', { name: 'The point that is looked at' });
  await expect(point.getByRole('button')).toHaveCount(12);
  const reached = await point.getByText(/^test image/).innerText();
  await page.keyboard.press('ArrowRight');
  await expect(point.getByText(/^test image/)).not.toHaveText(reached);
  await expect(point.locator('canvas[aria-busy=true]')).toHaveCount(0);
  await inspect(page, 'embeddings');
  await page.getByText('By right or wrong').click();
  await expect(page.getByRole('button', { name: /^wrong \d/ })).toBeVisible();
  await page.getByText('The points as a table').click();
  await expect(page.getByRole('table', { name: /^Test images with their class/ }).getByRole('row')).toHaveCount(51);
});

test('a projection that takes long tells how far it is, and can be cancelled', async () => {
  const { page } = lab;
  await page.getByText('UMAP', { exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The projection was cancelled.')).toBeVisible();
  await page.getByRole('button', { name: 'Project again' }).click();
  await expect(page.getByText(/^1,000 test images.*UMAP: neighbours stay neighbours/)).toBeVisible({
    timeout: 120_000,
  });
});

test('a run that held images out shows its validation, and whose epoch’s weights count', async () => {
  const { page } = lab;
  await openRun(page, 3);
  await expect(page.locator('figure.series').first()).toContainText('validation');
  await expect(page.getByText('on images held out from training')).toBeVisible();
  await expect(page.getByText('Chosen by the test set.')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Design' }).click();
  await expect(page.getByText('20% of the training images of each class, held out')).toBeVisible();
  await expect(page.getByText(/^of epoch [12]$/)).toBeVisible();
  await inspect(page, 'run-held-out');
});

test('a run that kept what was best on the test set says so beside its figures', async () => {
  const { page } = lab;
  await openRun(page, 1);
  await expect(page.getByRole('heading', { level: 1, name: 'Run 1' })).toBeVisible();
  await expect(page.getByText('Chosen by the test set.')).toBeVisible();
  await expect(page.getByText('a choice was made by it')).toBeVisible();
  await inspect(page, 'run-chosen-on-test');
});
