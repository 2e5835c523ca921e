// @ts-check
/**
 * `npm run icon`: makes the icon files of each system from the two drawings in `resources/icon`. Chromium draws them, in the
 * lab's own window.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { ensureBuilt } from './build.mjs';
import { MAC_TYPES, macIcon, windowsIcon } from './icon/formats.mjs';
import { withDisplay } from './setup/display.mjs';
import { electronLaunch } from './setup/electron-path.mjs';
import { projectRoot } from './setup/paths.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

/**
 * Of the page, as far as it is used: scripts are checked without the types of a browser.
 * @typedef {import('./icon/formats.mjs').IconImage} IconImage
 * @typedef {{ src: string, decode: () => Promise<void> }} PageImage
 * @typedef {{ drawImage: (image: PageImage, ...place: number[]) => void }} PageContext
 * @typedef {{ width: number, height: number, getContext: (kind: '2d') => PageContext, toDataURL: (type: string) => string }} PageCanvas
 * @typedef {{ createElement: ((name: 'img') => PageImage) & ((name: 'canvas') => PageCanvas) }} PageDocument
 */

const folder = join(projectRoot, 'resources', 'icon');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 256];
const macSizes = Object.keys(MAC_TYPES).map(Number);
/** Up to this size the drawing for few pixels is the clearer one. */
const mostSmall = 48;
/** macOS leaves a margin of a tenth around the tile, which icon.svg draws to a thirty-second of its edge. */
const macScale = 0.8 / (15 / 16);

/**
 * Draws in the page. It holds nothing of this file, as it runs there.
 * @param {{ drawing: string, size: number, scale: number }} request
 * @returns {Promise<string>} a PNG as a data URL
 */
async function draw({ drawing, size, scale }) {
  const { document } = /** @type {{ document: PageDocument }} */ (/** @type {unknown} */ (globalThis));
  const image = document.createElement('img');
  image.src = `data:image/svg+xml;base64,${drawing}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const margin = (size * (1 - scale)) / 2;
  canvas.getContext('2d').drawImage(image, margin, margin, size * scale, size * scale);
  return canvas.toDataURL('image/png');
}

/**
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<(size: number, scale?: number) => Promise<IconImage>>}
 */
async function painter(page) {
  const read = (/** @type {string} */ name) => readFile(join(folder, name), 'base64');
  const [large, small] = await Promise.all([read('icon.svg'), read('icon-small.svg')]);
  return async (size, scale = 1) => {
    const drawing = size <= mostSmall && scale === 1 ? small : large;
    const url = await page.evaluate(draw, { drawing, size, scale });
    return { size, png: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
  };
}

/**
 * @param {readonly number[]} sizes
 * @param {(size: number) => Promise<IconImage>} paint
 * @returns {Promise<IconImage[]>}
 */
async function paintAll(sizes, paint) {
  const images = [];
  for (const size of sizes) images.push(await paint(size));
  return images;
}

/**
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<void>}
 */
async function writeIcons(page) {
  const paint = await painter(page);
  for (const { size, png } of await paintAll(linuxSizes, paint)) await writeFile(join(folder, `icon-${size}.png`), png);
  await writeFile(join(folder, 'icon.ico'), windowsIcon(await paintAll(windowsSizes, paint)));
  const mac = await paintAll(macSizes, (size) => paint(size, macScale));
  await writeFile(join(folder, 'icon.icns'), macIcon(mac));
}

await runCommand(async () => {
  await ensureSetup(allSteps);
  await ensureBuilt();
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-icon-'));
  try {
    return await withDisplay(async (display) => {
      Object.assign(process.env, display);
      const { executablePath, args, cwd, env } = electronLaunch(['--home', home]);
      const application = await _electron.launch({ executablePath, args, cwd, env });
      try {
        await writeIcons(await application.firstWindow());
      } finally {
        await application.close();
      }
      process.stdout.write(`The icons are in ${folder}\n`);
      return 0;
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
