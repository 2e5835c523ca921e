import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { resize } from './window-sizes';

test.describe.configure({ mode: 'serial' });

const SIZES = [
  [1024, 700],
  [1360, 850],
  [1920, 1000],
] as const;

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
  await go(lab.page, 'New experiment');
});

test.afterAll(async () => {
  await lab.application.close();
});

const region = (page: Page): Locator => page.getByRole('region', { name: /^Notices/ });
const failures = (page: Page): Locator => region(page).getByRole('listitem').filter({ hasText: 'not a design' });

/** Lets the dialog of the system answer with a file, and imports it. */
async function importDesign(file: string): Promise<void> {
  await lab.application.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await lab.page.getByRole('button', { name: 'Import…' }).click();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('Received an element that is not drawn; expected one with a box.');
  return box;
}

test('no notice lies over the Launch button or the page, however large the window is', async () => {
  const { page, home } = lab;
  for (const name of ['broken-a', 'broken-b']) {
    const broken = join(home, `${name}.json`);
    await writeFile(broken, JSON.stringify({ dataset: 'shapes', training: { epochs: 0 } }));
    await importDesign(broken);
    await expect(region(page).getByText(name)).toBeVisible();
  }
  const design = join(home, 'design.json');
  await writeFile(design, JSON.stringify({ dataset: 'shapes' }));
  await importDesign(design);
  const news = region(page).getByText('is on the bench');
  await expect(news).toBeVisible();
  // pointing at it stops its clock
  await news.hover();
  for (const [width, height] of SIZES) {
    await resize(lab, width, height);
    const launch = page.getByRole('button', { name: 'Launch' });
    await expect(launch).toBeInViewport({ ratio: 1 });
    const [button, main] = [await boxOf(launch), await boxOf(page.getByRole('main'))];
    expect(button.y + button.height, `${width}: inside its page`).toBeLessThanOrEqual(main.y + main.height);
    const notices = await region(page).getByRole('listitem').all();
    expect(notices.length).toBeGreaterThanOrEqual(2);
    for (const notice of notices) {
      const { y } = await boxOf(notice);
      expect(y, `${width}: below the page`).toBeGreaterThanOrEqual(main.y + main.height - 0.5);
    }
  }
  await inspect(page, 'notices');
});

test('news goes by itself, and a failure stays until it is closed', async () => {
  const { page, home } = lab;
  await page.mouse.move(400, 200);
  await importDesign(join(home, 'design.json'));
  await importDesign(join(home, 'design.json'));
  const news = region(page).getByText('is on the bench');
  await expect(news).toHaveCount(1);
  await expect(news).toHaveCount(0, { timeout: 15_000 });
  await go(page, 'Runs');
  await expect(failures(page)).toHaveCount(2);
  // Escape belongs to what is open on top of the page
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(failures(page)).toHaveCount(2);
  // by the keyboard alone
  await page.keyboard.press('F8');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(region(page).getByRole('button', { name: 'Dismiss' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(failures(page)).toHaveCount(1);
  await region(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(region(page).getByRole('listitem')).toHaveCount(0);
});

test('a single key is heard after a click on a box, a radio or a slider', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const control of [
    page.getByLabel('Vary the design over a grid'),
    page.getByRole('radio', { name: 'Shapes' }),
    page.getByRole('slider').first(),
  ]) {
    await control.focus();
    await page.keyboard.press('?');
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  }
  await page.getByLabel('Seeds').focus();
  await page.keyboard.press('?');
  await expect(page.getByLabel('Seeds')).toHaveValue(/\?/);
  await expect(list).toBeHidden();
});
