// @ts-check
/**
 * `npm run setup -- --device webgpu`: there is nothing to fetch. Dawn and tfjs's kernels come with the other packages,
 * and what else WebGPU needs is the GPU's own driver; so this looks whether they load, and which GPUs they see.
 */
import { fileURLToPath } from 'node:url';
import { SetupFailure } from './failure.mjs';
import { runOrFail } from './process.mjs';
import { runtimeNode } from './runtime-node.mjs';

/** @typedef {import('../../src-main/devices/messages').Adapter} Adapter */
/** @typedef {import('../../src-shared/devices/devices').DeviceTrouble} DeviceTrouble */

/**
 * @param {readonly Adapter[] | DeviceTrouble} found
 * @returns {string} the GPUs in a sentence
 * @throws SetupFailure where there is none, with the mend
 */
export function describeAdapters(found) {
  if ('code' in found) {
    throw new SetupFailure({
      tried: 'loading Dawn, and looking for a GPU that it can use',
      received: found.detail === undefined ? found.reason : `${found.reason}\n${found.detail.trim()}`,
      advice: `${found.mend} "npm run lab -- devices" does so.`,
    });
  }
  const seen = found.map(({ id, name, driver, isSoftware }) => {
    const facts = [
      name,
      ...(driver === null ? [] : [driver]),
      ...(isSoftware ? ['played by the processor, for tests'] : []),
    ];
    return `${id} (${facts.join(', ')})`;
  });
  return `Dawn loads and sees ${seen.join(', ')}; "npm run lab -- devices" tests and times it`;
}

/** The lab has to be built. @type {import('./steps.mjs').SetupStep} */
export const webgpu = {
  title: 'WebGPU',
  // a driver comes and goes without a trace here: it is looked for each time
  check: () => undefined,
  async perform(step) {
    step.update('loading Dawn');
    const script = fileURLToPath(new URL('verify-webgpu.mjs', import.meta.url));
    // Electron's Node does not let Dawn share memory; this is Node's own program, as the lab takes
    const printed = await runOrFail(runtimeNode(), [script], {
      advice: 'Run "npm run setup -- --again". The lab goes on with the processor meanwhile.',
    });
    /** @type {unknown} */
    const found = JSON.parse(printed);
    return describeAdapters(/** @type {readonly Adapter[] | DeviceTrouble} */ (found));
  },
};
