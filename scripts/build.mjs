// @ts-check
/** Builds the lab into `out/`, only where a source is newer than what is there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from './setup/paths.mjs';
import { runOrFail } from './setup/process.mjs';
import { startStep } from './setup/progress.mjs';
import { packageCommand, runtimeEnvironment, runtimeNode } from './setup/runtime-node.mjs';

const stampFile = join(projectRoot, 'out', '.stamp');
/** What `out/` holds when it is whole: each input of electron.vite.config.ts. */
export const outputs = [
  'main/index.js',
  'main/cli.js',
  'main/training.js',
  'main/inspection.js',
  'main/importing.js',
  'main/devices.js',
  'preload/preload.cjs',
  'renderer/index.html',
];
const sources = /^(src-.*|resources|electron\.vite\.config\.ts|tsconfig.*\.json|package(-lock)?\.json)$/;

/**
 * @param {string} path
 * @returns {string[]} the files at or below it, in a fixed order
 */
function filesBelow(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

/**
 * By content, not by time: a checkout of another branch and back is no reason to build.
 * @param {string} root
 * @returns {string}
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => sources.test(entry.name));
  const files = top.flatMap((entry) => {
    const path = join(root, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
  for (const file of files.sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The build carries the commit, as every run stores it; so a new commit is a new build.
 * @returns {string}
 */
function currentStamp() {
  const describe = ['describe', '--always', '--dirty', '--exclude=*'];
  // Where there is no git there is no commit to tell, and that is no reason not to build.
  const { stdout } = spawnSync('git', describe, { cwd: projectRoot, encoding: 'utf8' });
  return `${hashSources(projectRoot)} ${stdout}`;
}

/**
 * @param {string} stamp
 * @returns {boolean}
 */
function isBuilt(stamp) {
  const whole = outputs.every((file) => existsSync(join(projectRoot, 'out', file)));
  return whole && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

/**
 * The next command that needs the build makes it anew, whatever lies in `out/`.
 * @returns {void}
 */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/**
 * @returns {Promise<void>}
 */
export async function ensureBuilt() {
  const stamp = currentStamp();
  if (isBuilt(stamp)) return;
  const step = startStep('build');
  step.update('electron-vite build');
  try {
    await runOrFail(runtimeNode(), [packageCommand('electron-vite'), 'build'], {
      cwd: projectRoot,
      env: runtimeEnvironment(),
      advice: 'Mend what the last lines name, then run the same command again.',
    });
  } catch (error) {
    step.fail();
    throw error;
  }
  writeFileSync(stampFile, stamp);
  step.done('built');
}
