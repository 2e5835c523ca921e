import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  const home = await temporaryHome();
  const short = ['--dataset', 'shapes', '--batch', '100', '--fraction', '0.2', '--epochs', '3'];
  for (const how of [
    ['--network', 'siamese-vanilla'],
    ['--network', 'joint'],
  ]) {
    const { status, errors } = await runLab(home, ['run', ...short, ...how]);
    expect(status, errors).toBe(0);
  }
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

/** What a saved picture is: its pixels, and how hard its hardest edge is, below the title (1: from ink to paper at once). */
async function lookAt(content: Buffer): Promise<{ width: number; height: number; edge: number }> {
  return lab.page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas.');
    context.drawImage(image, 0, 0);
    const head = 160;
    const { data } = context.getImageData(0, head, canvas.width, canvas.height - head);
    const light = (pixel: number): number =>
      ((data[pixel * 4] ?? 0) + (data[pixel * 4 + 1] ?? 0) + (data[pixel * 4 + 2] ?? 0)) / 3;
    let [low, high, edge] = [255, 0, 0];
    for (let pixel = 1; pixel < data.length / 4; pixel++) {
      low = Math.min(low, light(pixel));
      high = Math.max(high, light(pixel));
      if (pixel % canvas.width !== 0) edge = Math.max(edge, Math.abs(light(pixel) - light(pixel - 1)));
    }
    return { width: canvas.width, height: canvas.height, edge: edge / (high - low) };
  }, content.toString('base64'));
}

/** Saves every picture of the screen and looks at each. A picture that was only enlarged has no edge above one half. */
async function saveAll(screen: string, least: number): Promise<void> {
  const buttons = lab.page.getByRole('button', { name: /^Save .* as PNG$/u });
  await expect(buttons.nth(least - 1)).toBeVisible();
  const count = await buttons.count();
  for (let place = 0; place < count; place++) {
    const file = join(lab.home, `${screen}-${place}.png`);
    await lab.application.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    const name = (await buttons.nth(place).getAttribute('aria-label')) ?? '';
    await buttons.nth(place).click();
    await expect
      .poll(
        () =>
          readFile(file).then(
            (content) => content.length,
            () => 0,
          ),
        { message: name },
      )
      .toBeGreaterThan(0);
    const { width, height, edge } = await lookAt(await readFile(file));
    expect(width, name).toBeGreaterThan(600);
    expect(height, name).toBeGreaterThan(300);
    expect(edge, name).toBeGreaterThan(0.7);
  }
}

/** The parts of a run's page that have pictures, with the fewest that each has. */
const TABS = [
  ['Overview', 2],
  ['Errors', 1],
  ['Pairs and threshold', 1],
  ['Log and files', 1],
] as const;

async function saveTabs(id: number, ready: (tab: string) => Promise<void>): Promise<void> {
  const { page } = lab;
  await go(page, 'Runs');
  await page.getByRole('link', { name: `Run ${id}`, exact: true }).click();
  for (const [tab, least] of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await ready(tab);
    await saveAll(`run-${id}-${tab}`, least);
  }
}

test('the pictures of a run have twice the pixels of the screen, and are drawn so', async () => {
  const { page } = lab;
  const distances = page.getByRole('button', { name: 'Work out the distances' });
  await saveTabs(1, async (tab) => {
    if (tab !== 'Pairs and threshold') return;
    await distances.click();
    await expect(distances).toHaveCount(0);
  });
  await saveTabs(2, () => Promise.resolve());
});

test('so have those of the comparison, the deck and the embeddings', async () => {
  const { page } = lab;
  await page.evaluate(() => {
    location.hash = '#/compare?runs=1,2';
  });
  await saveAll('compare', 3);
  await go(page, 'Published figures');
  await saveAll('deck', 2);
  await go(page, 'Embeddings');
  await saveAll('embeddings', 1);
});
