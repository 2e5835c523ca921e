// @ts-check
/** Child processes: quiet ones whose first and last lines are kept for an error message, attached ones that own the terminal. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { SetupFailure } from './failure.mjs';

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} RunOptions
 * @typedef {RunOptions & { isLinked?: boolean }} AttachedOptions `isLinked`: the program learns when this one dies, by the
 *   end of the channel between them, and ends in good order
 */

/** The reason comes first from npm, which ends with its usage, and last from most others. */
const firstLines = 10;
const lastLines = 25;
/** A quiet program has so long to end; the lab writes a checkpoint first, which may take it a minute. */
const patience = 10_000;
const linkedPatience = 90_000;
/** How often it is looked whether npm is still there. */
const npmEvery = 500;
/** @type {Map<import('node:child_process').ChildProcess, number>} each with its patience */
const children = new Map();
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
  if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of children.keys()) child.kill(signal);
  for (const [child, time] of children) setTimeout(() => child.kill('SIGKILL'), time).unref();
}

/**
 * @returns {string} names the process that has started us and, where the system tells it, the one before that: npm puts a
 *   shell between itself and us
 */
function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    return `${parent}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(parent);
  }
}

/**
 * npm ends that shell, and not us; and one that is killed ends nothing. Who started us without npm may leave before we are
 * done.
 * @returns {void}
 */
function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    endChildren('SIGTERM');
  }, npmEvery);
  timer.unref();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} time
 * @returns {void}
 */
function watch(child, time = patience) {
  if (!listening) {
    listening = true;
    endWithNpm();
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, endChildren);
    process.on('exit', () => {
      for (const each of children.keys()) each.kill('SIGTERM');
    });
  }
  children.set(child, time);
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
 * @param {readonly string[]} lines
 * @param {number} left how many lines between the first ones and the last ones were not kept
 * @returns {string}
 */
function withGap(lines, left) {
  const gap = left === 0 ? [] : [`… ${left} more lines …`];
  return [...lines.slice(0, firstLines), ...gap, ...lines.slice(firstLines)].join('\n');
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
    let left = 0;
    let standardOutput = '';
    const keep = (/** @type {string} */ chunk) => {
      lines.push(...chunk.split(/[\r\n]+/).filter((line) => line.trim() !== ''));
      left += lines.splice(firstLines, Math.max(0, lines.length - firstLines - lastLines)).length;
    };
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      standardOutput += chunk;
      keep(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ status: 127, output: startFailure(command, error), standardOutput }));
    child.on('close', (code, signal) => {
      resolve({ status: code ?? (signal ? signalStatus(signal) : 1), output: withGap(lines, left), standardOutput });
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
 * @param {AttachedOptions} [options]
 * @returns {Promise<number>} its exit status
 */
export function runAttached(command, commandArguments, { isLinked = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const terminal = /** @type {const} */ (['inherit', 'inherit', 'inherit']);
    const child = spawn(command, commandArguments, {
      ...options,
      stdio: isLinked ? [...terminal, 'ipc'] : [...terminal],
    });
    watch(child, isLinked ? linkedPatience : patience);
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
