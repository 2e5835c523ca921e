// @ts-check
/**
 * Compiles a Node-API addon with the compiler itself. node-gyp would want Python, make and a download of Node's
 * headers; the headers of Node-API are small, stable and already here.
 */
import { basename, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { run, runOrFail } from './process.mjs';
import { nodeHeaders } from './runtime-node.mjs';

const advice =
  'Install a C++ compiler: "sudo apt-get install g++" on Debian and Ubuntu, "sudo dnf install gcc-c++" on Fedora.';

/**
 * @typedef {{
 *   readonly source: string,
 *   readonly flags: readonly string[],
 * }} Unit one source file and its own flags
 */

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<string | undefined>} the command of a C++ compiler that runs
 */
export async function findCompiler(environment = process.env) {
  for (const name of [environment['CXX'] ?? '', 'g++', 'clang++', 'c++']) {
    if (name !== '' && (await run(name, ['--version'])).status === 0) return name;
  }
  return undefined;
}

/**
 * @returns {Promise<{ compiler: string, headers: string }>}
 */
export async function findTools() {
  const compiler = await findCompiler();
  const [headers] = nodeHeaders();
  if (compiler !== undefined && headers !== undefined) return { compiler, headers };
  throw new SetupFailure({
    tried: 'looking for what compiles a small library for this machine',
    received: compiler === undefined ? 'no C++ compiler was found' : 'the headers of Node were not found',
    advice: compiler === undefined ? advice : 'Run "npm ci --ignore-scripts", which installs them with the packages.',
  });
}

/**
 * @param {readonly Unit[]} units compiled side by side; one that ends in `.c` is compiled as C
 * @param {readonly string[]} linkFlags
 * @param {string} folder for the object files
 * @param {string} output
 * @returns {Promise<void>}
 */
export async function compileAddon(units, linkFlags, folder, output) {
  const { compiler, headers } = await findTools();
  const objects = await Promise.all(
    units.map(async ({ source, flags }) => {
      const object = join(folder, `${basename(source)}.o`);
      const language = source.endsWith('.c') ? ['-x', 'c'] : ['-x', 'c++'];
      const common = ['-w', '-fPIC', '-fvisibility=hidden', '-DBUILDING_NODE_EXTENSION', `-I${headers}`];
      await runOrFail(compiler, [...language, ...common, ...flags, '-c', source, '-o', object], { advice });
      return object;
    }),
  );
  await runOrFail(compiler, ['-shared', '-o', output, ...objects, ...linkFlags], { advice });
}
