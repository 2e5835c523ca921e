// @ts-check
/**
 * The Node that runs the lab and its tools. better-sqlite3 needs Node-API 10, so Node 22.14; where the system's own is
 * older, the one that npm installed with the other packages is used. These scripts themselves run on Node 18.
 */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { nodeModules } from './paths.mjs';
import { readJson } from './records.mjs';

export const neededNode = '22.14.0';

/**
 * @param {string} version
 * @param {string} [needed]
 * @returns {boolean}
 */
export function isAtLeast(version, needed = neededNode) {
  const numbers = (/** @type {string} */ text) => text.replace(/^v/, '').split('.').map(Number);
  const [have, want] = [numbers(version), numbers(needed)];
  const differing = want.findIndex((number, index) => number !== have[index]);
  return differing < 0 || (have[differing] ?? 0) > (want[differing] ?? 0);
}

/**
 * @returns {string} the folder of the Node package for this machine; it need not be there
 */
function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return join(nodeModules, `node-${platform}-${process.arch}`);
}

/**
 * @returns {string} the path of a Node that is recent enough
 */
export function runtimeNode() {
  if (isAtLeast(process.versions.node)) return process.execPath;
  const packaged = join(packagedNode(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged)) return packaged;
  throw new SetupFailure({
    tried: `this Node, and ${packaged}`,
    received: `this Node is ${process.versions.node}, and the other is not there`,
    advice: `Install Node ${neededNode} or newer from https://nodejs.org (24 is a good choice), then run the command again.`,
  });
}

/**
 * @returns {string[]} folders that may hold node_api.h, the nearest first
 */
export function nodeHeaders() {
  return [packagedNode(), dirname(dirname(process.execPath)), '/usr']
    .map((folder) => join(folder, 'include', 'node'))
    .filter((folder) => existsSync(join(folder, 'node_api.h')));
}

/**
 * @returns {NodeJS.ProcessEnv} with that Node, and the tools of the packages, first on the path
 */
export function runtimeEnvironment() {
  const path = [dirname(runtimeNode()), join(nodeModules, '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}

/**
 * The script behind a command of a package, to be run by `runtimeNode()`: alike on every system, where the shims in
 * `.bin` are not.
 * @param {string} packageName
 * @param {string} [command]
 * @returns {string}
 */
export function packageCommand(packageName, command = packageName) {
  const manifest = /** @type {{ bin?: string | Record<string, string> } | undefined} */ (
    readJson(join(nodeModules, packageName, 'package.json'))
  );
  const script = typeof manifest?.bin === 'string' ? manifest.bin : manifest?.bin?.[command];
  if (script) return join(nodeModules, packageName, script);
  throw new SetupFailure({
    tried: `the command "${command}" of the package "${packageName}"`,
    received: 'it is not installed',
    advice: 'Run "npm run setup -- --again".',
  });
}
