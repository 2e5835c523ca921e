import { expect, test } from '@playwright/test';

import { runLab } from '../integration/lab-process';
import { electronName, go, inspect, launchRun, openLabWindow, temporaryHome, type LabWindow } from './lab-window';

test.describe.configure({ mode: 'serial' });

let lab: LabWindow;

test.beforeAll(async () => {
  lab = await openLabWindow(await temporaryHome());
});

test.afterAll(async () => {
  await lab.application.close();
});

test('a design is validated as one types, and launched only when it is valid', async () => {
  const { page } = lab;
  await go(page, 'New experiment');
  await expect(page.getByText('79,274').first()).toBeVisible();
  await inspect(page, 'new-experiment');

  const fraction = page.getByLabel('Fraction', { exact: true });
  await fraction.fill('2');
  await expect(fraction).toHaveAttribute('aria-invalid', 'true');
  await expect(
    page.getByText(/Received 2; expected a fraction of the training set above 0 and at most 1/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New experiment' })).toBeVisible();
  await inspect(page, 'new-experiment-invalid');
  await fraction.fill('0.2');
  await expect(fraction).not.toHaveAttribute('aria-invalid', 'true');
});

test('a run on shapes is watched live, and the window answers while it trains', async () => {
  const { page } = lab;
  await launchRun(page, { epochs: 8 });
  await expect(page).toHaveTitle(/^Live: Run 1 /);
  // the longest time in which the window's event loop did nothing
  await page.evaluate(() => {
    const gauge = window as unknown as { longestGap: number };
    gauge.longestGap = 0;
    const channel = new MessageChannel();
    let last = performance.now();
    channel.port1.onmessage = () => {
      const now = performance.now();
      gauge.longestGap = Math.max(gauge.longestGap, now - last);
      last = now;
      setTimeout(() => channel.port2.postMessage(null), 5);
    };
    channel.port2.postMessage(null);
  });
  await expect(page.getByText('Time left')).toBeVisible();
  await expect(page.getByRole('img', { name: /Loss of run 1 by epoch.*epoch [3-8]/ })).toBeVisible({
    timeout: 120_000,
  });
  const longestGap = await page.evaluate(() => (window as unknown as { longestGap: number }).longestGap);
  test.info().annotations.push({
    type: 'measured',
    description: `longest gap of the window's event loop while training: ${longestGap.toFixed(0)} ms, on ${electronName()}`,
  });
  console.log(test.info().annotations.at(-1)?.description);
  await inspect(page, 'live');
  await expect(page.getByRole('heading', { name: 'Run 1 is finished' })).toBeVisible({ timeout: 120_000 });
  await inspect(page, 'live-finished');
});

test('its page holds the metrics and the confusion matrix of every test image', async () => {
  const { page } = lab;
  await page.getByRole('link', { name: 'See run 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Run 1' })).toBeVisible();
  const shown = await page.getByText(/of 1,000 test images right/).innerText();
  await inspect(page, 'run');
  await page.getByRole('tab', { name: 'Errors' }).click();
  const matrix = page.getByRole('table', { name: 'Confusion matrix', exact: true });
  await expect(matrix).toBeVisible();
  const rows = await matrix.locator('tbody tr').all();
  const counts = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
  const cells = counts.map((row) => row.slice(0, 10).map((text) => Number(text.replace(/\D/g, '') || '0')));
  expect(cells).toHaveLength(10);
  expect(cells.flat().reduce((sum, count) => sum + count, 0)).toBe(1000);
  for (const row of cells) expect(row.reduce((sum, count) => sum + count, 0)).toBe(100);

  const right = cells.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  expect(Number(/^[\d,]+/.exec(shown)?.[0].replace(',', ''))).toBe(right);
  await matrix.scrollIntoViewIfNeeded();
  await inspect(page, 'run-confusion');
});

test('what the command line runs is in the app, and the other way round', async () => {
  const { page, home } = lab;
  const listed = await runLab(home, ['runs', '--json']);
  expect(JSON.parse(listed.output)).toMatchObject({ total: 1, runs: [{ id: 1, status: 'finished' }] });

  await go(page, 'Runs');
  await expect(page.getByRole('row')).toHaveCount(2);
  const trained = await runLab(home, ['run', '--fraction', '0.1', '--epochs', '1', '--batch', '100', '--json']);
  expect(trained.status).toBe(0);
  await expect(page.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('row').nth(1)).toContainText('finished');
  await inspect(page, 'runs');
});

test('a second run waits in the queue, and a run can be cancelled', async () => {
  const { page } = lab;
  await launchRun(page, { epochs: 400, seeds: '1, 2' });
  await expect(page).toHaveTitle(/^Live: Run 3 /);
  await expect(page.getByRole('button', { name: 'Cancel run 4' })).toBeVisible();
  await expect(page.getByText('Time left')).toBeVisible();
  await inspect(page, 'live-queue');
  await page.getByRole('button', { name: 'Cancel run 4' }).click();
  await page.getByRole('button', { name: 'Cancel this run' }).click();
  await go(page, 'Runs');
  for (const id of [3, 4]) {
    await expect(
      page.getByRole('row').filter({ has: page.getByRole('link', { name: `Run ${id}`, exact: true }) }),
    ).toContainText('cancelled');
  }
});

test('the death of the training process fails the run with its reason, and the window lives on', async () => {
  const { page, application } = lab;
  await launchRun(page, { epochs: 400 });
  await expect(page).toHaveTitle(/^Live: Run 5 /);
  await expect(page.getByText('Time left')).toBeVisible();
  const pid = await application.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ serviceName, name }) => `${serviceName} ${name}`.includes('training'))?.pid,
  );
  expect(pid).toBeDefined();
  process.kill(pid ?? 0, 'SIGKILL');
  await expect(page.getByText(/The training process ended without a result/).first()).toBeVisible();
  await inspect(page, 'live-failed');
  await go(page, 'Runs');
  await expect(page.getByRole('row').nth(1)).toContainText('failed');
});

test('the window is sandboxed and sees nothing of Node', async () => {
  const { page, application } = lab;
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as { lab: object }).lab),
  }));
  expect(seen).toEqual({ node: [], bridge: ['request', 'on', 'pathOf'] });
  const preferences = await application.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  await expect(page.evaluate(() => window.open('https://example.org') === null)).resolves.toBe(true);
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "injected"';
        document.body.append(script);
      }),
  );
  expect(refused).toBe('script-src-elem');
  await expect(page).not.toHaveTitle('injected');
  const reply = await page.evaluate(() =>
    (window as unknown as { lab: { request: (...args: unknown[]) => unknown } }).lab.request('run:get', { id: 'x' }),
  );
  expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-request' } });
});
