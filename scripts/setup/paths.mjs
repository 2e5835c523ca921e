// @ts-check
/** Where set-up keeps things: in the checkout, and in the cache that all checkouts of a person share. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const nodeModules = join(projectRoot, 'node_modules');
/** What set-up makes for this checkout alone. Git ignores it; deleting it only means setting up again. */
export const setupFolder = join(projectRoot, '.setup');

/**
 * The folder for large downloads: shared, so that a second checkout downloads nothing.
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string}
 */
export function cacheFolder(environment = process.env, platform = process.platform, home = homedir()) {
  if (environment['SIAMESE_LAB_CACHE']) return resolve(environment['SIAMESE_LAB_CACHE']);
  const name = 'siamese-lab';
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', name);
  // As its specification has it, an empty name is none.
  const caches = environment['XDG_CACHE_HOME'] ?? '';
  return join(caches === '' ? join(home, '.cache') : caches, name);
}

/**
 * The folder in which a person typed `npm run NAME`, to which the paths that they gave belong. npm itself changes to the
 * checkout, and hands the other one over.
 * @param {string} script its name in package.json: a script that another one runs is not what the person typed
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {string} [fallback]
 * @returns {string}
 */
export function callerFolder(script, environment = process.env, fallback = process.cwd()) {
  const caller = environment['INIT_CWD'] ?? '';
  return environment['npm_lifecycle_event'] === script && existsSync(caller) ? caller : fallback;
}
