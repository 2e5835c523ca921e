import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { flush } from '../files/flush';
import { orHomeUnusable } from './disk';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Does work in a folder beside the one that it is for, and removes it afterwards: on any failure the target keeps what it had.
 * Stages of programs that were killed go with it.
 * @param work puts what it has made in the place of the target with `replaceFolder`
 * @throws LabError `home-unusable`, and whatever the work throws
 */
export async function withStage<Result>(target: string, work: (stage: string) => Promise<Result>): Promise<Result> {
  await removeLeftovers(target);
  const stage = await orHomeUnusable(target, mkdtemp(stagePrefix(target)));
  try {
    return await work(stage);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Two renames, the first of which is taken back when the second fails. */
export async function replaceFolder(target: string, fresh: string, old: string): Promise<void> {
  await flush(fresh);
  const replaces = (await stat(target).catch(() => null)) !== null;
  if (replaces) await orHomeUnusable(target, rename(target, old));
  try {
    await orHomeUnusable(target, rename(fresh, target));
  } catch (error) {
    if (replaces) await rename(old, target);
    throw error;
  }
  await flush(dirname(target));
}

/** Stages of imports that were killed. A day old: a younger one may belong to another process that is at work. */
async function removeLeftovers(target: string): Promise<void> {
  const prefix = basename(stagePrefix(target));
  for (const name of await readdir(dirname(target))) {
    const path = join(dirname(target), name);
    if (!name.startsWith(prefix)) continue;
    const left = await stat(path).catch(() => null);
    if (left !== null && Date.now() - left.mtimeMs > DAY_MILLISECONDS) await rm(path, { recursive: true, force: true });
  }
}

function stagePrefix(target: string): string {
  return join(dirname(target), `.${basename(target)}-`);
}
