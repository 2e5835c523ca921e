// @ts-check
/**
 * `npm run bench -- NAME`: measures the lab on this machine. Of the figures nothing is judged: they are for whoever reads them.
 */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { projectRoot } from './setup/paths.mjs';
import { allSteps, ensureSetup, runCommand, stepsWithoutWindow } from './setup/steps.mjs';

const benchmarks = {
  gpu: {
    what: 'An NVIDIA GPU: self-test, training speed, how busy it is, and PyTorch beside it',
    usage: '[--python PATH]',
    needsWindow: false,
    needsBuild: true,
  },
  ui: {
    what: 'The Runs screen on a seeded lab, in the real Electron',
    usage: '[--runs 5000]',
    needsWindow: true,
    needsBuild: true,
  },
  soak: {
    what: 'Many short runs through the queue of one window: memory, open files, and whether the database is whole',
    usage: '[--runs 200]',
    needsWindow: true,
    needsBuild: true,
  },
  import: {
    what: 'How fast pictures become a dataset, and how much memory that takes, with Pillow beside it',
    usage: '[--images 2000] [--size 56] [--python PATH]',
    needsWindow: false,
    needsBuild: true,
  },
  kernels: {
    what: 'Whether fresh processes under load work out the right gradients, with each kernel used alone first and without',
    usage: '[--processes 100] [--without 100] [--beside 2] [--network vanilla] [--batch 64]',
    needsWindow: false,
    needsBuild: false,
  },
  train: {
    what: 'How fast the engines train, and Keras beside them; --profile: where the time of a step of the graph goes',
    usage:
      '[--network vanilla] [--batch 512] [--engines graph,layers,keras] [--rounds 5] [--seconds 10] [--python PATH] [--profile]',
    needsWindow: false,
    needsBuild: false,
  },
};

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);

/**
 * @template Module
 * @param {string} name a file of `test/bench`
 * @returns {Promise<Module>}
 */
async function load(name) {
  const options = {
    root: projectRoot,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ('error'),
  };
  const imported = await runnerImport(join(projectRoot, 'test', 'bench', `${name}.ts`), options);
  return /** @type {{ module: Module }} */ (imported).module;
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {boolean} isJson
 * @returns {Promise<number>}
 */
async function measure(name, args, isJson) {
  /** @type {import('../test/bench/report').Benchmark} */
  const benchmark = await load(name);
  /** @type {typeof import('../test/bench/report')} */
  const { tableOf } = await load('report');
  try {
    const { json, reports, isFailed = false } = await benchmark.measure(args);
    say(isJson ? JSON.stringify(json) : reports.map(tableOf).join('\n\n'));
    return isFailed ? 1 : 0;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

await runCommand(async () => {
  const [name = '', ...rest] = process.argv.slice(2);
  const args = rest.filter((argument) => argument !== '--json');
  const benchmark = Object.entries(benchmarks).find(([known]) => known === name)?.[1];
  if (benchmark === undefined) {
    say('npm run bench -- NAME [--json], where NAME is one of');
    for (const [known, { what, usage }] of Object.entries(benchmarks)) say(`  ${known} ${usage}\n      ${what}`);
    return 1;
  }
  await ensureSetup(benchmark.needsWindow ? allSteps : stepsWithoutWindow);
  if (benchmark.needsBuild) await ensureBuilt();
  if (!benchmark.needsWindow) return measure(name, args, args.length < rest.length);
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    return measure(name, args, args.length < rest.length);
  });
});
