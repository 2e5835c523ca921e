// @ts-check
/** Child processes: quiet ones whose last lines are kept for an error message, attached ones that own the terminal. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupFailure } from './failure.mjs';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} RunOptions */

const keptLines = 25;
const patience = 10_000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let listening = false;

/**
 * @param {NodeJS.Signals} signal
 * @returns {number} the exit status by which a shell reports that signal
 */
export function signalStatus(signal) {
  return 128 + constants.signals[signal];
}

/**
 * A terminal sends Ctrl-C to every process of the group itself; passing it on would make it a second one,
 * which programs read as "at once". Any other signal reaches only us, so it is handed on.
 * @param {NodeJS.Signals} signal
 * @returns {void}
 */
function endChildren(signal) {
  if (children.size === 0) process.exit(signalStatus(signal));
  if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of children) child.kill(signal);
  setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, patience).unref();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {void}
 */
function watch(child) {
  if (!listening) {
    listening = true;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, endChildren);
    process.on('exit', () => {
      for (const each of children) each.kill('SIGTERM');
    });
  }
  children.add(child);
  child.once('close', () => children.delete(child));
}

/**
 * @param {string} command
 * @param {NodeJS.ErrnoException} error
 * @returns {string}
 */
function startFailure(command, error) {
  return error.code === 'ENOENT' ? `"${command}" was not found` : error.message;
}

/**
 * Runs a program quietly. A program that cannot be started gives status 127, as in a shell.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {RunOptions} [options]
 * @returns {Promise<{ readonly status: number, readonly output: string, readonly standardOutput: string }>}
 */
export function run(command, commandArguments, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    watch(child);
    /** @type {string[]} */
    const lines = [];
    let standardOutput = '';
    const keep = (/** @type {string} */ chunk) => {
      lines.push(...chunk.split(/[\r\n]+/).filter((line) => line.trim() !== ''));
      lines.splice(0, Math.max(0, lines.length - keptLines));
    };
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      standardOutput += chunk;
      keep(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ status: 127, output: startFailure(command, error), standardOutput }));
    child.on('close', (code, signal) => {
      resolve({ status: code ?? (signal ? signalStatus(signal) : 1), output: lines.join('\n'), standardOutput });
    });
  });
}

/**
 * As `run`, but a status other than 0 is a failure with the last lines of the program in it.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {RunOptions & { advice: string }} options
 * @returns {Promise<string>} standard output
 */
export async function runOrFail(command, commandArguments, options) {
  const { status, output, standardOutput } = await run(command, commandArguments, options);
  if (status === 0) return standardOutput;
  throw new SetupFailure({
    tried: [command, ...commandArguments].join(' '),
    received: `exit status ${status}\n${output}`,
    advice: options.advice,
  });
}

/**
 * Runs a program on this terminal and waits for it.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit status
 */
export function runAttached(command, commandArguments, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, { ...options, stdio: 'inherit' });
    watch(child);
    child.on('error', (error) => {
      reject(
        new SetupFailure({
          tried: [command, ...commandArguments].join(' '),
          received: startFailure(command, error),
          advice: 'Run "npm run setup -- --again" and try once more.',
        }),
      );
    });
    child.on('close', (code, signal) => resolve(code ?? (signal ? signalStatus(signal) : 1)));
  });
}
