// @ts-check
/**
 * The library out of TensorFlow's Python wheel, and tfjs-node's binding compiled against it. No Python takes part:
 * a wheel is a zip file. pip only helps to get it where PyPI itself does not answer but the mirror that pip knows does.
 */
import { copyFile, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { compileAddon, findTools } from './compile.mjs';
import { answers, checkSum, download } from './download.mjs';
import { SetupFailure } from './failure.mjs';
import { formatBytes } from './progress.mjs';
import { run } from './process.mjs';
import { packageVersion } from './records.mjs';
import { unzip } from './zip.mjs';

export const wheelVersion = '2.21.0';
const wheelName = `tensorflow_cpu-${wheelVersion}-cp311-cp311-manylinux_2_27_x86_64.whl`;
/** As PyPI publishes it. The library inside does not depend on the Python version in the name. */
const wheelSum = '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c';
const index = `https://pypi.org/pypi/tensorflow-cpu/${wheelVersion}/json`;

/** Of the 250 MB of headers in the wheel, what the binding includes. */
const neededHeaders = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'];

/**
 * @param {string} name of a file in the wheel
 * @returns {string | undefined} its name in the folder that tfjs-node calls deps; undefined leaves it out
 */
export function placeOf(name) {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/.exec(name)?.[1];
  if (library !== undefined) return `lib/${library}`;
  const header = name.replace(/^tensorflow\/include\//, '');
  return header !== name && neededHeaders.some((folder) => header.startsWith(folder)) ? `include/${header}` : undefined;
}

/**
 * @param {string} file
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string | undefined>} why it did not work
 */
async function fromPyPI(file, step) {
  step.update('asking pypi.org');
  if (!(await answers(index))) return 'pypi.org could not be reached';
  try {
    const answer = /** @type {{ urls: { filename: string, url: string }[] }} */ (await (await fetch(index)).json());
    const found = answer.urls.find(({ filename }) => filename === wheelName);
    if (found === undefined) return `pypi.org does not list ${wheelName}`;
    await download(found.url, file, (received, total) => step.update(`downloading ${formatBytes(received, total)}`));
    return undefined;
  } catch (error) {
    return `pypi.org: ${String(error)}`;
  }
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string | undefined>} why it did not work
 */
async function fromPip(file, folder, step) {
  const version = ['--python-version', '3.11', '--only-binary=:all:'];
  const request = ['download', '--no-deps', '--retries', '0', '-d', folder, ...version];
  let reason = '';
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']]) {
    step.update('downloading 274 MB with pip');
    const commandArguments = [...first, ...request, `tensorflow-cpu==${wheelVersion}`];
    const { status, output } = await run(command ?? '', commandArguments);
    const [found] = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
    if (status === 0 && found !== undefined) {
      await rename(join(folder, found), file);
      return undefined;
    }
    reason ||= `${command}: ${output.split('\n').at(-1)}`;
  }
  return reason;
}

/**
 * @param {string} folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
async function fillDeps(folder, step) {
  const wheel = join(folder, 'wheel.zip');
  const publicReason = await fromPyPI(wheel, step);
  const pipReason = publicReason === undefined ? undefined : await fromPip(wheel, folder, step);
  if (publicReason !== undefined && pipReason !== undefined) {
    throw new SetupFailure({
      tried: `downloading ${wheelName}`,
      received: `${publicReason}\n${pipReason}`,
      advice:
        'Check the network, set up pip for a mirror that has it, or run "npm run setup -- --libtensorflow stock".',
    });
  }
  step.update('checking the download');
  await checkSum(wheel, 'sha256', wheelSum);
  await unzip(wheel, folder, placeOf, (done, total) => step.update(`unpacking ${formatBytes(done, total)}`));
  await rm(wheel);
  await symlink('libtensorflow_cc.so.2', join(folder, 'lib', 'libtensorflow.so'));
  await symlink('libtensorflow_framework.so.2', join(folder, 'lib', 'libtensorflow_framework.so'));
}

/**
 * @param {string} tfjsNode its folder
 * @param {string} deps with `include` and `lib`
 * @param {string} name in the cache
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string>} the compiled binding
 */
export async function buildBinding(tfjsNode, deps, name, step) {
  const built = await cached(name, async (folder) => {
    step.update('compiling the binding');
    const flags = ['-std=gnu++17', '-O2', '-DNAPI_VERSION=8', `-I${tfjsNode}`, `-I${join(deps, 'include')}`];
    const units = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => ({
      source: join(tfjsNode, 'binding', source),
      flags,
    }));
    const libraries = [`-L${join(deps, 'lib')}`, '-ltensorflow', '-ltensorflow_framework'];
    const output = join(folder, 'tfjs_binding.node');
    await compileAddon(units, [...libraries, '-Wl,-rpath,$ORIGIN/../../deps/lib'], folder, output);
  });
  return join(built, 'tfjs_binding.node');
}

/**
 * The binding looks for the library at `../../deps/lib` from where it lies. So the binding is copied into the package,
 * while `deps`, which is large, may be a link into the cache.
 * @param {string} tfjsNode its folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
export async function installWheel(tfjsNode, step) {
  // Asked first: without a compiler the download would be for nothing.
  await findTools();
  const deps = await cached(`libtensorflow-${wheelVersion}-linux-x64`, (folder) => fillDeps(folder, step));
  const name = `tfjs-binding-${packageVersion('@tensorflow/tfjs-node')}-${wheelVersion}-linux-x64`;
  const binding = await buildBinding(tfjsNode, deps, name, step);
  for (const earlier of ['deps', 'lib']) await rm(join(tfjsNode, earlier), { recursive: true, force: true });
  const target = join(tfjsNode, 'lib', 'napi-v8');
  await mkdir(target, { recursive: true });
  await copyFile(binding, join(target, 'tfjs_binding.node'));
  await symlink(deps, join(tfjsNode, 'deps'));
}
