// @ts-check
/** The library and the ready binding that tfjs-node's own install script downloads. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answers } from './download.mjs';
import { SetupFailure } from './failure.mjs';
import { runOrFail } from './process.mjs';
import { runtimeEnvironment, runtimeNode } from './runtime-node.mjs';

const host = 'https://storage.googleapis.com';
const advice =
  'Check the network, or name a mirror with TFJS_NODE_CDN_STORAGE. On linux-x64 with a C++ compiler there is another way: "npm run setup -- --libtensorflow wheel".';

/**
 * @param {string} tfjsNode its folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
export async function installStock(tfjsNode, step) {
  const mirror = process.env['TFJS_NODE_CDN_STORAGE'] ?? process.env['TFJS_NODE_BASE_URI'];
  step.update(`asking ${mirror ?? host}`);
  if (mirror === undefined && !(await answers(`${host}/tensorflow/`))) {
    throw new SetupFailure({ tried: host, received: `${host} could not be reached`, advice });
  }
  for (const earlier of ['deps', 'lib']) await rm(join(tfjsNode, earlier), { recursive: true, force: true });
  step.update('downloading libtensorflow 2.9.1 (about 100 MB)');
  const script = [join('scripts', 'install.js')];
  const output = await runOrFail(runtimeNode(), script, { cwd: tfjsNode, env: runtimeEnvironment(), advice });
  if (existsSync(join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node'))) return;
  throw new SetupFailure({ tried: "tfjs-node's install script", received: `no binding came of it\n${output}`, advice });
}
