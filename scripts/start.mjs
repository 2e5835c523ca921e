// @ts-check
/** `npm start`: set-up, build, and the window. Arguments after `--` go to the lab. */
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { electronLaunch } from './setup/electron-path.mjs';
import { callerFolder } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

await runCommand(async () => {
  await ensureSetup(allSteps);
  await ensureBuilt();
  const { executablePath, args, env, notes } = electronLaunch(process.argv.slice(2));
  const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
  notes.forEach(say);
  return withDisplay(
    (display) =>
      runAttached(executablePath, args, { cwd: callerFolder('start'), env: { ...env, ...display }, isLinked: true }),
    () => {
      say('No display was found (neither DISPLAY nor WAYLAND_DISPLAY is set): the window opens on a virtual one.');
      say('Nobody can see it there. "npm run lab -- --help" shows how to use the lab without a window.');
    },
  );
});
