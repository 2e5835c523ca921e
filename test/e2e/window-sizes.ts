import type { LabWindow } from './lab-window';
import { inspect } from './lab-window';

const SIZES = { small: [1024, 700], large: [1600, 1000] } as const;

/** Looks at a screen in both themes, in a small and in a large window, each from its top. */
export async function inspectSizes({ application, page }: LabWindow, name: string): Promise<void> {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await application.evaluate(
      ({ BrowserWindow }, content) => BrowserWindow.getAllWindows()[0]?.setContentSize(content.width, content.height),
      { width, height },
    );
    await page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    await inspect(page, `${name}-${size}`);
  }
}
