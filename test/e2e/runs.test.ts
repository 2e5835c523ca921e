import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { seedRuns } from '../bench/seed-runs';
import { go, inspect, launchRun, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

const RUNS = 1200;
let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  seedRuns(home, { runs: RUNS, epochs: 4, newest: Date.UTC(2026, 10, 20, 12) });
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

const gridOf = (page: Page): Locator => page.getByRole('grid', { name: 'Runs' });
const lineOf = (page: Page, id: number): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: `Run ${id}`, exact: true }) });
const linesOf = (page: Page): Locator => page.locator('[role=row][data-row]');

async function resize(width: number, height: number): Promise<void> {
  await lab.application.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await expect.poll(() => lab.page.evaluate(() => window.innerWidth)).toBe(width);
}

/** The line that the keyboard is at. */
async function activeLine(page: Page): Promise<Locator> {
  const id = await page.locator('[role=grid], [role=treegrid]').getAttribute('aria-activedescendant');
  return page.locator(`[id="${id}"]`);
}

test('the list of many runs draws the lines in sight, and tells how many there are', async () => {
  const { page } = lab;
  await resize(1440, 900);
  await go(page, 'Runs');
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', /^1[12]\d\d$/);
  await expect(lineOf(page, RUNS)).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  await inspect(page, 'runs-many');
  await resize(1024, 700);
  await inspect(page, 'runs-many-small');
  await resize(1440, 900);
});

test('any setting is a column of any width, and a filter', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('Find a column').fill('batch');
  await page.getByRole('checkbox', { name: 'Batch size' }).click();
  await page.keyboard.press('Escape');
  const head = page.getByRole('columnheader', { name: 'Batch size' });
  await expect(head).toBeVisible();
  const widthOf = async (): Promise<number> => Math.round((await head.boundingBox())?.width ?? 0);
  const before = await widthOf();
  const grip = await head.locator('.grip').boundingBox();
  if (grip === null) throw new Error('There is nothing to drag.');
  await page.mouse.move(grip.x + 4, grip.y + 9);
  await page.mouse.down();
  await page.mouse.move(grip.x + 64, grip.y + 9, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBe(before + 60);
  await head.locator('.grip').dblclick();
  await expect.poll(widthOf).toBeLessThan(before);
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByLabel('Setting, figure or number').selectOption('field:training.batchSize');
  await page.getByLabel('Value').selectOption('64');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Batch size = 64')).toBeVisible();
  await expect(page.getByText(/^[\d,]+ of 1,200 runs match$/)).toBeVisible();
  await expect(linesOf(page).first().getByRole('gridcell').last()).toHaveText('64');
  await inspect(page, 'runs-filtered');
  await page.getByRole('button', { name: 'Remove the filter Batch size = 64' }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'As at first' }).click();
  await page.keyboard.press('Escape');
  await expect(head).toBeHidden();
});

test('a run far down is scrolled to, and still there when one comes back', async () => {
  const { page } = lab;
  await gridOf(page).evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  // the line that the keyboard is at stays; those beside it go once the others are drawn
  await expect(lineOf(page, RUNS - 10)).toHaveCount(0);
  const middle = linesOf(page)
    .filter({ has: page.getByRole('link') })
    .nth(12);
  await expect(middle).toContainText('on');
  const name = (await middle.getByRole('link').innerText()).replaceAll(/\s+/g, ' ');
  await middle.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Run \d/);
  await go(page, 'Runs');
  await expect(page.getByRole('link', { name, exact: true })).toBeInViewport();
  await gridOf(page).focus();
  await page.keyboard.press('Home');
  await expect(lineOf(page, RUNS)).toBeInViewport();
});

test('it is searched, filtered and sorted, and the view is remembered', async () => {
  const { page } = lab;
  await page.getByRole('columnheader', { name: 'Accuracy' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Accuracy' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByLabel('Dataset').selectOption({ label: await labelOf(page, 'CIFAR-10') });
  await page.getByRole('searchbox').fill('SIAMESE permutations');
  await expect(page.getByText(/of 1,200 runs match/)).toBeVisible();
  await expect(linesOf(page).first()).toContainText('siamese-vanilla on CIFAR-10');
  await inspect(page, 'runs-filtered');

  await page.getByRole('searchbox').fill('no such run');
  await expect(page.getByRole('heading', { name: 'No run matches' })).toBeVisible();
  await inspect(page, 'runs-no-match');
  await page.reload();
  await go(page, 'Runs');
  await expect(page.getByRole('heading', { name: 'No run matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await expect(page.getByRole('columnheader', { name: 'Accuracy' })).toHaveAttribute('aria-sort', 'descending');
});

/** An option's text has its count behind it. */
async function labelOf(page: Page, name: string): Promise<string> {
  const options = await page.getByLabel('Dataset').locator('option').allInnerTexts();
  return options.find((text) => text.startsWith(name)) ?? name;
}

test('columns are chosen', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Images/s' }).check();
  await inspect(page, 'runs-columns');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Images/s' })).toBeVisible();
});

test('grouped by experiment it has mean ± sd (n), and unfolds by keyboard', async () => {
  const { page } = lab;
  await page.getByRole('checkbox', { name: 'Group by experiment' }).check();
  const tree = page.getByRole('treegrid', { name: 'Runs by experiment' });
  await expect(linesOf(page).first()).toContainText(/\d\.\d{4} ± \d\.\d{4} \(n = \d\)/);
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(await activeLine(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(linesOf(page).nth(1)).toHaveAttribute('aria-level', '2');
  await inspect(page, 'runs-grouped');
  await page.getByRole('checkbox', { name: 'Group by experiment' }).uncheck();
  await expect(gridOf(page)).toBeVisible();
});

test('runs are selected by keyboard, tagged, noted, and lead to a comparison', async () => {
  const { page } = lab;
  await gridOf(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Compare' })).toHaveAttribute(
    'href',
    /runs=\d+,\d+,\d+$/,
  );
  await page.locator('[aria-haspopup=dialog]', { hasText: 'Tags' }).click();
  await page.getByLabel('Add a tag').fill('shortlist');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('shortlist');
  await inspect(page, 'runs-tags');
  await page.keyboard.press('Escape');
  await expect(linesOf(page).filter({ hasText: 'shortlist' })).toHaveCount(3);

  await page.getByRole('button', { name: 'Select none' }).click();
  await expect(gridOf(page)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.locator('[aria-haspopup=dialog]', { hasText: 'Note' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('The best one so far.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(linesOf(page).first().getByRole('img', { name: 'Note: The best one so far.' })).toBeVisible();
});

test('a run is deleted by a key and brought back, and archived out of sight', async () => {
  const { page } = lab;
  const count = Number(await gridOf(page).getAttribute('aria-rowcount'));
  await page.getByRole('button', { name: 'Select none' }).click();
  await page.keyboard.press('Delete');
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', String(count - 1));
  await expect(page.getByText('1 run deleted').first()).toBeVisible();
  await inspect(page, 'runs-deleted');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', String(count));

  await gridOf(page).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', String(count - 1));
  await expect(gridOf(page)).toBeFocused();
});

test('the filtered list is exported as CSV, every run with its number', async () => {
  const { page, application, home } = lab;
  const file = join(home, 'list.csv');
  await application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('searchbox').fill('shortlist');
  await expect(page.getByText(/^[23] of 1,200 runs match/)).toBeVisible();
  const shown = await linesOf(page).getByRole('link').allInnerTexts();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'As CSV' }).click();
  await expect(page.getByText(/runs? written to/).first()).toBeVisible();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(shown.map((text) => Number(/\d+$/.exec(text)?.[0])));
  await page.getByRole('button', { name: 'Clear filter' }).click();
});

test('a run that trains shows how far it is, and cannot be deleted', async () => {
  const { page } = lab;
  await page.getByRole('columnheader', { name: 'Run', exact: true }).getByRole('button').click();
  await launchRun(page, { epochs: 400 });
  await expect(page.getByText('Time left')).toBeVisible();
  await go(page, 'Runs');
  const line = lineOf(page, RUNS + 1);
  await expect(line).toContainText(/running \d/);
  await inspect(page, 'runs-live');
  await line.getByRole('checkbox').click();
  await expect(line.getByRole('checkbox')).toBeChecked();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText(/only a run that has ended can be deleted/).first()).toBeVisible();
  await expect(line).toBeVisible();
  await go(page, 'Live');
  await page.getByRole('button', { name: 'Cancel this run' }).click();
  await go(page, 'Runs');
  await expect(line).toContainText('cancelled');
});
