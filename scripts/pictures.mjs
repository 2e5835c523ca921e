// @ts-check
/** `npm run pictures`: trains short runs on the built-in shapes, and takes a picture of every page into docs/pictures. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { projectRoot } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { runtimeNode } from './setup/runtime-node.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

/**
 * @typedef {{
 *   readonly folder: string,
 *   readonly runLab: (args: readonly string[]) => Promise<number>,
 *   readonly tell: (what: string) => void,
 * }} Taking
 * @typedef {{ readonly takePictures: (taking: Taking) => Promise<void> }} Taker
 */

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);

await runCommand(async () => {
  await ensureSetup(allSteps);
  await ensureBuilt();
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    /** @type {{ module: Taker }} */
    const { module } = await runnerImport(join(projectRoot, 'test', 'pictures', 'take.ts'), {
      root: projectRoot,
      configFile: false,
      logLevel: 'error',
    });
    const folder = join(projectRoot, 'docs', 'pictures');
    await module.takePictures({
      folder,
      runLab: (args) => runAttached(runtimeNode(), [join(projectRoot, 'out', 'main', 'cli.js'), ...args]),
      tell: say,
    });
    say(`The pictures are in ${folder}`);
    return 0;
  });
});
