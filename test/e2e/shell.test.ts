import { expect, test } from '@playwright/test';

import { inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('everything is a few keys away', async () => {
  const { page } = lab;
  await expect(page.getByRole('heading', { level: 1, name: 'New experiment' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Find a screen' });
  await expect(search).toBeFocused();
  await inspect(page, 'palette');
  await search.fill('c3');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Fraction', { exact: true })).toHaveValue('0.1');
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await inspect(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
