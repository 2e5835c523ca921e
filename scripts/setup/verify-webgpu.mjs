// @ts-check
/** Run as a child, once the lab is built: looks for GPUs as the lab does, and prints what it found as JSON. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { projectRoot } from './paths.mjs';

/**
 * @param {string} file of the lab's sources
 * @returns {Promise<unknown>}
 */
async function load(file) {
  const options = {
    root: projectRoot,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ('error'),
  };
  const { module } = await /** @type {Promise<{ readonly module: unknown }>} */ (
    runnerImport(join(projectRoot, file), options)
  );
  return module;
}

const { probeAdapters } = /** @type {typeof import('../../src-main/lab/devices/device-probe')} */ (
  await load('src-main/lab/devices/device-probe.ts')
);
const { childProcessLauncher } = /** @type {typeof import('../../src-main/processes/worker-process')} */ (
  await load('src-main/processes/worker-process.ts')
);
const { readDeviceEvent } = /** @type {typeof import('../../src-main/devices/message-schemas')} */ (
  await load('src-main/devices/message-schemas.ts')
);
const launch = childProcessLauncher(join(projectRoot, 'out', 'main', 'devices.js'), readDeviceEvent);
console.log(JSON.stringify(await probeAdapters({ launch })));
