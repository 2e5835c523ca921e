import { expect, test } from '@playwright/test';

import { englishPatterns, foreignTexts, layoutFaults } from './crawl';
import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes, resize } from './window-sizes';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

const article = () => lab.page.getByRole('article');

test('the “?” of a screen leads to what the guide says of it', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByRole('link', { name: 'Help on this page' }).click();
  await expect(page.getByRole('heading', { name: 'Design in the window' })).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'Design in the window' })).toBeFocused();
  await go(page, 'Devices');
  await page.getByRole('link', { name: 'Help on this page' }).click();
  await expect(article().getByRole('heading', { level: 2, name: 'Devices' })).toBeVisible();
  // the keys are one key away, and lead here as well
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('link', { name: 'Open the help' }).click();
  await expect(article().getByRole('heading', { level: 2, name: 'Guide' })).toBeVisible();
});

test('it is searched by keyboard alone', async () => {
  const { page } = lab;
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('checkpoint');
  await expect(page.getByRole('status').getByText(/places found/)).toBeVisible();
  await inspectSizes(lab, 'help-search');
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await expect(article()).toContainText(/checkpoint/i);
  // the palette knows pages and sections
  await page.keyboard.press('Control+K');
  await page.keyboard.type('help retry');
  await page.getByRole('option', { name: 'Help: Resume and queue, Retry' }).click();
  await expect(page.getByRole('heading', { name: 'Retry' })).toBeInViewport();
  await expect(page).toHaveURL(/#\/help\/resume-and-queue#retry$/);
});

test('every page is readable in both themes and sizes', async () => {
  const { page } = lab;
  await inspectSizes(lab, 'help-page');
  await page.getByRole('navigation', { name: 'Pages of the guide' }).getByRole('link', { name: 'Glossary' }).click();
  await expect(article().getByRole('figure')).toHaveCount(3);
  await inspectSizes(lab, 'help-glossary');
  const names = await page.getByRole('navigation', { name: 'Pages of the guide' }).getByRole('link').allTextContents();
  for (const width of [1024, 1600]) {
    await resize(lab, width, 900);
    for (const name of names) {
      await page
        .getByRole('navigation', { name: 'Pages of the guide' })
        .getByRole('link', { name, exact: true })
        .click();
      await expect(article().getByRole('heading', { level: 2 }).first()).toHaveText(name);
      expect(await layoutFaults(page), `${name} at ${width}`).toEqual([]);
    }
  }
});

test('a term is explained on hover and on focus, and Esc takes it away', async () => {
  const { page } = lab;
  await resize(lab, 1024, 700);
  await go(page, 'New experiment');
  const card = page.getByRole('tooltip');
  const hint = page.getByRole('button', { name: 'Explanation: Fraction' });
  await hint.hover();
  await expect(card).toContainText('The share of the training set that is used');
  // the card can be pointed at, and stays
  await page.locator('.term-card').hover();
  await page.waitForTimeout(400);
  await expect(card).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.getByLabel('Fraction', { exact: true }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(hint).toBeFocused();
  await expect(card).toContainText('The share of the training set that is used');
  await inspect(page, 'term-hint');
  await page.keyboard.press('Enter');
  await expect(article().getByRole('heading', { name: 'Fraction' })).toBeInViewport();
});

test('it is read in Polish, and stays where it was', async () => {
  const { page } = lab;
  await page.getByLabel('Language').selectOption('pl');
  await expect(article().getByRole('heading', { name: 'Ułamek zbioru' })).toBeVisible();
  const patterns = englishPatterns();
  const names = await page.getByRole('navigation', { name: 'Strony przewodnika' }).getByRole('link').allTextContents();
  expect(names).toContain('Wznawianie i kolejka');
  for (const name of names) {
    await page.getByRole('navigation', { name: 'Strony przewodnika' }).getByRole('link', { name, exact: true }).click();
    await expect(article().getByRole('heading', { level: 2 }).first()).toHaveText(name);
    // these two quote the command line, which is English
    if (!['Wiersz poleceń', 'Ustawienia'].includes(name)) {
      expect(await foreignTexts(page, patterns), name).toEqual([]);
    }
    expect(await layoutFaults(page), name).toEqual([]);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('wznaw');
  await expect(page.getByRole('link', { name: 'Wznawianie i kolejka › Wznawianie' })).toBeVisible();
  await page.keyboard.press('Escape');
  await inspectSizes(lab, 'help-polish');
});
