import { expect } from '@playwright/test';

import type { LabWindow } from './lab-window';
import { inspect } from './lab-window';

const SIZES = { small: [1024, 700], large: [1600, 1000] } as const;

/** Gives the window's page a size, in pixels. */
export async function resize({ application, page }: LabWindow, width: number, height: number): Promise<void> {
  // asked for again: a window system may drop the wish of a window that it is still placing
  const resized = async (): Promise<number> => {
    await application.evaluate(
      ({ BrowserWindow }, content) => BrowserWindow.getAllWindows()[0]?.setContentSize(content.width, content.height),
      { width, height },
    );
    return page.evaluate(() => window.innerWidth);
  };
  await expect.poll(resized).toBe(width);
}

/** Looks at a screen in both themes, in a small and in a large window, each from its top. */
export async function inspectSizes(lab: LabWindow, name: string): Promise<void> {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await resize(lab, width, height);
    await inspect(lab.page, `${name}-${size}`);
  }
}
