// @ts-check
/**
 * Which Electron this checkout runs on, and how it must be called. The one place that knows: `npm start` and the
 * end-to-end tests both ask here.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { projectRoot } from './paths.mjs';
import { readRecord } from './records.mjs';
import { runtimeNode } from './runtime-node.mjs';

/**
 * @typedef {{
 *   readonly executable: string,
 *   readonly version: string,
 *   readonly nodeApi: number,
 *   readonly fallback: boolean,
 *   readonly wanted: string,
 * }} ElectronRuntime `wanted` is the version that package.json asks for; the fallback is another
 */

/**
 * @returns {ElectronRuntime | undefined} undefined where set-up did not run, or its result is gone
 */
export function findElectron() {
  const record = /** @type {ElectronRuntime | undefined} the path in it is relative, so that a checkout can move */ (
    readRecord('electron')
  );
  if (record === undefined) return undefined;
  const executable = join(projectRoot, record.executable);
  return existsSync(executable) ? { ...record, executable } : undefined;
}

/**
 * @returns {ElectronRuntime}
 */
export function electronRuntime() {
  const found = findElectron();
  if (found !== undefined) return found;
  throw new SetupFailure({
    tried: 'the Electron that .setup/electron.json names',
    received: 'it is not there',
    advice: 'Run "npm run setup".',
  });
}

/**
 * The arguments, executable and environment for this project's window, the same for `spawn` and for Playwright's
 * `_electron.launch`. The fallback build finds the project at its `resources/app`, the ordinary one is told.
 * @param {readonly string[]} [applicationArguments]
 * @returns {{ executablePath: string, args: string[], cwd: string, env: Record<string, string>, notes: string[] }}
 */
export function electronLaunch(applicationArguments = []) {
  const { executable, version, fallback } = electronRuntime();
  const sandbox = whyNoSandbox(executable);
  const notes = [];
  if (fallback) notes.push(`Running on Electron ${version}, the fallback, as the current one could not be downloaded.`);
  if (sandbox !== undefined) notes.push(`Running with --no-sandbox: ${sandbox}.`);
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  delete env['ELECTRON_RUN_AS_NODE'];
  // for WebGPU, which Electron's own Node cannot run
  env['SIAMESE_LAB_NODE'] = runtimeNode();
  return {
    executablePath: executable,
    args: [
      ...(sandbox === undefined ? [] : ['--no-sandbox']),
      ...(fallback ? [] : [projectRoot]),
      ...applicationArguments,
    ],
    cwd: projectRoot,
    env,
    notes,
  };
}

/**
 * @param {string} executable
 * @returns {string | undefined} why Chromium's sandbox cannot work here; undefined where it can
 */
function whyNoSandbox(executable) {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'you are root, and Chromium refuses to run its sandbox as root';
  const helper = join(dirname(executable), 'chrome-sandbox');
  const helperWorks = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0;
  if (helperWorks || userNamespacesWork()) return undefined;
  return 'this system does not let ordinary programs make the user namespaces that the sandbox needs';
}

/**
 * @returns {boolean}
 */
function userNamespacesWork() {
  const setting = (/** @type {string} */ name) => {
    try {
      return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
    } catch {
      return '';
    }
  };
  return (
    setting('kernel/unprivileged_userns_clone') !== '0' &&
    setting('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    setting('user/max_user_namespaces') !== '0'
  );
}
