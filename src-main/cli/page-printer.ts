import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { PrintPage } from '../lab/report/reports';

/** A page is printed in a few seconds, or never. */
const PATIENCE_MS = 90_000;
const MOST_LETTERS = 2_000;

/**
 * Prints by the lab's own Electron, which is started for that and ends again. Where it cannot start the reason is given.
 * @param root of the checkout
 */
export function pagePrinter(root: string): PrintPage {
  const script = join(root, 'scripts', 'print-report.mjs');
  return async (page) => {
    if (!existsSync(script)) return 'this copy of the lab has no Electron of its own. Print the page from a browser.';
    const { status, errors } = await ended(script, dirname(page));
    if (status === 0) return null;
    const why = errors.trim() === '' ? `Electron ended with status ${status ?? 'none'}` : errors.trim();
    return `${why}. Print the page from a browser.`;
  };
}

function ended(script: string, folder: string): Promise<{ readonly status: number | null; readonly errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: PATIENCE_MS,
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-MOST_LETTERS)));
    child.once('error', ({ message }) => resolve({ status: null, errors: message }));
    child.once('close', (status) => resolve({ status, errors }));
  });
}
