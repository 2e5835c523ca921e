import { expect, test, type Page } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;
const TRAINED = ['run', '--fraction', '0.1', '--epochs', '1', '--batch', '100', '--json'];

test.beforeAll(async () => {
  const home = await temporaryHome();
  await runLab(home, TRAINED);
  await runLab(home, [...TRAINED, '--network', 'siamese-vanilla', '--permutations', '1']);
  lab = await openLabWindow(home);
});

test.afterAll(async () => {
  await lab.application.close();
});

/** A PNG of the person's own: a green disc on white, larger than the network's images and not square. */
async function drawing(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(240, 160);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas.');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 240, 160);
    context.fillStyle = 'green';
    context.beginPath();
    context.arc(120, 80, 48, 0, 7);
    context.fill();
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return Buffer.from(bytes);
}

test('a siamese network answers about two test images, alone and together', async () => {
  const { page } = lab;
  await go(page, 'Playground');
  await expect(page.getByRole('combobox', { name: 'Run' })).toHaveValue('2');
  const answer = page.getByRole('region', { name: /^Answer/ });
  await expect(answer).toContainText('run 2');
  await expect(answer.getByRole('list')).toHaveCount(3);
  await expect(answer).toContainText('weights of their own');
  await inspectSizes(lab, 'playground-siamese');
});

test('a picture of the person’s own is shown as the plain network sees it, and answered at once', async () => {
  const { page } = lab;
  await page.getByRole('combobox', { name: 'Run' }).selectOption('1');
  const answer = page.getByRole('region', { name: /^Answer/ });
  await expect(answer).toContainText('run 1');
  const first = page.getByRole('region', { name: 'First image' });
  await first
    .locator('input[type=file]')
    .setInputFiles({ name: 'disc.png', mimeType: 'image/png', buffer: await drawing(page) });
  const tile = first.getByRole('img', { name: /^disc\.png/ });
  await expect(tile).toBeVisible();
  const seen = await tile.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const at = (x: number, y: number): readonly number[] =>
      [...data].slice((y * width + x) * 4, (y * width + x) * 4 + 3);
    return { width, height, corner: at(0, 0), middle: at(16, 16) };
  });
  expect(seen).toEqual({ width: 32, height: 32, corner: [255, 255, 255], middle: [0, 128, 0] });
  await expect(answer.getByRole('list')).toHaveCount(2);
  await expect(answer).not.toContainText('In truth');
  await inspectSizes(lab, 'playground-file');
  await first
    .locator('input[type=file]')
    .setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('none') });
  await expect(page.getByText('notes.png could not be read as an image')).toBeVisible();
});

test('a click on a test image and a number put others in their places', async () => {
  const { page } = lab;
  await page
    .getByRole('button', { name: /^Test image \d+: / })
    .first()
    .click();
  await expect(page.getByText('could not be read')).toBeHidden();
  const second = page.getByRole('region', { name: 'Second image' });
  await second.getByRole('textbox').fill('77');
  await expect(second.getByRole('img', { name: /^test image 77, / })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Answer/ })).toContainText('In truth');
});
