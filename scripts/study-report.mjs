// @ts-check
/**
 * `npm run study-report`: makes docs/study from the runs that come with the lab (resources/study), in a home of its own. Of
 * the same runs it is the same, byte for byte.
 */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { projectRoot } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { runtimeNode } from './setup/runtime-node.mjs';
import { ensureSetup, runCommand, stepsWithoutWindow } from './setup/steps.mjs';

const target = join(projectRoot, 'docs', 'study');

/**
 * @param {string} home
 * @param {...string} args
 * @returns {Promise<void>}
 */
async function lab(home, ...args) {
  const command = [join(projectRoot, 'out', 'main', 'cli.js'), ...args, '--home', home];
  const status = await runAttached(runtimeNode(), command, { cwd: projectRoot, isLinked: true });
  if (status !== 0) throw new Error(`lab ${args.join(' ')} ended with status ${status}.`);
}

await runCommand(async () => {
  await ensureSetup(stepsWithoutWindow);
  await ensureBuilt();
  // beside what it is to become: a folder is renamed on its own disk alone
  const folder = await mkdtemp(join(projectRoot, 'docs', '.study-'));
  try {
    await lab(join(folder, 'home'), 'study', 'open');
    await lab(join(folder, 'home'), 'report', '--study', '--out', join(folder, 'report'));
    await rm(target, { recursive: true, force: true });
    await rename(join(folder, 'report'), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
});
