import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { _electron, type ElectronApplication, type Page } from '@playwright/test';

import { electronLaunch } from '../../scripts/setup/electron-path.mjs';
import { PICTURES, type Picture, type Theme } from './pages';

const SIZE = { width: 1360, height: 850 } as const;
const TRAINED = ['run', '--dataset', 'shapes', '--fraction', '0.4', '--batch', '100'];
/** In the order of `RUNS`: two seeds of the plain network, a siamese one, and one that tells pairs apart. */
const DESIGNS: readonly (readonly string[])[] = [
  ['--epochs', '8', '--seeds', '2'],
  ['--epochs', '8', '--network', 'siamese-vanilla', '--permutations', '1'],
  ['--epochs', '16', '--network', 'discrimination', '--held-out', '0.2'],
];

export interface Taking {
  /** Where the pictures go. */
  readonly folder: string;
  /** The command line of the lab. @returns its exit status */
  readonly runLab: (args: readonly string[]) => Promise<number>;
  readonly tell: (what: string) => void;
}

/**
 * Trains a few short runs on the built-in shapes in a lab of their own, opens the real window on it, and takes a picture
 * of each page, and of a run in training.
 */
export async function takePictures({ folder, runLab, tell }: Taking): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-pictures-'));
  await mkdir(folder, { recursive: true });
  try {
    for (const design of DESIGNS) {
      const status = await runLab([...TRAINED, ...design, '--home', home]);
      if (status !== 0) throw new Error(`A run for the pictures ended with the status ${status}.`);
    }
    // what can compute is listed once it was tested
    await runLab(['devices', '--home', home]);
    await takeAll(home, folder, tell);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Takes the pictures of a lab in which the runs are already. */
export async function takeAll(home: string, folder: string, tell: (what: string) => void): Promise<void> {
  const { executablePath, args, cwd, env } = electronLaunch(['--home', home]);
  const application = await _electron.launch({ executablePath, args, cwd, env });
  try {
    const page = await application.firstWindow();
    await resize(application, page);
    // a folder that is gone tomorrow says nothing to who looks at the picture
    await page.locator('footer .home').evaluate((element) => {
      (element as HTMLElement).style.visibility = 'hidden';
    });
    for (const picture of PICTURES) await take(page, picture, folder, tell);
    await takeTraining(page, folder, tell);
  } finally {
    await application.close();
  }
}

async function resize(application: ElectronApplication, page: Page): Promise<void> {
  await page.getByRole('navigation').waitFor();
  await application.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    SIZE,
  );
  await page.waitForFunction((width) => window.innerWidth === width, SIZE.width);
}

async function take(
  page: Page,
  { name, address, themes = ['light'], prepare }: Picture,
  folder: string,
  tell: (what: string) => void,
): Promise<void> {
  tell(name);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${address}`);
  await settle(page);
  await prepare?.(page);
  await settle(page);
  for (const theme of themes) await shoot(page, folder, name, theme);
}

async function shoot(page: Page, folder: string, name: string, theme: Theme): Promise<void> {
  await page.locator(`input[name="theme"][value="${theme}"]`).evaluate((radio) => (radio as HTMLInputElement).click());
  // the pointer is on nothing
  await page.mouse.move(0, 0);
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}${theme === 'dark' ? '-dark' : ''}.png`) });
}

/** The images have come, and what was asked for is drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(700);
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null, null, { timeout: 60_000 });
  await page.waitForTimeout(300);
}

/** A run that trains, a few epochs after its beginning, with another one waiting. */
async function takeTraining(page: Page, folder: string, tell: (what: string) => void): Promise<void> {
  tell('live');
  const id = await page.evaluate(async () => {
    const { lab } = window as unknown as {
      lab: { request: (name: string, args: object) => Promise<{ value: Launched & { spec: object } }> };
    };
    interface Launched {
      readonly runIds: readonly number[];
    }
    const { value } = await lab.request('run:get', { id: 1 });
    const launched = await lab.request('experiment:launch', {
      spec: {
        ...value.spec,
        training: { ...(value.spec as { training: object }).training, epochs: 40 },
        seeds: [3, 4],
      },
    });
    return launched.value.runIds[0] ?? 0;
  });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/runs/${id}/live`);
  await page.getByRole('img', { name: /^Loss of run \d+ by epoch.*epoch [6-9]/ }).waitFor({ timeout: 180_000 });
  await shoot(page, folder, 'live', 'light');
}
