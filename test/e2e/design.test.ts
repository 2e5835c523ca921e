import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  // something to clone
  const trained = await runLab(home, [
    'run',
    '--fraction',
    '0.05',
    '--epochs',
    '1',
    '--batch',
    '50',
    '--dropout',
    '0.4',
  ]);
  expect(trained.status, trained.errors).toBe(0);
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

const network = (page: Page) => page.getByLabel('Network', { exact: true });
const drawn = (page: Page) => page.getByRole('img', { name: /towers? of|chain of/ });

test('a preset fills the form, the network is drawn beside it, and what was there can be taken back', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByText('Reproduce the talk').click();
  await page.getByLabel('Seeds').fill('1-3');
  await page.getByRole('button', { name: /^C5/ }).click();
  await expect(page.getByText('Stands for row C5 of the deck')).toBeVisible();
  await expect(page.getByText('75,000 training pairs')).toBeVisible();
  await expect(drawn(page)).toHaveAccessibleName(/Two towers of 11 layers.*158,538 parameters/);
  await inspectSizes(lab, 'design');

  await page.getByRole('radio', { name: 'shared' }).check({ force: true });
  await expect(drawn(page)).toHaveAccessibleName(/One tower of 11 layers, applied to both images/);
  await expect(page.getByText('no longer stands for row C5')).toBeVisible();
  await page.getByRole('radio', { name: 'Layers' }).check({ force: true });
  await expect(page.getByRole('table', { name: /The layers of the/ })).toBeVisible();
  await inspect(page, 'design-layers');
  await page.getByRole('radio', { name: 'Diagram' }).check({ force: true });
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(network(page)).toHaveValue('vanilla');
  await expect(page.getByLabel('Seeds')).toHaveValue('1-3');
});

test('fields that few change open when something is wrong in them, and say it there', async () => {
  const { page } = lab;
  await network(page).selectOption('discrimination');
  await page.getByText('Size of the towers').click();
  await page.getByLabel('Width').fill('0');
  await expect(page.getByText('Received 0; expected filters of the first convolution')).toBeVisible();
  await expect(page.getByText('The network appears once its numbers are complete.')).toBeVisible();
  await page.getByLabel('Width').fill('16');
  await page.getByText('Validation and tests').click();
  await page.getByRole('radio', { name: 'held-out images' }).check({ force: true });
  await expect(page.getByText('500 of 5,000 images')).toBeVisible();
  await page.getByText('Validation and tests').scrollIntoViewIfNeeded();
  await inspectSizes(lab, 'design-fields');
});

test('a design comes from a run and from a file, and goes to one; a bad file changes nothing', async () => {
  const { page, application, home } = lab;
  const chooses = (path: string): Promise<void> =>
    application.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    }, path);

  await page.getByRole('button', { name: 'From a run…' }).click();
  await page.getByRole('button', { name: /^Run 1: vanilla/ }).click();
  await expect(page.getByLabel('Fraction', { exact: true })).toHaveValue('0.05');
  // the summary of a part that may stand open, and then shows its fields in its place
  await expect(page.getByText('32 units, dropout 0.4')).toBeAttached();

  const file = join(home, 'design.json');
  await chooses(file);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect.poll(async () => readFile(file, 'utf8').catch(() => '')).toContain('"dropout": 0.4');

  const broken = join(home, 'broken.json');
  await writeFile(broken, JSON.stringify({ dataset: 'shapes', training: { epochs: 0 } }));
  await chooses(broken);
  await page.getByRole('button', { name: 'Import…' }).click();
  const notices = page.getByRole('region', { name: /^Notices/ });
  await expect(notices.getByText(/broken\.json, which is not a design.*training\.epochs: Received 0/s)).toBeVisible();
  await expect(page.getByLabel('Fraction', { exact: true })).toHaveValue('0.05');

  await page.getByLabel('Fraction', { exact: true }).fill('0.7');
  await chooses(file);
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByLabel('Fraction', { exact: true })).toHaveValue('0.05');
});

test('a sweep is measured, shown, and launched as experiments of its own', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByLabel('Epochs', { exact: true }).fill('300');
  await page.getByLabel('Seeds').fill('1, 2');
  await page.getByLabel('Vary the design over a grid').check();
  await page.getByLabel('Fractions').fill('0.05, 0.1');
  await page.getByLabel('Numbers of permutations').fill('1, 2');
  const networks = page.getByRole('group', { name: 'Networks' });
  await networks.getByLabel('vanilla', { exact: true }).check();
  await networks.getByLabel('siamese vanilla').check();
  const table = page.getByRole('table', { name: 'The experiments of the sweep' });
  await expect(table.getByRole('row')).toHaveCount(1 + 6);
  await expect(page.getByText('The same as another')).toBeVisible();

  await page.getByRole('region', { name: 'Sweep' }).getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByText('for 12 runs, one after the other')).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole('list', { name: 'What will be launched' })).toContainText('about');
  await table.scrollIntoViewIfNeeded();
  await inspect(page, 'design-sweep');

  await page.getByRole('button', { name: 'Launch 12 runs' }).click();
  await expect(page).toHaveTitle(/^Live: Run 2 /);
  const queued = await runLab(lab.home, ['queue', '--json']);
  expect((JSON.parse(queued.output) as { total: number }).total).toBe(11);

  // what is measured beside a run would be wrong
  await go(page, 'New experiment');
  await page.getByLabel('Vary the design over a grid').uncheck();
  await page.getByLabel('Batch size').fill('64');
  await expect(page.getByText('Run 2 trains: a measurement beside it would be wrong.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Measure' })).toBeDisabled();
});
