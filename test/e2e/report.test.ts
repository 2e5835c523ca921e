import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

/** Does harm where a name is put into the page as it is. */
const MARKUP = '<img src=x onerror="document.title=1">';

let lab: LabWindow;
let folder: string;

test.beforeAll(async () => {
  const home = await temporaryHome();
  folder = join(home, 'handed-in');
  const sweep = ['sweep', '--dataset', 'shapes', '--batch', '100', '--epochs', '1', '--width', '8', '--name', MARKUP];
  const { status, errors } = await runLab(home, [
    ...sweep,
    ...['--networks', 'vanilla,siamese-vanilla', '--fractions', '0.1', '--permutations', '1', '--go', '--json'],
  ]);
  expect(status, errors).toBe(0);
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

/** The window of a report, as a browser shows it. */
async function openReport(): Promise<Page> {
  const opened = lab.application.waitForEvent('window');
  await lab.application.evaluate(
    ({ BrowserWindow }, address) => {
      const window = new BrowserWindow({ webPreferences: { partition: 'reader' } });
      void window.loadURL(address);
    },
    `file://${join(folder, 'report.html')}`,
  );
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

test('the button of Answers writes the folder, and the notice opens what it wrote', async () => {
  const { page, application } = lab;
  await application.evaluate(({ dialog, shell }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (path) => void opened.push(`shown ${path}`);
  }, folder);
  await go(page, 'Answers');
  await page.getByLabel('Of', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Report' }).click();
  const notices = page.locator('.notice');
  await expect(notices.filter({ hasText: `The report is in ${folder}` })).toBeVisible({ timeout: 30_000 });
  await notices.getByRole('button', { name: 'Open', exact: true }).click();
  const page1 = join(folder, 'report.html');
  await expect.poll(() => application.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual([page1]);

  expect((await readdir(folder)).sort()).toEqual([
    'charts',
    'designs',
    'images',
    'report.html',
    'report.md',
    'report.pdf',
  ]);
  expect((await readFile(join(folder, 'report.pdf'))).toString('latin1', 0, 5)).toBe('%PDF-');
});

test('a folder that holds a report is not written over', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Report' }).click();
  await expect(page.locator('.notice').filter({ hasText: 'is there already and is not empty' })).toBeVisible();
});

test('the window names reports by numbers that it was given, and never by a path', async () => {
  const replies = await lab.page.evaluate(() =>
    Promise.all([
      window.lab.request('report:open', { id: 99 }),
      window.lab.request('report:open', { id: 1, path: '/etc/passwd' } as never),
    ]),
  );
  expect(replies.map((reply) => reply.ok)).toEqual([false, false]);
});

test('the page opens without a word on the console, shows names as they are, and is accessible in both themes', async () => {
  const page = await openReport();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(MARKUP);
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
  expect(said).toEqual([]);
  expect(await page.locator('main img').count()).toBeGreaterThan(0);
  for (const width of [400, 1024, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const [needed, room] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth] as const;
    });
    expect(needed, `at ${width} pixels`).toBeLessThanOrEqual(room);
  }
  await page.close();
});

test('the command line prints the same by an Electron of its own', async () => {
  const { home } = lab;
  const out = join(home, 'from-the-command-line');
  const { status, output, errors } = await runLab(home, ['report', '--sweep', '1', '--out', out, '--json']);
  expect(status, errors).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ folder: out, noPdf: null });
  expect((await readFile(join(out, 'report.pdf'))).toString('latin1', 0, 5)).toBe('%PDF-');
});
