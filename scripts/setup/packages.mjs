// @ts-check
/** The npm packages, exactly as package-lock.json names them. */
import { basename, join } from 'node:path';
import { nodeModules, projectRoot } from './paths.mjs';
import { runOrFail } from './process.mjs';
import { readJson } from './records.mjs';

/** @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} LockFile */
/** @typedef {{ readonly version?: string, readonly optional?: boolean, readonly link?: boolean }} LockedPackage */

/**
 * npm notes in `node_modules/.package-lock.json` what it installed, and writes that last, so the comparison also
 * finds an installation that was interrupted.
 * @param {Readonly<Record<string, LockedPackage>> | undefined} wanted
 * @param {Readonly<Record<string, LockedPackage>> | undefined} installed
 * @returns {string[]} the packages that are missing or have another version
 */
export function packagesToInstall(wanted, installed) {
  return Object.entries(wanted ?? {})
    .filter(([path, { version, optional }]) => {
      if (path === '') return false;
      const present = installed?.[path];
      return present === undefined ? !optional : present.version !== version;
    })
    .map(([path]) => path);
}

/**
 * @returns {string[]}
 */
function outdated() {
  const [wanted, installed] = [join(projectRoot, 'package-lock.json'), join(nodeModules, '.package-lock.json')].map(
    (file) => /** @type {LockFile | undefined} */ (readJson(file))?.packages,
  );
  return packagesToInstall(wanted, installed);
}

/** npm's command; .npmrc keeps npm quiet, which must not swallow why an install failed. */
export const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** @type {import('./steps.mjs').SetupStep} */
export const packages = {
  title: 'packages',
  repeatable: false,
  check() {
    return outdated().length === 0 ? 'as in package-lock.json' : undefined;
  },
  async perform(step) {
    const count = outdated().length;
    step.update(`npm ci, as ${count} packages are missing or of another version`);
    const npm = process.env['npm_execpath'] ?? '';
    const viaNode = basename(npm) === 'npm-cli.js';
    const command = viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await runOrFail(command, [...(viaNode ? [npm] : []), ...INSTALL], {
      cwd: projectRoot,
      advice:
        'Check that the npm registry can be reached ("npm ping"), and that package-lock.json is the one of this version.',
    });
    return `${count} packages installed`;
  },
};
