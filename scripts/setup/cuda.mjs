// @ts-check
/**
 * `npm run setup -- --device cuda`: a libtensorflow with CUDA beside the ordinary one, in a folder of its own. The same
 * TensorFlow as the processor's, out of the wheel that Python users have, with the NVIDIA libraries that the wheel itself
 * names: nothing of CUDA has to be on the system but the driver.
 */
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.mjs';
import { findTools } from './compile.mjs';
import { SetupFailure } from './failure.mjs';
import { buildBinding, placeOf, wheelVersion } from './libtensorflow-wheel.mjs';
import { cacheFolder, nodeModules, setupFolder } from './paths.mjs';
import { formatBytes } from './progress.mjs';
import { runOrFail } from './process.mjs';
import { packageVersion, readRecord, writeRecord } from './records.mjs';
import { runtimeNode } from './runtime-node.mjs';
import { fetchWheel } from './wheel-download.mjs';
import { unzip } from './zip.mjs';

/** @typedef {import('./wheel-download.mjs').Requirement} Requirement */
/** @typedef {{ readonly tfjsNode: string, readonly version: string, readonly libraryFolders: string[] }} CudaRecord as the lab reads it */

const home = join(setupFolder, 'cuda');
/** Below the checkout, so that what tfjs-node needs is found in the checkout's own packages. */
const tfjsNode = join(home, 'node_modules', '@tensorflow', 'tfjs-node');
const recordName = join('cuda', 'cuda');
const cacheName = `libtensorflow-cuda-${wheelVersion}-linux-x64`;

/**
 * @param {string} metadata of the wheel
 * @returns {Requirement[]} what its extra "and-cuda" names
 */
export function cudaRequirements(metadata) {
  const lines = metadata.matchAll(/^Requires-Dist: ([\w-]+) *\(?([^;()\n]*)\)? *; *extra == ["']and-cuda["']/gm);
  return [...lines].map(([, name = '', specifiers = '']) => ({ name, specifiers: specifiers.replaceAll(' ', '') }));
}

/**
 * @param {string} name of a file in TensorFlow's wheel
 * @returns {string | undefined}
 */
function placeOfTensorflow(name) {
  return /^tensorflow-[\d.]+\.dist-info\/METADATA$/.test(name) ? 'METADATA' : placeOf(name);
}

/**
 * @param {string} name of a file in a wheel of NVIDIA's
 * @returns {string | undefined} libraries, and what compiles for the GPU; no headers and no Python
 */
export function placeOfNvidia(name) {
  return /^nvidia\/(?:[\w-]+\/lib\/|cuda_nvcc\/(?:bin|nvvm)\/)/.test(name) && !/\.(?:py|h|hpp|a)$/.test(name)
    ? name
    : undefined;
}

/**
 * @param {string} folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
async function fillLibraries(folder, step) {
  const take = async (
    /** @type {Requirement} */ requirement,
    /** @type {(name: string) => string | undefined} */ place,
  ) => {
    const wheel = await fetchWheel(requirement, folder, step);
    await unzip(wheel, folder, place, (done, total) =>
      step.update(`${requirement.name}: unpacking ${formatBytes(done, total)}`),
    );
    await rm(wheel);
  };
  await take({ name: 'tensorflow', specifiers: `==${wheelVersion}` }, placeOfTensorflow);
  const requirements = cudaRequirements(await readFile(join(folder, 'METADATA'), 'utf8'));
  if (requirements.length === 0) {
    throw new SetupFailure({
      tried: 'reading which NVIDIA libraries TensorFlow needs',
      received: 'its wheel names none',
      advice: `Report this: the lab expects TensorFlow ${wheelVersion} to have the extra "and-cuda".`,
    });
  }
  for (const requirement of requirements) await take(requirement, placeOfNvidia);
  await symlink('libtensorflow_cc.so.2', join(folder, 'lib', 'libtensorflow.so'));
  await symlink('libtensorflow_framework.so.2', join(folder, 'lib', 'libtensorflow_framework.so'));
}

/**
 * @param {string} libraries the filled folder
 * @returns {Promise<string[]>} where its shared libraries lie
 */
async function libraryFoldersOf(libraries) {
  const nvidia = join(libraries, 'nvidia');
  const names = existsSync(nvidia) ? (await readdir(nvidia)).sort() : [];
  const folders = [join(libraries, 'lib'), ...names.map((name) => join(nvidia, name, 'lib'))];
  return folders.filter((folder) => existsSync(folder));
}

/**
 * @param {string} libraries
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
async function joinBinding(libraries, step) {
  const source = join(nodeModules, '@tensorflow', 'tfjs-node');
  const binding = await buildBinding(
    source,
    libraries,
    `tfjs-binding-cuda-${packageVersion('@tensorflow/tfjs-node')}-${wheelVersion}-linux-x64`,
    step,
  );
  await rm(home, { recursive: true, force: true });
  const part = join(home, 'part');
  await mkdir(part, { recursive: true });
  const skipped = ['deps', 'lib', 'build'].map((name) => join(source, name));
  await cp(source, part, { recursive: true, filter: (path) => !skipped.includes(path) });
  await mkdir(join(part, 'lib', 'napi-v8'), { recursive: true });
  await copyFile(binding, join(part, 'lib', 'napi-v8', 'tfjs_binding.node'));
  await symlink(libraries, join(part, 'deps'));
  await mkdir(join(tfjsNode, '..'), { recursive: true });
  await rename(part, tfjsNode);
  await writeFile(join(home, 'package.json'), '{}\n');
}

/**
 * Loads it as the lab does. Without a GPU it computes on the processor, and that is no failure here.
 * @param {readonly string[]} libraryFolders
 * @returns {Promise<{ tensorflow: string, isOnGpu: boolean }>}
 */
async function verify(libraryFolders) {
  const script = fileURLToPath(new URL('verify-tensorflow.mjs', import.meta.url));
  const env = { ...process.env, SIAMESE_LAB_TFJS_NODE: tfjsNode, LD_LIBRARY_PATH: libraryFolders.join(':') };
  const advice = 'Run "npm run setup -- --device cuda --again". The lab goes on with the processor meanwhile.';
  const printed = await runOrFail(runtimeNode(), [script], { env: { TF_CPP_MIN_LOG_LEVEL: '2', ...env }, advice });
  /** @type {unknown} */
  const answer = JSON.parse(printed);
  return /** @type {{ tensorflow: string, isOnGpu: boolean }} */ (answer);
}

/** @type {import('./steps.mjs').SetupStep} */
export const cuda = {
  title: 'CUDA',
  check() {
    const record = /** @type {CudaRecord | undefined} */ (readRecord(recordName));
    const isWhole =
      existsSync(join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node')) && existsSync(join(tfjsNode, 'deps', 'lib'));
    return isWhole && record?.version === wheelVersion ? `TensorFlow ${wheelVersion} with CUDA` : undefined;
  },
  async perform(step) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new SetupFailure({
        tried: 'finding a libtensorflow with CUDA for this machine',
        received: `${process.platform}-${process.arch}, where it is made for linux-x64`,
        advice: 'Use the GPU through WebGPU: "npm run lab -- devices" says whether that works.',
      });
    }
    // Asked first: without a compiler the download would be for nothing.
    await findTools();
    const libraries = await cached(cacheName, (folder) => fillLibraries(folder, step));
    await joinBinding(libraries, step);
    const libraryFolders = await libraryFoldersOf(libraries);
    step.update('loading it');
    const { tensorflow, isOnGpu } = await verify(libraryFolders);
    writeRecord(recordName, { tfjsNode, libraryFolders, version: wheelVersion });
    return isOnGpu
      ? `TensorFlow ${tensorflow} with CUDA, loaded, and it sees a GPU`
      : `TensorFlow ${tensorflow} with CUDA, loaded; it sees no GPU: "npm run lab -- devices" says why`;
  },
};

/**
 * Takes it away again, from this checkout and from the shared cache.
 * @returns {Promise<string>}
 */
export async function removeCuda() {
  const cache = cacheFolder();
  const kept = existsSync(cache) ? await readdir(cache) : [];
  const folders = kept.filter((name) => name === cacheName || name.startsWith('tfjs-binding-cuda-'));
  for (const path of [home, ...folders.map((name) => join(cache, name))])
    await rm(path, { recursive: true, force: true });
  return folders.length === 0 ? 'there was none' : 'removed; the lab computes on what is left';
}
