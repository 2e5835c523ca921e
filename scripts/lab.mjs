// @ts-check
/** `npm run lab -- …`: the lab without a window. Standard output is the lab's alone; set-up writes to the error stream. */
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { callerFolder, projectRoot } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { runtimeNode } from './setup/runtime-node.mjs';
import { ensureSetup, runCommand, stepsWithoutWindow } from './setup/steps.mjs';

await runCommand(async () => {
  await ensureSetup(stepsWithoutWindow);
  await ensureBuilt();
  return runAttached(runtimeNode(), [join(projectRoot, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], {
    cwd: callerFolder('lab'),
    isLinked: true,
  });
});
