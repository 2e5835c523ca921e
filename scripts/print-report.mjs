// @ts-check
/** `node scripts/print-report.mjs FOLDER`: report.html in a folder as report.pdf beside it, by this checkout's Electron. */
import { spawn } from 'node:child_process';
import { withDisplay } from './setup/display.mjs';
import { electronLaunch } from './setup/electron-path.mjs';
import { hasDisplay, isOnPath } from './setup/system-libraries.mjs';

/** Of what Electron says on its way only the lab's own lines are a reason. */
const reason = /^print: (.*)$/m;
const lastLine = /([^\n]+)\s*$/;

/**
 * @param {string} folder
 * @returns {Promise<number>} the exit status
 */
async function print(folder) {
  if (process.platform === 'linux' && !hasDisplay() && !isOnPath('Xvfb')) {
    throw new Error('Electron cannot start: there is no display, and no Xvfb for a virtual one');
  }
  const { executablePath, args, cwd, env } = electronLaunch([`--print-report=${folder}`]);
  return withDisplay(
    (display) =>
      new Promise((resolve) => {
        const child = spawn(executablePath, args, {
          cwd,
          env: { ...env, ...display },
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        let said = '';
        child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
        child.once('error', ({ message }) => {
          process.stderr.write(`Electron could not be started: ${message}\n`);
          resolve(1);
        });
        child.once('close', (status) => {
          const why = reason.exec(said)?.[1] ?? lastLine.exec(said)?.[1] ?? `it ended with status ${status}`;
          if (status !== 0) process.stderr.write(`Electron could not print it: ${why}\n`);
          resolve(status === 0 ? 0 : 1);
        });
      }),
  );
}

const [folder] = process.argv.slice(2);
try {
  if (folder === undefined) throw new Error('Received no folder; expected that of a report.');
  process.exitCode = await print(folder);
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  process.stderr.write(`${message.replaceAll(/\s*\n\s*/g, '; ')}\n`);
  process.exitCode = 1;
}
