// @ts-check
/** A virtual display for a window on a machine that has none (Linux servers, continuous integration). */
import { spawn } from 'node:child_process';
import { hasDisplay, isOnPath } from './system-libraries.mjs';

const patience = 15_000;

/** @typedef {{ readonly name: string, readonly close: () => void }} Display */

/**
 * Xvfb picks a free number itself and tells it, so any number of them run side by side. It is in a process group of
 * its own: Ctrl-C must reach the window first, which needs its display to close well.
 * @returns {Promise<Display>}
 */
export function openVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const command = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
    const server = spawn('Xvfb', command, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const close = () => void server.kill();
    const timer = setTimeout(() => {
      close();
      reject(new Error(`Xvfb did not name its display within ${patience / 1000} s.`));
    }, patience);
    server.once('error', reject);
    server.once('exit', (status) => reject(new Error(`Xvfb ended with status ${status} before it named its display.`)));
    server.stdio[3]?.once('data', (/** @type {Buffer} */ number) => {
      clearTimeout(timer);
      process.once('exit', close);
      resolve({ name: `:${number.toString().trim()}`, close });
    });
    server.unref();
  });
}

/**
 * Calls `work` with an environment that has a display, virtual where there is no other.
 * @template T
 * @param {(display: NodeJS.ProcessEnv) => Promise<T>} work
 * @param {() => void} [onVirtual] called where a virtual one is opened
 * @returns {Promise<T>}
 */
export async function withDisplay(work, onVirtual = () => undefined) {
  if (hasDisplay() || !isOnPath('Xvfb')) return work({});
  onVirtual();
  const display = await openVirtualDisplay();
  try {
    return await work({ DISPLAY: display.name });
  } finally {
    display.close();
  }
}
