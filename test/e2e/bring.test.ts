import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { go, inspect, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { inspectSizes } from './window-sizes';

// a folder of pictures becomes a dataset, a design and a finished run
test.describe.configure({ mode: 'serial' });
let lab: LabWindow;
let folder: string;
const [PEOPLE, PICTURES, WIDTH, HEIGHT] = [10, 8, 46, 56];

test.beforeAll(async () => {
  folder = await makeFaces();
  lab = await openLabWindow(await temporaryHome());
  await lab.application.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);
});
test.afterAll(() => lab.application.close());

/** Grey pictures of as many bright spots, each person's in places of their own, and a file that is no picture. */
async function makeFaces(): Promise<string> {
  const faces = join(await mkdtemp(join(tmpdir(), 'siamese-lab-faces-')), 'Faces of Łódź');
  for (let person = 0; person < PEOPLE; person++) {
    const own = join(faces, `s${person + 1}`);
    await mkdir(own, { recursive: true });
    for (let picture = 0; picture < PICTURES; picture++) {
      const pixels = Buffer.alloc(WIDTH * HEIGHT, 40 + picture);
      for (let spot = 0; spot < 4; spot++) {
        const [left, top] = [(person * 7 + spot * 11) % 36, (person * 13 + spot * 17 + picture) % 46];
        for (let row = 0; row < 8; row++) pixels.fill(220, (top + row) * WIDTH + left, (top + row) * WIDTH + left + 8);
      }
      await writeFile(
        join(own, `${picture + 1}.pgm`),
        Buffer.concat([Buffer.from(`P5\n${WIDTH} ${HEIGHT}\n255\n`), pixels]),
      );
    }
  }
  await writeFile(join(faces, 's1', 'notes.png'), 'no picture at all');
  return faces;
}

test('a folder of pictures is looked at before anything is kept', async () => {
  const { page } = lab;
  await go(page, 'Data');
  await page.getByRole('button', { name: 'Bring your own images' }).click();
  await inspect(page, 'bring-1-choose');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByRole('button', { name: `Import ${PEOPLE * PICTURES} images` })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('faces-of-lodz');
  await expect(page.getByText('1 file cannot be used and is left out.')).toBeVisible();
  await inspect(page, 'bring-2-found');
});

test('whole classes are kept apart to be tested on', async () => {
  const { page } = lab;
  await page.getByText('Whole classes', { exact: true }).click();
  await expect(page.getByText('64 to train on, 16 to test on')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Name', { exact: true }).fill('shapes');
  await expect(page.getByText('A dataset that comes with the lab has this name. Choose another one.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('faces');
  await page.getByLabel('Title', { exact: true }).fill('Faces of Łódź');
  await inspectSizes(lab, 'bring-2-by-class');
  await page.getByRole('button', { name: 'Import 80 images' }).click();
  await expect(page.getByRole('heading', { name: 'Faces of Łódź', level: 2 })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('No class of the test images is trained on.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Faces of Łódź' })).toBeChecked();
  await inspect(page, 'bring-3-dataset');
});

test('a network that tells two images apart is trained on them, and tested on people whom it has never seen', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Use in a new experiment' }).click();
  await page.getByLabel('Epochs', { exact: true }).fill('2');
  await page.getByLabel('Batch size').fill('16');
  await inspect(page, 'bring-4-design');
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(page.getByText('finished').first()).toBeVisible({ timeout: 120_000 });
});

test('the dataset is removed, and its run is still there to be read', async () => {
  const { page } = lab;
  await go(page, 'Data');
  await page.getByText('Faces of Łódź').first().click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('radio', { name: 'Faces of Łódź' })).toHaveCount(0);
  await go(page, 'Runs');
  await expect(page.getByRole('grid').getByText('Faces of Łódź').first()).toBeVisible();
});
