// @ts-check
/**
 * `npm run package`: the lab as a folder that runs without this checkout, in `dist/`, for the system that it is made on.
 * Unsigned, and without an installer.
 */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { packager } from '@electron/packager';
import { ensureBuilt } from './build.mjs';
import { isLeftOut, unpacked } from './package/contents.mjs';
import { zipElectron } from './package/electron-zip.mjs';
import { flipPackagedFuses } from './package/fuses.mjs';
import { linkTree } from './setup/electron-fallback.mjs';
import { electronRuntime } from './setup/electron-path.mjs';
import { nodeModules, projectRoot } from './setup/paths.mjs';
import { formatSeconds, startStep } from './setup/progress.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

const executableName = 'siamese-lab';
const isMac = process.platform === 'darwin';

/**
 * @param {(electronZipDir: string | undefined) => Promise<void>} work given a folder with Electron's zip file, where
 * the one that is here cannot be downloaded again
 * @returns {Promise<void>}
 */
async function withElectronZip(work) {
  const { executable, version, fallback } = electronRuntime();
  if (!fallback) {
    await work(undefined);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-package-'));
  try {
    const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
    await zipElectron(dirname(executable), join(folder, name));
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * libtensorflow, which is too large for an archive and may be a link to a folder that checkouts share.
 * @param {string} resources of the packaged app
 * @returns {Promise<void>}
 */
async function addLibtensorflow(resources) {
  const library = join('@tensorflow', 'tfjs-node', 'deps', 'lib');
  const target = join(resources, 'app.asar.unpacked', 'node_modules', library);
  await mkdir(dirname(target), { recursive: true });
  // links between its files stay links; the files themselves take no room twice where the disk is the same
  if (process.platform === 'win32') await cp(join(nodeModules, library), target, { recursive: true });
  else await linkTree(join(nodeModules, library), target);
}

/**
 * @param {string | undefined} electronZipDir
 * @returns {Promise<string>} the folder
 */
async function assemble(electronZipDir) {
  const [folder = ''] = await packager({
    dir: projectRoot,
    out: join(projectRoot, 'dist'),
    name: 'Siamese Lab',
    executableName,
    // the packager adds the ending of the system; on Linux the window itself names its icon
    icon: join(projectRoot, 'resources', 'icon', 'icon'),
    appBundleId: 'io.github.siamese-lab',
    electronVersion: electronRuntime().version,
    ...(electronZipDir === undefined ? {} : { electronZipDir }),
    asar: { unpack: unpacked },
    ignore: isLeftOut,
    overwrite: true,
    quiet: true,
  });
  const application = isMac ? join(folder, 'Siamese Lab.app') : folder;
  await addLibtensorflow(join(application, ...(isMac ? ['Contents', 'Resources'] : ['resources'])));
  const executable = join(folder, process.platform === 'win32' ? `${executableName}.exe` : executableName);
  await flipPackagedFuses(isMac ? application : executable);
  return folder;
}

await runCommand(async () => {
  await ensureSetup(allSteps);
  await ensureBuilt();
  const begun = Date.now();
  const step = startStep('package');
  step.update('assembling the app');
  await withElectronZip(async (electronZipDir) => {
    const folder = await assemble(electronZipDir);
    step.done(`${relative(projectRoot, folder)} (${formatSeconds(Date.now() - begun)})`);
  });
  return 0;
});
