import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { RunPredictions } from '#shared/datasets/pixels';
import { runLab } from '../integration/lab-process';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const FIGURES = 'The figures of each, and their differences to the baseline';
const SHORT = ['run', '--dataset', 'shapes', '--batch', '100', '--json'];

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  // experiment 1 is runs 1 and 2, which have seen little; run 3 has seen more
  for (const how of [
    ['--fraction', '0.2', '--epochs', '1', '--seeds', '2'],
    ['--fraction', '0.4', '--epochs', '4'],
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

test('runs are found and added by keyboard, and their figures stand beside each other', async () => {
  const { page, home } = lab;
  await go(page, 'Compare');
  await expect(page.getByRole('heading', { name: 'Nothing to compare yet' })).toBeVisible();
  await inspect(page, 'compare-empty');
  const field = page.getByLabel('Add a run, an experiment or a row of the deck');
  await field.focus();
  await expect(page.getByRole('option', { name: /^Experiment 1/ })).toBeVisible();
  for (const typed of ['3', 'experiment 1', 'c4']) {
    await field.fill(typed);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  const list = page.getByRole('list', { name: 'What is compared, in order' });
  await expect(list.getByRole('listitem')).toContainText([/run 3/, /experiment 1.*n = 2.*runs 1, 2/, /C4, deck/]);

  const accuracies = await Promise.all(
    [1, 2, 3].map(async (id) => {
      const { output } = await runLab(home, ['show', String(id), '--json']);
      return (JSON.parse(output) as { readonly accuracy: number }).accuracy;
    }),
  );
  const [first = 0, second = 0, third = 0] = accuracies;
  const row = page.getByRole('table', { name: FIGURES }).getByRole('row').filter({ hasText: 'of all test images' });
  await expect(row.getByRole('cell')).toContainText([
    third.toFixed(4),
    new RegExp(`${((first + second) / 2).toFixed(4)}.*n = 2`),
    /0\.8133.*not subtracted/,
  ]);
  await expect(page.getByText(/tested on another dataset than run 3: C4, deck/)).toBeVisible();
  await inspect(page, 'compare');
});

test('what was not trained for equally long is said so, and no difference of it is coloured', async () => {
  const { page } = lab;
  const note = page.getByRole('region', { name: 'Not trained for equally long' });
  // 2,000 images in 20 batches of 100, four times, against 1,000 in 10, once; nothing is said of the row, which is of another dataset
  await expect(note).toContainText(
    'run 3 saw 8 × the examples of experiment 1 (8,000 images against 1,000 images) in 8 × the updates (80 against 10)',
  );
  const figures = page.getByRole('table', { name: FIGURES });
  await expect(figures.getByRole('row', { name: /^Updates/ })).toContainText('80');
  const differences = figures.locator('.difference');
  await expect(differences.first()).toBeVisible();
  const [grey, ...colours] = await page.evaluate(() => {
    const probe = document.createElement('span');
    probe.style.color = 'var(--ink-soft)';
    document.body.append(probe);
    const found = [probe, ...document.querySelectorAll('.difference')].map((each) => getComputedStyle(each).color);
    probe.remove();
    return found;
  });
  expect(colours.length).toBeGreaterThan(0);
  expect(new Set(colours)).toEqual(new Set([grey]));
});

test('only what differs in the designs is shown', async () => {
  const { page } = lab;
  const design = page.getByRole('table', { name: 'The design of each, field by field' });
  await expect(design.getByRole('row', { name: /Fraction/ })).toContainText('20%');
  await expect(design.getByRole('row', { name: /Learning rate/ })).toHaveCount(0);
  await page.getByRole('radio', { name: /All fields/ }).check({ force: true });
  await expect(design.getByRole('row', { name: /Learning rate/ })).toBeVisible();
  // Adam has none
  await expect(design.getByRole('row', { name: /Momentum/ })).toHaveCount(0);
  await page.getByRole('radio', { name: /Differences/ }).check({ force: true });
});

test('two models are compared image by image, with the images and a plain sentence', async () => {
  const { page } = lab;
  const [a, b] = await page.evaluate(async () => {
    const { lab: bridge } = window as unknown as {
      lab: { request: (name: string, args: object) => Promise<{ value: RunPredictions }> };
    };
    const replies = await Promise.all([3, 1].map((id) => bridge.request('run:predictions', { id })));
    return replies.map(({ value }) => Array.from(value.truth, (label, image) => label === value.predicted[image]));
  });
  const onlyA = (a ?? []).filter((isRight, image) => isRight && b?.[image] === false).length;
  const onlyB = (b ?? []).filter((isRight, image) => isRight && a?.[image] === false).length;
  await expect(page.getByText('the same 1,000 test images in the same order')).toBeVisible();
  await expect(
    page.getByText(`A (run 3) got ${onlyA} images right that B (run 1) got wrong; B (run 1) got ${onlyB} right`),
  ).toBeVisible();
  await expect(page.getByText(/McNemar 1947/)).toBeVisible();
  const gallery = page.getByRole('list', { name: 'Test images' });
  await expect(gallery.getByRole('listitem')).toHaveCount(Math.min(24, onlyA));
  await expect(gallery.locator('canvas[aria-busy=true]')).toHaveCount(0);
  await gallery.scrollIntoViewIfNeeded();
  await inspect(page, 'compare-images');
  await page.getByRole('table', { name: /How often A predicted/ }).scrollIntoViewIfNeeded();
  await inspect(page, 'compare-pair');

  await page.getByLabel('Model B').selectOption('2');
  await expect(page.getByText('B (run 2) got')).toBeVisible();
});

test('the comparison is saved as Markdown, CSV and PNG', async () => {
  const { page } = lab;
  const markdown = await saveTo('comparison.md');
  await page.getByRole('button', { name: 'Markdown' }).click();
  await expect.poll(() => readFile(markdown, 'utf8').catch(() => '')).toContain('## McNemar’s test');
  expect(await readFile(markdown, 'utf8')).toContain('experiment 1');

  const csv = await saveTo('comparison.csv');
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect
    .poll(() => readFile(csv, 'utf8').catch(() => ''))
    .toMatch(/\r\nfigure,accuracy,experiment-1,1 2,2,0\.\d+,/);

  const png = await saveTo('loss.png');
  await page.getByRole('button', { name: 'Save “Loss” as PNG' }).click();
  await expect.poll(async () => (await readFile(png).catch(() => Buffer.alloc(0))).length).toBeGreaterThan(5_000);
  const picture = await readFile(png);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  // twice the size on the screen: the drawing is 640 wide, with a margin of 16 either side
  expect(picture.readUInt32BE(16)).toBe(2 * (640 + 2 * 16));

  const matrix = await saveTo('matrix.png');
  await page.getByRole('button', { name: 'Save “Confusion: A − B” as PNG' }).click();
  await expect.poll(async () => (await readFile(matrix).catch(() => Buffer.alloc(0))).length).toBeGreaterThan(5_000);
});

test('the comparison survives a reload and fits a small window', async () => {
  const { page, application } = lab;
  await page.reload();
  await expect(page.getByRole('list', { name: 'What is compared, in order' }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('B (run 2) got')).toBeVisible();
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1024);
  const overflow = await page.evaluate(() => {
    const main = document.querySelector('main');
    return main === null ? null : main.scrollWidth - main.clientWidth;
  });
  expect(overflow).toBe(0);
  await inspect(page, 'compare-small');
});

test('one click queues the control, which is trained for as many updates', async () => {
  const { page, home } = lab;
  await page.getByRole('button', { name: 'Run experiment 1 at equal updates' }).click();
  const note = page.getByRole('region', { name: 'Not trained for equally long' });
  await expect(note).toContainText('Queued as runs 4, 5.');
  const { output } = await runLab(home, ['show', '4', '--json']);
  expect(JSON.parse(output)).toMatchObject({ spec: { row: null, fraction: 0.2, training: { epochs: 8 } }, seed: 1 });
  await note.getByRole('button', { name: 'Add to the comparison' }).click();
  const list = page.getByRole('list', { name: 'What is compared, in order' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  // equal budgets, and seeds that can be paired with nothing but one run
  await expect(page.getByRole('table', { name: FIGURES }).getByRole('row', { name: /^Updates/ })).toContainText(
    /80.*10.*80/,
    { timeout: 120_000 },
  );
  await inspect(page, 'compare-control');
});
