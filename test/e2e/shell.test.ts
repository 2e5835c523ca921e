import { expect, test } from '@playwright/test';

import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

/** Of those that there are. */
const SCREENS = ['Początek', 'Nowy eksperyment', 'Na żywo', 'Przebiegi', 'Porównanie', 'Opublikowane wyniki', 'Dane'];

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('everything is a few keys away', async () => {
  const { page } = lab;
  await expect(page.getByRole('heading', { level: 1, name: 'Start' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Find a screen' });
  await expect(search).toBeFocused();
  await inspect(page, 'palette');
  await search.fill('c3');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Fraction', { exact: true })).toHaveValue('0.1');
  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await inspect(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('an empty lab says what to do first', async () => {
  const { page } = lab;
  await go(page, 'Runs');
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await inspect(page, 'runs-empty');
});

test('the lab speaks Polish on every screen, and still does after a reload', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByLabel('Language').selectOption('pl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  const links = page.getByRole('navigation').getByRole('link');
  await expect(links.first()).toHaveText('Początek');
  const screens = (await links.allTextContents()).map((text) => text.trim());
  expect(screens).toEqual(expect.arrayContaining(SCREENS));
  for (const screen of screens) {
    await links.filter({ hasText: screen }).click();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
    await expect(page).toHaveTitle(`${screen} – Siamese Lab`);
    expect(await page.evaluate(() => document.body.scrollWidth - window.innerWidth), screen).toBeLessThanOrEqual(0);
  }

  await links.filter({ hasText: 'Nowy eksperyment' }).click();
  await page.getByLabel('Ułamek zbioru', { exact: true }).fill('0,25');
  await expect(page.getByText('25%: 1250 z 5000 obrazów treningowych')).toBeVisible();
  await page.getByLabel('Ziarna', { exact: true }).fill('1-3');
  await expect(page.getByText('3 przebiegi, po jednym na ziarno')).toBeVisible();
  await inspect(page, 'polish-new');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Nowy eksperyment' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
});
