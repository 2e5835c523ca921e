import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { englishPatterns, foreignTexts, layoutFaults } from './crawl';
import { chooseTheme, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { resize } from './window-sizes';

const SIZES = [
  [1024, 700],
  [1360, 850],
  [1920, 1000],
] as const;
const PAGES = [
  '/',
  '/new',
  '/live',
  '/runs',
  '/runs/1',
  '/runs/1?tab=errors',
  '/runs/1?tab=design',
  '/runs/1?tab=log',
  '/runs/2',
  '/runs/2?tab=pairs',
  '/runs/3?tab=pairs',
  '/compare?runs=1,2,C3',
  '/compare?runs=1,3&baseline=1&pair=1-3',
  '/slides',
  '/data',
  '/embeddings?run=1',
  '/playground?run=2',
  '/devices',
];

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  const run = async (...args: readonly string[]): Promise<void> => {
    const options = ['--dataset', 'shapes', '--fraction', '0.1', '--epochs', '1', '--batch', '50'];
    await runLab(home, ['run', ...options, ...args]);
  };
  await run('--network', 'vanilla', '--dropout', '0.35');
  await run('--network', 'joint');
  await run('--network', 'siamese-vanilla', '--permutations', '1');
  await runLab(home, ['import', 'resources/study/C3-seed1.zip']);
  lab = await openLabWindow(home);
  await lab.page.getByLabel('Language').selectOption('pl');
});

test.afterAll(async () => {
  await lab.application.close();
});

async function visit(path: string): Promise<void> {
  const { page } = lab;
  await page.evaluate((to) => {
    location.hash = `#${to}`;
  }, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // what a screen asks the lab for has come
  await page.waitForTimeout(700);
  // what is folded is said in a language too
  await page.locator('main button[aria-expanded="false"]:not([aria-haspopup])').evaluateAll((all) => {
    for (const button of all) (button as HTMLButtonElement).click();
  });
  await page.locator('main details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
}

/** What a page shows only once something is chosen on it: each a state to look at. */
const STATES: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
  '/new': [
    async () => {
      const { page } = lab;
      await page.getByLabel('Zmieniaj projekt na siatce wartości').check();
      await page.getByLabel('Ułamki zbioru').fill('0,1; 0,5');
      await page.getByRole('radio', { name: 'Warstwy' }).check({ force: true });
    },
    async () => {
      const { page } = lab;
      await page.getByRole('radio', { name: 'Schemat' }).check({ force: true });
      await page.getByRole('button', { name: 'Zacznij od nowa' }).click();
    },
  ],
  '/runs/2?tab=pairs': [
    async () => {
      await lab.page.getByRole('slider', { name: /^Próg/ }).fill('0.3');
    },
  ],
  '/data': ['Klasy', 'Pary', 'Obrazy'].map((view) => async () => {
    await lab.page.getByRole('radio', { name: view, exact: true }).check({ force: true });
    await lab.page.waitForTimeout(700);
  }),
};

/** Visits every page and calls back in each of its states. */
async function eachState(look: (where: string) => Promise<void>): Promise<void> {
  for (const path of PAGES) {
    await visit(path);
    await look(path);
    for (const [place, enter] of (STATES[path] ?? []).entries()) {
      await enter();
      await look(`${path} (${place + 1})`);
    }
  }
}

test('every screen speaks Polish, and writes numbers as Polish does', async () => {
  test.slow();
  const patterns = englishPatterns();
  expect(patterns.length).toBeGreaterThan(800);
  const found: string[] = [];
  await eachState(async (where) => {
    for (const text of await foreignTexts(lab.page, patterns)) found.push(`${where}: ${text}`);
  });
  expect(found).toEqual([]);
});

test('what is wrong with a design is said in Polish', async () => {
  const { page } = lab;
  await visit('/new');
  for (const [label, value] of [
    ['Ułamek zbioru', '2'],
    ['Epoki', '0'],
    ['Rozmiar paczki', 'sto'],
    ['Ziarna', 'x'],
    ['Dropout', '0,99'],
    ['Współczynnik uczenia', '0'],
    ['Cierpliwość', '0'],
    ['Wątki procesora', '0'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  const problems = await page.locator('.problem:not(:empty)').allTextContents();
  expect(problems).toHaveLength(8);
  for (const problem of problems) expect(problem).toMatch(/^Podano: .*\. Potrzeb/);
  expect(await foreignTexts(page, englishPatterns())).toEqual([]);
  await page.getByRole('button', { name: 'Zacznij od nowa' }).click();
});

test('nothing leaves its card, is cut or lies over something else, however large the window is', async () => {
  test.slow();
  const { page } = lab;
  const found: string[] = [];
  for (const [width, height] of SIZES) {
    await resize(lab, width, height);
    await eachState(async (where) => {
      for (const theme of ['Dark', 'Light'] as const) {
        await chooseTheme(page, theme);
        for (const fault of await layoutFaults(page)) found.push(`${width} ${theme} ${where}: ${fault}`);
      }
      await page.screenshot({ path: `test-results/screenshots/polish-${width}-${where.replaceAll(/\W+/g, '-')}.png` });
    });
  }
  expect(found).toEqual([]);
});

test('the rows of the slides have room for every column, and the runs for every action', async () => {
  const { page } = lab;
  await resize(lab, 1024, 700);
  await visit('/slides');
  await expect(page.getByText('przebieg 4').first()).toBeVisible();
  const [needed, given] = await page.getByRole('table', { name: /^Wiersze/ }).evaluate((table) => {
    table.style.width = 'min-content';
    const least = table.scrollWidth;
    table.style.width = '';
    return [least, table.parentElement?.clientWidth ?? 0];
  });
  // the fonts of another system are wider
  expect(needed * 1.04).toBeLessThanOrEqual(given);

  await resize(lab, 800, 600);
  await visit('/runs');
  await page.getByRole('checkbox', { name: 'Zaznacz przebieg 1' }).click();
  await expect(page.getByRole('button', { name: 'Odznacz' })).toBeInViewport({ ratio: 1 });
  expect(await layoutFaults(page)).toEqual([]);
});
