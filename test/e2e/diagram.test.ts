import { expect, test, type Page } from '@playwright/test';

import { go, openLabWindow, temporaryHome, type LabWindow } from './lab-window';
import { resize } from './window-sizes';

const SIZES = [
  [1024, 700],
  [1360, 850],
  [1920, 1000],
] as const;
/** Smaller letters are not read. */
const LEAST_LETTERS_PX = 9;

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

/** What cannot be read of the drawing: texts outside their box or over each other, boxes over boxes, letters too small. */
function faultsOf(page: Page): Promise<readonly string[]> {
  return page.locator('.drawing svg').evaluate((svg, least) => {
    const SLACK = 0.5;
    const faults: string[] = [];
    const overlap = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right - SLACK && b.left < a.right - SLACK && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
    const boxes = [...svg.querySelectorAll('.node')].map((node) => {
      const box = node.querySelector('rect')?.getBoundingClientRect() ?? new DOMRect();
      const texts = [...node.querySelectorAll('text')];
      const rects = texts.map((text) => text.getBoundingClientRect());
      texts.forEach((text, place) => {
        const rect = rects[place] ?? new DOMRect();
        const said = text.textContent.trim();
        if (rect.left < box.left + 4 || rect.right > box.right - 2) faults.push(`${said}: leaves its box at a side`);
        if (rect.top < box.top - SLACK || rect.bottom > box.bottom + SLACK) faults.push(`${said}: leaves its box`);
        if (rects.slice(0, place).some((other) => overlap(rect, other))) faults.push(`${said}: over another text`);
        const scale = rect.width / (text.getBBox().width || 1);
        const letters = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
        if (letters < least) faults.push(`${said}: letters of ${letters.toFixed(1)} px`);
      });
      return box;
    });
    boxes.forEach((box, place) => {
      if (boxes.slice(0, place).some((other) => overlap(box, other))) faults.push(`box ${place} over another box`);
    });
    return faults;
  }, LEAST_LETTERS_PX);
}

test('the drawing of every network and of every row can be read, however large the window is', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByText('Reproduce the talk').click();
  await page.getByRole('radio', { name: 'CIFAR-10' }).check();
  const kinds = page.getByLabel('Network', { exact: true });
  const names = await kinds
    .locator('option')
    .evaluateAll((options) => options.map((each) => (each as HTMLOptionElement).value));
  expect(names).toContain('siamese-vgg19');
  const faults: string[] = [];
  for (const [width, height] of SIZES) {
    await resize(lab, width, height);
    for (const name of names) {
      await kinds.selectOption(name);
      await expect(page.locator('.drawing svg .node').first()).toBeVisible();
      for (const fault of await faultsOf(page)) faults.push(`${width}, ${name}: ${fault}`);
    }
    const rows = page.getByRole('list', { name: /^Reproduce the talk/ }).getByRole('button');
    for (const row of await rows.all()) {
      await row.click();
      for (const fault of await faultsOf(page)) faults.push(`${width}, row ${await row.innerText()}: ${fault}`);
    }
  }
  expect(faults).toEqual([]);
});
