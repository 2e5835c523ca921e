import { expect, test } from '@playwright/test';

import { go, openLabWindow, temporaryHome } from './lab-window';
import { inspectSizes } from './window-sizes';

test('findings', async () => {
  const home = await temporaryHome();
  const lab = await openLabWindow(home);
  const { page } = lab;
  await go(page, 'Data');
  await page.getByText('CIFAR-10', { exact: true }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('These are not the official bytes')).toBeVisible({ timeout: 90_000 });
  await inspectSizes(lab, 'data-findings');
  await page.getByText('EMNIST Letters', { exact: true }).click();
  await expect(page.getByText('Not verified yet')).toBeVisible();
  await page.getByText('Fashion-MNIST', { exact: true }).click();
  await page.getByRole('button', { name: 'Download Fashion-MNIST' }).click();
  await expect(page.getByText('Waiting for fashion-mnist')).toBeVisible();
  await page.screenshot({ path: 'test-results/waiting.png' });
  await expect(page.getByText('could not be downloaded in 3 attempts')).toBeVisible({ timeout: 60_000 });
  await inspectSizes(lab, 'data-download-failed');
  await lab.application.close();
});
