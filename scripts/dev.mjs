// @ts-check
/**
 * `npm run dev`: set-up, and the window from Vite's development server, so that a change under `src-renderer` or
 * `src-shared` shows at once. Code of the main process is built once: after a change there, stop and run it again.
 * Arguments after `--` go to the lab.
 */
import { forgetBuild } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { electronLaunch, electronRuntime } from './setup/electron-path.mjs';
import { projectRoot } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { packageCommand, runtimeEnvironment, runtimeNode } from './setup/runtime-node.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

const noSandbox = '--no-sandbox';

await runCommand(async () => {
  await ensureSetup(allSteps);
  // electron-vite writes its development build into out/ too
  forgetBuild();
  const { executablePath, args, env, notes } = electronLaunch(process.argv.slice(2));
  const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
  notes.forEach(say);
  const command = [
    packageCommand('electron-vite'),
    'dev',
    ...(args.includes(noSandbox) ? ['--noSandbox'] : []),
    '--',
    // electron-vite names the project itself
    ...args.filter((argument) => argument !== noSandbox && argument !== projectRoot),
  ];
  const environment = {
    ...env,
    ...runtimeEnvironment(),
    SIAMESE_LAB_NODE: runtimeNode(),
    ELECTRON_EXEC_PATH: executablePath,
    ELECTRON_MAJOR_VER: electronRuntime().version.split('.')[0],
  };
  return withDisplay(
    (display) => runAttached(runtimeNode(), command, { cwd: projectRoot, env: { ...environment, ...display } }),
    () => say('No display was found (neither DISPLAY nor WAYLAND_DISPLAY is set): the window opens on a virtual one.'),
  );
});
