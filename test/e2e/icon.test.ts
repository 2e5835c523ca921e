import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { openLabWindow, temporaryHome } from './lab-window';

test('the sidebar shows the icon, and Electron reads the one of the window', async () => {
  const { application, page } = await openLabWindow(await temporaryHome());
  try {
    const brand = page.locator('.brand img');
    await expect(brand).toBeVisible();
    expect(await brand.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    const file = join('resources', 'icon', process.platform === 'win32' ? 'icon.ico' : 'icon-256.png');
    const isRead = await application.evaluate(({ app, nativeImage }, name) => {
      return !nativeImage.createFromPath(`${app.getAppPath()}/${name}`).isEmpty();
    }, file);
    expect(isRead).toBe(true);
  } finally {
    await application.close();
  }
});
