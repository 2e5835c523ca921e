import { expect, test } from '@playwright/test';

import { go, openLabWindow, temporaryHome } from './lab-window';
import { inspectSizes } from './window-sizes';

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
