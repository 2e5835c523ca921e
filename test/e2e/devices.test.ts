import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { DeviceSurvey } from '#shared/devices/devices';
import { go, inspect, openLabWindow, temporaryHome } from './lab-window';
import { inspectSizes } from './window-sizes';

const PROCESSOR: DeviceSurvey['reports'][number] = {
  device: {
    id: 'cpu',
    kind: 'cpu',
    name: 'Some processor',
    memoryBytes: 2 ** 34,
    threads: 8,
    instructionSets: [],
    driver: null,
    isSoftware: false,
    precisions: ['float32'],
  },
  result: {
    engine: 'graph',
    libraries: {},
    tolerance: 1e-4,
    checks: [],
    speed: { batchSize: 512, imagesPerSecond: 3000 },
  },
  trouble: null,
};
const SURVEY: DeviceSurvey = {
  testedAt: Date.UTC(2026, 0, 2),
  reports: [
    PROCESSOR,
    {
      device: { ...PROCESSOR.device, id: 'cuda:0', kind: 'cuda', name: 'NVIDIA T4', threads: null },
      result: PROCESSOR.result,
      trouble: { code: 'wrong-figures', reason: 'It computes something else.', mend: 'Install a newer driver.' },
    },
  ],
  missing: [],
};

test('what can compute is tested, each device in a process of its own, and stays known', async () => {
  test.setTimeout(180_000);
  const home = await temporaryHome();
  const lab = await openLabWindow(home);
  const { page } = lab;
  await go(page, 'Devices');
  await expect(page.getByText('No device has been tested yet')).toBeVisible();
  await page.getByRole('button', { name: 'Test devices' }).click();
  await expect(page.getByRole('button', { name: 'Testing…' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Test again' })).toBeEnabled({ timeout: 150_000 });
  const processor = page.getByRole('region', { name: 'Processor' });
  await expect(processor.getByText('Passed')).toBeVisible();
  await expect(processor.getByText(/images\/s: vanilla, in batches of 512/)).toBeVisible();
  await processor.getByText('Largest deviation of each network').click();
  await expect(processor.getByRole('table').getByRole('row')).toHaveCount(15);
  await inspectSizes(lab, 'devices');
  await page.reload();
  await go(page, 'Devices');
  await expect(processor.getByText('Passed')).toBeVisible();
  await lab.application.close();
});

test('a design is computed on one of them, and says why another cannot be chosen', async () => {
  const home = await temporaryHome();
  // as the command line would have left it, on a machine with a GPU that computes wrong figures
  await writeFile(join(home, 'devices.json'), JSON.stringify(SURVEY));
  const lab = await openLabWindow(home);
  const { page } = lab;
  await go(page, 'New experiment');
  await page.getByText('automatic: now cpu').click();
  await expect(page.getByRole('radio', { name: 'cuda:0' })).toBeDisabled();
  await expect(page.getByText('Not used: It computes something else.')).toBeVisible();
  await page.getByRole('radio', { name: 'cpu', exact: true }).check();
  await page.getByLabel('Threads of the processor').fill('0');
  await expect(page.getByText('Received 0; expected threads of the processor')).toBeVisible();
  await page.getByLabel('Threads of the processor').fill('1');
  await page.getByLabel('Threads of the processor').scrollIntoViewIfNeeded();
  await inspect(page, 'design-device');

  // what it really ran on stands on the page of the run
  await page.getByLabel('Fraction', { exact: true }).fill('0.05');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Launch' }).click();
  await expect(page).toHaveTitle(/^Live: Run 1 /);
  await page.evaluate(() => {
    location.hash = '#/runs/1?tab=design';
  });
  const facts = page.getByRole('region', { name: 'Made on' });
  await expect(facts.locator('dt', { hasText: 'Threads' }).locator('xpath=following-sibling::dd[1]')).toHaveText('1', {
    timeout: 150_000,
  });
  await expect(page.getByText('Device asked for')).toBeVisible();
  await lab.application.close();
});
