import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test, type Page } from '@playwright/test';
import Database from 'better-sqlite3';

import { go, inspect, launchRun, openLabWindow, temporaryHome } from './lab-window';

/** Of the run that is trained, once it is. */
async function untilTrained(page: Page): Promise<void> {
  await expect(page.getByText('Time left')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.progress-panel dd').first()).not.toHaveText(/^[01] of/, { timeout: 60_000 });
}

test('the window starts without a warning', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  const said: string[] = [];
  application.process().stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) said.push(message.text());
  });
  await page.reload();
  for (const screen of ['Runs', 'Published figures', 'Devices', 'Live'] as const) await go(page, screen);
  await application.close();
  expect(said.filter((text) => /warning|leak|error/i.test(text) && !/:ERROR:\w+\.cc/.test(text))).toEqual([]);
});

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  test(`a window that gets ${signal} keeps a checkpoint, and the next one offers to go on`, async () => {
    const home = await temporaryHome();
    const first = await openLabWindow(home);
    await launchRun(first.page, { epochs: 400 });
    await untilTrained(first.page);
    const main = first.application.process();
    const ended = once(main, 'exit');
    main.kill(signal);
    await ended;
    const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
    expect(database.prepare('SELECT status FROM runs').pluck().get()).toBe('interrupted');
    expect(database.prepare('SELECT count(*) FROM checkpoints').pluck().get()).toBe(1);
    database.close();
    if (signal !== 'SIGTERM') return;

    const { application, page } = await openLabWindow(home);
    const note = page.getByRole('region', { name: 'Interrupted' });
    await expect(note.getByText(/stopped at \d+%/)).toBeVisible();
    await inspect(page, 'start-stopped');
    await go(page, 'Runs');
    await page.getByRole('link', { name: 'Run 1' }).first().click();
    await expect(page.getByRole('button', { name: 'Resume' }).first()).toBeVisible();
    await inspect(page, 'run-interrupted');
    await go(page, 'Start');
    await note.getByRole('button', { name: 'Resume' }).click();
    await untilTrained(page);
    await application.close();
  });
}

test('a paused run says since when, lets others pass, and ends with the bits of one that nothing disturbed', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  await launchRun(page, { epochs: 40 });
  await untilTrained(page);
  await launchRun(page, { epochs: 40 });
  await go(page, 'Live');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const paused = page.getByRole('list', { name: 'Paused runs, which others pass' });
  await expect(paused).toContainText(/Run 1.*paused since/, { timeout: 60_000 });
  await untilTrained(page);
  await inspect(page, 'live-passed');
  await paused.getByRole('button', { name: 'Resume run 1' }).click();
  await expect(page.locator('[data-run="1"]')).toBeVisible();
  const left = (id: number) =>
    page.evaluate(async (run) => {
      const [found, series] = [
        await window.lab.request('run:get', { id: run }),
        await window.lab.request('run:series', { id: run }),
      ];
      if (!found.ok || !series.ok || found.value.status !== 'finished') return null;
      const scores = series.value.filter(({ split }) => split !== 'process');
      return JSON.stringify({ scores, evaluations: found.value.evaluations });
    }, id);
  await expect.poll(() => left(1), { timeout: 240_000 }).not.toBeNull();
  expect(await left(1)).toBe(await left(2));
  await application.close();
});

test('what waits can be cancelled together', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  await launchRun(page, { epochs: 400 });
  await untilTrained(page);
  await launchRun(page, { epochs: 1, seeds: '1, 2' });
  await go(page, 'Live');
  await page.getByRole('button', { name: 'Cancel all waiting' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Cancel 2 waiting runs?');
  await inspect(page, 'live-cancel-waiting');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel all waiting' }).click();
  await expect(page.getByText('2 runs cancelled', { exact: true })).toBeVisible();
  await application.close();
});

test('a window that is killed leaves no training behind', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  await launchRun(page, { epochs: 400 });
  await untilTrained(page);
  const trainer = await application.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Siamese Lab training')?.pid ?? 0,
  );
  expect(trainer).toBeGreaterThan(0);
  application.process().kill('SIGKILL');
  await expect.poll(() => isThere(trainer), { timeout: 30_000 }).toBe(false);
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
