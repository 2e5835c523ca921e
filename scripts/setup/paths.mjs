// @ts-check
/** Where set-up keeps things: in the checkout, and in the cache that all checkouts of a person share. */
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
