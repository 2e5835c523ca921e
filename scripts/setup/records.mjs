// @ts-check
/** Small JSON notes in `.setup/`: what a step did, so that it is not done again and others can read it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModules, setupFolder } from './paths.mjs';

/**
 * What other programs wrote, so every member may be missing; the caller names those that it looks at.
 * @param {string} file
 * @returns {unknown} the content, or undefined where there is no such file or it is not whole
 */
export function readJson(file) {
  try {
    return /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @returns {unknown}
 */
export function readRecord(name) {
  return readJson(join(setupFolder, `${name}.json`));
}

/**
 * Written beside and renamed: a reader never sees half a record.
 * @param {string} name
 * @param {unknown} value
 * @returns {void}
 */
export function writeRecord(name, value) {
  const file = join(setupFolder, `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(part, file);
}

/**
 * @param {string} name
 * @returns {string} the version of an installed package, or '' where it is not installed
 */
export function packageVersion(name) {
  const manifest = /** @type {{ version?: string } | undefined} */ (readJson(join(nodeModules, name, 'package.json')));
  return manifest?.version ?? '';
}
