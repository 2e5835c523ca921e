// @ts-check
/**
 * `npm test`: the one gate. Each stage must pass for the next to run, and the last line counts the tests.
 * `npm test -- unit` (or checks, build, e2e) runs that stage alone; what follows goes to its tool.
 * `npm run test:faults` runs every test that provokes a fault, the slow ones too, which `npm test` leaves out.
 */
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { explain } from './setup/failure.mjs';
import { projectRoot, setupFolder } from './setup/paths.mjs';
import { runAttached } from './setup/process.mjs';
import { formatSeconds } from './setup/progress.mjs';
import { readRecord } from './setup/records.mjs';
import { packageCommand, runtimeEnvironment, runtimeNode } from './setup/runtime-node.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';
import { addCounts, countPlaywright, countVitest, noTests } from './setup/test-counts.mjs';

/** @typedef {import('./setup/test-counts.mjs').TestCounts} TestCounts */
/** @typedef {import('./setup/test-counts.mjs').VitestReport} VitestReport */
/** @typedef {import('./setup/test-counts.mjs').PlaywrightReport} PlaywrightReport */
/** @typedef {{ readonly status: number, readonly counts: TestCounts }} StageResult */
/** @typedef {(toolArguments: readonly string[]) => Promise<StageResult>} Stage */

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);

/**
 * @param {readonly string[]} command a script and its arguments, for the Node that the lab runs on
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>}
 */
function runTool(command, environment = {}) {
  return runAttached(runtimeNode(), command, { cwd: projectRoot, env: { ...runtimeEnvironment(), ...environment } });
}

/**
 * Types and style, side by side: npm scripts, so that editors and people call the same ones.
 * @type {Stage}
 */
async function checkStage() {
  const npm = process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
  const [command = 'npm', ...first] = npm;
  const statuses = await Promise.all(
    ['typecheck', 'lint'].map((script) =>
      runAttached(command, [...first, 'run', '--silent', script], { cwd: projectRoot, env: runtimeEnvironment() }),
    ),
  );
  return { status: Math.max(...statuses), counts: noTests };
}

/** Takes the tests that are too slow for `npm test` out. */
const WITHOUT_SLOW_FAULTS = '--project=!slow-faults';

/**
 * @param {readonly string[]} toolArguments
 * @returns {Promise<StageResult>}
 */
async function vitestStage(toolArguments) {
  const report = join(setupFolder, 'vitest.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runTool([packageCommand('vitest'), 'run', ...reporters, ...toolArguments]);
  return { status, counts: countVitest(/** @type {VitestReport | undefined} */ (readRecord('vitest'))) };
}

/** @type {Stage} */
const unitStage = (toolArguments) => vitestStage([WITHOUT_SLOW_FAULTS, ...toolArguments]);

/** @type {Stage} */
const faultsStage = (toolArguments) => vitestStage(toolArguments.length > 0 ? toolArguments : ['test/faults/']);

/** @type {Stage} */
async function endToEndStage(toolArguments) {
  const report = join(setupFolder, 'playwright.json');
  rmSync(report, { force: true });
  const command = [packageCommand('@playwright/test', 'playwright'), 'test', '--reporter=list,json', ...toolArguments];
  const status = await withDisplay((display) => runTool(command, { ...display, PLAYWRIGHT_JSON_OUTPUT_NAME: report }));
  return { status, counts: countPlaywright(/** @type {PlaywrightReport | undefined} */ (readRecord('playwright'))) };
}

/** @type {Readonly<Record<string, Stage>>} in the order in which they run: the quick ones first */
const stages = {
  checks: checkStage,
  build: async () => {
    await ensureBuilt();
    return { status: 0, counts: noTests };
  },
  // Unit and integration tests; some of the latter run the built command line.
  unit: unitStage,
  e2e: endToEndStage,
};

/** @type {Readonly<Record<string, Stage>>} those that run only where they are asked for */
const stagesApart = { faults: faultsStage };

/**
 * @param {TestCounts} counts
 * @returns {string}
 */
function whySkipped(counts) {
  if (counts.failed > 0) return 'they come after a failed test of their file, or want data that is not there';
  if (process.env['SIAMESE_LAB_DATA']) return 'the tests themselves say why';
  return 'SIAMESE_LAB_DATA is not set, so tests on CIFAR-10, EMNIST and the trained weights do not run';
}

/**
 * @param {TestCounts} counts
 * @returns {void}
 */
function saySkipped(counts) {
  if (counts.skipped === 0) return;
  const files = counts.skippedIn.map((file) => relative(projectRoot, file));
  const reason = whySkipped(counts);
  say(`${counts.skipped} skipped (${reason}): ${files.join(', ')}`);
}

/**
 * @param {string} name
 * @param {readonly string[]} toolArguments
 * @returns {Promise<StageResult>}
 */
async function runStage(name, toolArguments) {
  say(`\n── ${name} ──`);
  try {
    const stage = stages[name] ?? stagesApart[name];
    return await (stage?.(toolArguments) ?? Promise.reject(new Error(`No stage is called ${name}.`)));
  } catch (error) {
    say(explain(error));
    return { status: 1, counts: noTests };
  }
}

await runCommand(async () => {
  const [only, ...toolArguments] = process.argv.slice(2);
  const known = Object.keys({ ...stages, ...stagesApart });
  if (only !== undefined && !known.includes(only)) {
    say(`There is no stage "${only}". The stages are: ${known.join(', ')}.`);
    return 1;
  }
  await ensureSetup(allSteps);
  const hasTests = only === undefined || ['unit', 'e2e', 'faults'].includes(only);
  if (only !== undefined && hasTests) await ensureBuilt();
  let counts = noTests;
  let failedStage = '';
  const table = [];
  for (const name of only === undefined ? Object.keys(stages) : [only]) {
    const begun = Date.now();
    const result = await runStage(name, toolArguments);
    counts = addCounts(counts, result.counts);
    table.push(`${name.padEnd(12)}${result.status === 0 ? 'passed' : 'FAILED'}  ${formatSeconds(Date.now() - begun)}`);
    if (result.status === 0) continue;
    failedStage = name;
    break;
  }
  say(`\n${table.join('\n')}`);
  if (failedStage !== '')
    say(`The stage "${failedStage}" failed${only === undefined ? '; what follows it did not run' : ''}.`);
  saySkipped(counts);
  // A stage that fails without a failing test (a type error, a crash) counts as one, so the line never reads as success.
  const failed = failedStage === '' ? counts.failed : Math.max(1, counts.failed);
  if (hasTests || failed > 0) say(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
  return failed > 0 || (hasTests && counts.passed === 0) ? 1 : 0;
});
