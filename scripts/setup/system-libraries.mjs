// @ts-check
/** Linux only: the shared libraries that Electron needs, and a virtual display where there is no other. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findElectron } from './electron-path.mjs';
import { SetupFailure } from './failure.mjs';
import { run } from './process.mjs';

/** In the order libraries of Electron, virtual display. */
const debian = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libxtst6'];
const fedora = ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libXScrnSaver', 'at-spi2-atk', 'libXtst'];
const arch = ['gtk3', 'nss', 'alsa-lib', 'mesa', 'libxss', 'at-spi2-core', 'libxtst'];

/**
 * @param {string} output of ldd
 * @returns {string[]} the libraries that it did not find
 */
export function missingLibraries(output) {
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {boolean}
 */
export function hasDisplay(environment = process.env) {
  return process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => environment[name]);
}

/**
 * @param {string} command
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {boolean}
 */
export function isOnPath(command, environment = process.env) {
  return (environment['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/**
 * @returns {Promise<string[]>} what is missing, in words
 */
async function findMissing() {
  const electron = findElectron();
  const listing = electron === undefined ? '' : (await run('ldd', [electron.executable])).standardOutput;
  return [...missingLibraries(listing), ...(hasDisplay() || isOnPath('Xvfb') ? [] : ['Xvfb (a virtual display)'])];
}

/**
 * Newer Debian and Ubuntu renamed some packages to …t64 and kept the old name only as a hint, which apt refuses.
 * @returns {Promise<string[]>}
 */
async function debianPackages() {
  const names = [];
  for (const name of debian) {
    const renamed = await run('apt-cache', ['show', `${name}t64`]);
    names.push(renamed.status === 0 ? `${name}t64` : name);
  }
  return hasDisplay() ? names : [...names, 'xvfb'];
}

/**
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
async function installOnDebian(step) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // another program (an update in the background) may hold apt's lock for a while
  const waiting = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = async () =>
    run('apt-get', [...waiting, 'install', '-y', '--no-install-recommends', ...(await debianPackages())], options);
  step.update('installing them with apt-get');
  if ((await install()).status === 0) return;
  step.update('apt-get update, then installing them');
  await run('apt-get', [...waiting, 'update'], options);
  const { status, output } = await install();
  if (status === 0) return;
  const received = `exit status ${status}\n${output}`;
  throw new SetupFailure({ tried: 'apt-get install', received, advice: 'Mend that, then run "npm run setup" again.' });
}

/**
 * @returns {Promise<string>} the command for a person to run
 */
async function installCommand() {
  const withDisplay = (/** @type {string[]} */ names, /** @type {string} */ server) =>
    [...names, ...(hasDisplay() ? [] : [server])].join(' ');
  if (isOnPath('apt-get')) return `sudo apt-get install ${(await debianPackages()).join(' ')}`;
  if (isOnPath('dnf')) return `sudo dnf install ${withDisplay(fedora, 'xorg-x11-server-Xvfb')}`;
  if (isOnPath('pacman')) return `sudo pacman -S ${withDisplay(arch, 'xorg-server-xvfb')}`;
  return `install what Debian calls ${withDisplay(debian, 'xvfb')}`;
}

/** @type {import('./steps.mjs').SetupStep} */
export const systemLibraries = {
  title: 'system libraries',
  repeatable: false,
  async check() {
    return process.platform !== 'linux' || (await findMissing()).length === 0 ? 'all there' : undefined;
  },
  async perform(step) {
    const missing = await findMissing();
    step.update(`missing: ${missing.join(', ')}`);
    if (process.getuid?.() === 0 && isOnPath('apt-get')) {
      await installOnDebian(step);
      const left = await findMissing();
      if (left.length === 0) return 'installed with apt-get';
      missing.splice(0, missing.length, ...left);
    }
    throw new SetupFailure({
      tried: 'finding the system libraries that the window needs',
      received: `missing: ${missing.join(', ')}`,
      advice: `${await installCommand()}\nthen run the same command again. Without a window, "npm run lab" needs none of them.`,
    });
  },
};
