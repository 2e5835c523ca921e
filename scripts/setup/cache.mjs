// @ts-check
/**
 * The shared cache. A folder in it is filled under a name of its own and renamed when whole, so its being there
 * means that it is complete, and two checkouts that set up at once cannot disturb each other.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';

const partPrefix = '.part-';
const oneDay = 24 * 60 * 60 * 1000;

/**
 * @param {string} name holds the version and the platform
 * @param {(folder: string) => Promise<void>} fill
 * @param {string} [cache]
 * @returns {Promise<string>} the folder, filled now or earlier
 */
export async function cached(name, fill, cache = cacheFolder()) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const part = join(cache, `${partPrefix}${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(part);
    await fill(part);
    await rename(part, folder).catch((/** @type {unknown} */ error) => {
      // Another checkout was faster: its folder holds the same.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return folder;
}

/**
 * What an interrupted set-up left behind; a day is longer than any download that still runs.
 * @param {string} cache
 * @returns {Promise<void>}
 */
async function removeAbandoned(cache) {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!name.startsWith(partPrefix) || Date.now() - (await stat(path)).mtimeMs < oneDay) continue;
    await rm(path, { recursive: true, force: true });
  }
}
