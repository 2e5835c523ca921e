import { expect, test } from '@playwright/test';

import { inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

/** Of those that there are. */
const SCREENS = ['Nowy eksperyment', 'Na żywo', 'Przebiegi', 'Porównanie', 'Slajdy', 'Dane', 'Piaskownica'];

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('the lab speaks Polish on every screen, and still does after a reload', async () => {
  const { page } = lab;
  await page.getByLabel('Language').selectOption('pl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  const links = page.getByRole('navigation').getByRole('link');
  await expect(links.first()).toHaveText('Nowy eksperyment');
  const screens = (await links.allTextContents()).map((text) => text.trim());
  expect(screens).toEqual(expect.arrayContaining(SCREENS));
  for (const screen of screens) {
    await links.filter({ hasText: screen }).click();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
    await expect(page).toHaveTitle(`${screen} – Siamese Lab`);
    expect(await page.evaluate(() => document.body.scrollWidth - window.innerWidth), screen).toBeLessThanOrEqual(0);
  }

  await links.first().click();
  await page.getByLabel('Ułamek zbioru', { exact: true }).fill('0,25');
  await expect(page.getByText('25%: pierwsze 1250 z 5000 obrazów treningowych')).toBeVisible();
  await page.getByLabel('Ziarna', { exact: true }).fill('1-3');
  await expect(page.getByText('3 przebiegi, po jednym na ziarno')).toBeVisible();
  await inspect(page, 'polish-new');

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Nowy eksperyment' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
});
