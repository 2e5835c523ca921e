import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';

import { electronLaunch, electronRuntime } from '../../scripts/setup/electron-path.mjs';

/** The real Electron with the real lab in it, on a folder of its own. */
export interface LabWindow {
  readonly application: ElectronApplication;
  readonly page: Page;
  readonly home: string;
}

const SCREENSHOTS = resolve('test-results/screenshots');

export const temporaryHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-e2e-'));

export function electronName(): string {
  const { version, fallback } = electronRuntime();
  return `Electron ${version}${fallback ? ' (the fallback)' : ''}`;
}

export async function openLabWindow(home: string): Promise<LabWindow> {
  const { executablePath, args, cwd, env } = electronLaunch(['--home', home]);
  const application = await _electron.launch({ executablePath, args, cwd, env });
  const page = await application.firstWindow();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.waitForLoadState('domcontentloaded');
  return { application, page, home };
}

export async function chooseTheme(page: Page, theme: 'Light' | 'Dark'): Promise<void> {
  // the radio itself is hidden behind its icon, and behind whatever is open on top of the screen
  await page.locator(`input[name="theme"][value="${theme.toLowerCase()}"]`).evaluate((radio) => {
    (radio as HTMLInputElement).click();
  });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
}

/** All that a theme can change of what axe finds; everything else is the same in both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Looks at a screen in both themes: keeps a picture of each, and finds no serious fault of accessibility. */
export async function inspect(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  for (const theme of ['Dark', 'Light'] as const) {
    await chooseTheme(page, theme);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${theme.toLowerCase()}.png`) });
    // what passed is not read, and to describe it takes as long as to find it
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (theme === 'Dark' ? axe : axe.withRules(COLOUR_RULES)).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      `${name}, ${theme}`,
    ).toEqual([]);
  }
}

type Screen =
  | 'Start'
  | 'New experiment'
  | 'Live'
  | 'Runs'
  | 'Compare'
  | 'Answers'
  | 'Published figures'
  | 'Data'
  | 'Embeddings'
  | 'Playground'
  | 'Devices'
  | 'Help';

/** Goes to a screen through the navigation. */
export async function go(page: Page, screen: Screen): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
}

/** Fills in the design of a short run on the built-in shapes, and launches it. */
export async function launchRun(
  page: Page,
  { epochs, seeds = '1' }: { epochs: number; seeds?: string },
): Promise<void> {
  await go(page, 'New experiment');
  await page.getByRole('radio', { name: 'Shapes' }).check();
  await page.getByLabel('Fraction', { exact: true }).fill('0.2');
  await page.getByLabel('Epochs', { exact: true }).fill(String(epochs));
  await page.getByLabel('Batch size').fill('100');
  await page.getByLabel('Seeds').fill(seeds);
  await page.getByRole('button', { name: 'Launch' }).click();
}
