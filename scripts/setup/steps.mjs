// @ts-check
/** The steps of set-up in their order, and the one way to run them. */
import { electron } from './electron.mjs';
import { explain } from './failure.mjs';
import { libtensorflow } from './libtensorflow.mjs';
import { node } from './node.mjs';
import { packages } from './packages.mjs';
import { formatSeconds, startStep } from './progress.mjs';
import { sqlite } from './sqlite.mjs';
import { systemLibraries } from './system-libraries.mjs';

/**
 * @typedef {{
 *   readonly title: string,
 *   readonly repeatable?: boolean,
 *   readonly check: () => string | undefined | Promise<string | undefined>,
 *   readonly perform: (step: import('./progress.mjs').Step) => Promise<string>,
 * }} SetupStep `check` says in a few words what is there, or nothing where `perform` has work to do;
 *   one that is not repeatable is left alone by `--again` while its check is content
 */

/** Without a window: `npm run lab` needs no Electron and none of the libraries of a desktop. */
export const stepsWithoutWindow = [packages, node, libtensorflow];
export const allSteps = [packages, node, libtensorflow, electron, systemLibraries, sqlite];

/**
 * @param {readonly SetupStep[]} steps
 * @param {{ again?: boolean, quiet?: boolean }} [options] quiet says nothing about what is there already
 * @returns {Promise<void>}
 */
export async function ensureSetup(steps, { again = false, quiet = true } = {}) {
  const begun = Date.now();
  let worked = false;
  for (const { title, repeatable = true, check, perform } of steps) {
    const present = again && repeatable ? undefined : await check();
    if (present !== undefined && quiet) continue;
    const step = startStep(title);
    if (present !== undefined) {
      step.done(present);
      continue;
    }
    worked = true;
    try {
      step.done(await perform(step));
    } catch (error) {
      step.fail();
      throw error;
    }
  }
  if (worked || !quiet) process.stderr.write(`Set-up is complete (${formatSeconds(Date.now() - begun)}).\n`);
}

/**
 * Runs a whole command; a failure is told and ends the process with status 1.
 * @param {() => Promise<number>} command gives the exit status
 * @returns {Promise<void>}
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = 1;
  }
}
