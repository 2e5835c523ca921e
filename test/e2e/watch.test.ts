import { expect, test, type Page } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { go, inspect, launchRun, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

const queueOf = (page: Page): Promise<readonly string[]> =>
  page.getByRole('list', { name: 'Runs that wait' }).getByRole('link').allInnerTexts();
const figure = (page: Page, name: string) => page.locator('.progress-panel dl > div', { hasText: name }).locator('dd');

async function sizeOf(width: number, height: number): Promise<void> {
  await lab.application.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
  }, { width, height }); // prettier-ignore
  await expect.poll(() => lab.page.evaluate(() => window.innerWidth)).toBe(width);
}

test('the queue is put into order by its arrows and by dragging', async () => {
  const { page } = lab;
  await launchRun(page, { epochs: 400, seeds: '1, 2, 3, 4' });
  await expect(page).toHaveTitle(/^Live: Run 1 /);
  await expect.poll(() => queueOf(page)).toEqual(['Run 2', 'Run 3', 'Run 4']);
  await page.getByRole('button', { name: 'Move run 4 up' }).click();
  await expect.poll(() => queueOf(page)).toEqual(['Run 2', 'Run 4', 'Run 3']);
  await expect(page.getByRole('button', { name: 'Move run 4 up' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => queueOf(page)).toEqual(['Run 4', 'Run 2', 'Run 3']);
  const rows = page.locator('[data-run]');
  await rows.nth(2).dragTo(rows.nth(0), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(() => queueOf(page)).toEqual(['Run 3', 'Run 4', 'Run 2']);
});

test('a run shows how far it is, on the taskbar and in the title too, and keeps the machine awake', async () => {
  const { page, application } = lab;
  await expect(page.locator('.progress-panel .device')).toContainText('CPU');
  await expect(page.getByRole('img', { name: /Loss of run 1 by epoch.*epoch \d/ })).toBeVisible();
  await expect(page).toHaveTitle(/^Live: Run 1 – \d+% – Siamese Lab$/);
  const shown = await application.evaluate(
    ({ BrowserWindow, powerSaveBlocker }) =>
      new Promise<{ share: number; isAwake: boolean }>((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window === undefined) return;
        const show = window.setProgressBar.bind(window);
        window.setProgressBar = (share, options) => {
          show(share, options);
          window.setProgressBar = show;
          setImmediate(() => resolve({ share, isAwake: powerSaveBlocker.isStarted(0) }));
        };
      }),
  );
  expect(shown.isAwake).toBe(true);
  expect(shown.share).toBeGreaterThan(0);
  expect(shown.share).toBeLessThan(1);
});

test('curves are read by keyboard, drawn on a logarithmic axis and smoothed', async () => {
  const { page } = lab;
  await expect(page.getByRole('img', { name: /Loss of run 1 by epoch.*epoch ([3-9]|\d\d)/ })).toBeVisible({
    timeout: 120_000,
  });
  const cursor = page.getByRole('slider', { name: 'Loss: read the values of an epoch' });
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Epoch 1: train \d\.\d{4}; test \d\.\d{4}$/);
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^Epoch 2: /);
  await page.getByRole('radio', { name: 'Logarithmic' }).check({ force: true });
  await page.getByRole('radio', { name: 'Smoothed' }).check({ force: true });
  await page.getByRole('button', { name: 'test' }).first().click();
  await expect(page.getByRole('img', { name: /Loss of run 1 by epoch/ })).not.toHaveAccessibleName(/test/);
  await cursor.focus();
  await inspect(page, 'watch-smoothed');
  await page.getByRole('button', { name: 'test' }).first().click();
  await page.getByRole('radio', { name: 'Linear' }).check({ force: true });
  await page.getByRole('radio', { name: 'As measured' }).check({ force: true });
});

test('a run that is paused holds between two batches, and goes on where it was', async () => {
  const { page } = lab;
  // others would pass otherwise
  await page.getByRole('button', { name: 'Pause the queue' }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeEnabled();
  await expect(page.getByText('The training stands between two batches')).toBeVisible();
  const heldAt = [await figure(page, 'Epoch').innerText(), await figure(page, 'Batch').innerText()];
  for (const [width, height] of [
    [1024, 700],
    [1680, 1050],
  ] as const) {
    // prettier-ignore
    await sizeOf(width, height);
    await inspect(page, `watch-paused-${width}`);
  }
  await sizeOf(1280, 860);
  expect([await figure(page, 'Epoch').innerText(), await figure(page, 'Batch').innerText()]).toEqual(heldAt);
  await expect(page.getByRole('region', { name: 'Log of run 1' })).toContainText('Paused');
  // what the window knows it knows again after it was loaded anew
  await page.reload();
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByRole('button', { name: 'Resume the queue' }).click();
  await expect(page.getByRole('region', { name: 'Log of run 1' })).toContainText('Went on from a checkpoint');
  await expect.poll(() => figure(page, 'Batch').innerText()).not.toBe(heldAt[1]);
});

test('a paused run is cancelled, and a paused queue starts nothing', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Pause the queue' }).click();
  await expect(page.getByText('The queue is paused: no run starts')).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Cancel this run' }).click();
  await expect(page.getByRole('heading', { name: 'Run 1 was cancelled' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Log of run 1' })).toContainText('Ended: cancelled');
  expect(await queueOf(page)).toEqual(['Run 3', 'Run 4', 'Run 2']);
  await inspect(page, 'watch-cancelled');
});

test('a cancelled run is tried again, in the same experiment, and waits its turn', async () => {
  const { page } = lab;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveTitle(/^Live: Run 5 /);
  await expect(page.getByText('Waits: the queue is paused')).toBeVisible();
  await expect.poll(() => queueOf(page)).toEqual(['Run 3', 'Run 4', 'Run 2', 'Run 5']);
  await inspect(page, 'watch-queue-paused');
});

test('the queue stays paused, and in its order, over a restart', async () => {
  const { home } = lab;
  await lab.application.close();
  const listed = await runLab(home, ['queue', '--json']);
  expect(JSON.parse(listed.output)).toMatchObject({
    isPaused: true,
    running: null,
    queued: [{ id: 3 }, { id: 4 }, { id: 2 }, { id: 5 }],
  });
  lab = await openLabWindow(home);
  await go(lab.page, 'Live');
  await expect(lab.page.getByText('The queue is paused: no run starts')).toBeVisible();
  await expect.poll(() => queueOf(lab.page)).toEqual(['Run 3', 'Run 4', 'Run 2', 'Run 5']);
  await lab.page.getByRole('button', { name: 'Resume the queue' }).click();
  await expect(lab.page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(lab.page).toHaveTitle(/^Live: Run 3 /);
});

test('the end of a run is told on the desktop, and a click on that shows it', async () => {
  const { page, application } = lab;
  await go(page, 'New experiment');
  await application.evaluate(({ BrowserWindow, Notification }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) window.isFocused = () => false;
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      (globalThis as unknown as { told: Electron.Notification }).told = this;
    };
  });
  await go(page, 'Live');
  for (const id of [4, 2, 5]) await page.getByRole('button', { name: `Cancel run ${id}` }).click();
  await page.getByRole('button', { name: 'Cancel this run' }).click();
  const title = (): Promise<string | undefined> =>
    application.evaluate(() => (globalThis as unknown as { told?: Electron.Notification }).told?.title);
  await expect.poll(title).toBe('Run 3 was cancelled');
  await go(page, 'New experiment');
  await application.evaluate(() => {
    (globalThis as unknown as { told: Electron.Notification }).told.emit('click');
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Run 3' })).toBeVisible();
});
