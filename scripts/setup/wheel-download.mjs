// @ts-check
/**
 * Gets a Python wheel, which is a zip file, without Python: from PyPI itself, by the sum that PyPI publishes. pip only
 * helps where PyPI does not answer but the mirror that pip knows does; it holds the sums against that mirror's.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, checkSum, download } from './download.mjs';
import { SetupFailure } from './failure.mjs';
import { formatBytes } from './progress.mjs';
import { run } from './process.mjs';

/** @typedef {{ readonly name: string, readonly specifiers: string }} Requirement such as `<13.0,>=12.5.3.2` */
/** @typedef {{ readonly filename: string, readonly url: string, readonly yanked?: boolean, readonly digests?: { readonly sha256?: string } }} Release */

const index = 'https://pypi.org';

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below 0 where the first is the older one
 */
export function compareVersions(one, other) {
  const [a, b] = [one, other].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let place = 0; place < Math.max(a?.length ?? 0, b?.length ?? 0); place++) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * @param {string} version
 * @param {string} specifiers
 * @returns {boolean}
 */
export function satisfies(version, specifiers) {
  if (!/^[\d.]+$/.test(version)) return false;
  return specifiers.split(',').every((specifier) => {
    const [, operator, bound] = /^\s*(==|<=|>=|<|>)\s*([\d.]+)\s*$/.exec(specifier) ?? [];
    const order = compareVersions(version, bound ?? '0');
    if (operator === '==') return order === 0;
    if (operator === '<=') return order <= 0;
    if (operator === '>=') return order >= 0;
    return operator === '<' ? order < 0 : operator === '>' && order > 0;
  });
}

/**
 * @param {string} filename
 * @returns {boolean} whether it is for 64-bit Linux, and for Python 3.11 or any
 */
export function fitsLinux(filename) {
  return /-(?:cp311-cp311|py\d(?:\.py\d)*-none)-[\w.]*manylinux\w*x86_64[\w.]*\.whl$/.test(filename);
}

/**
 * @param {Requirement} requirement
 * @param {string} file
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string | undefined>} why it did not work
 */
async function fromPyPI({ name, specifiers }, file, step) {
  const page = `${index}/pypi/${name}/json`;
  if (!(await answers(page))) return 'pypi.org could not be reached';
  const { releases } = /** @type {{ releases: Record<string, Release[]> }} */ (await (await fetch(page)).json());
  const found = Object.entries(releases)
    .filter(([version]) => satisfies(version, specifiers))
    .sort(([one], [other]) => compareVersions(other, one))
    .flatMap(([, files]) => files.filter(({ filename, yanked }) => yanked !== true && fitsLinux(filename)))[0];
  const sum = found?.digests?.sha256;
  if (found === undefined || sum === undefined) return `pypi.org has no ${name}${specifiers} for 64-bit Linux`;
  const told = (/** @type {number} */ received, /** @type {number} */ total) =>
    step.update(`${name}: downloading ${formatBytes(received, total)}`);
  await download(found.url, file, told);
  await checkSum(file, 'sha256', sum);
  return undefined;
}

/**
 * @param {Requirement} requirement
 * @param {string} file
 * @param {string} folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string | undefined>} why it did not work
 */
async function fromPip({ name, specifiers }, file, folder, step) {
  const version = [
    '--python-version',
    '3.11',
    '--platform',
    'manylinux_2_27_x86_64',
    '--platform',
    'manylinux2014_x86_64',
  ];
  const request = ['download', '--no-deps', '--retries', '0', '-d', folder, ...version, '--only-binary=:all:'];
  let reason = '';
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']]) {
    step.update(`${name}: downloading with pip`);
    const { status, output } = await run(command ?? '', [...first, ...request, `${name}${specifiers}`]);
    const [found] = (await readdir(folder)).filter((each) => each.endsWith('.whl'));
    if (status === 0 && found !== undefined) {
      await rename(join(folder, found), file);
      return undefined;
    }
    reason ||= `${command}: ${output.split('\n').at(-1)}`;
  }
  return reason;
}

/**
 * @param {Requirement} requirement
 * @param {string} folder an existing one
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string>} the file, which the caller removes
 */
export async function fetchWheel(requirement, folder, step) {
  const file = join(folder, 'wheel.zip');
  const publicReason = await fromPyPI(requirement, file, step).catch(
    (/** @type {unknown} */ error) => `pypi.org: ${String(error)}`,
  );
  if (publicReason === undefined) return file;
  await rm(file, { force: true });
  const pipReason = await fromPip(requirement, file, folder, step);
  if (pipReason === undefined) return file;
  throw new SetupFailure({
    tried: `downloading ${requirement.name}${requirement.specifiers}`,
    received: `${publicReason}\n${pipReason}`,
    advice:
      'Check the network, or set up pip for a mirror that has it, then run the same command again. The lab goes on with the processor meanwhile.',
  });
}
