// @ts-check
/** `npm run bench -- ui`: measures the lab on this machine. Nothing is judged: the figures are for whoever reads them. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { projectRoot } from './setup/paths.mjs';
import { allSteps, ensureSetup, runCommand, stepsWithoutWindow } from './setup/steps.mjs';

/** @typedef {{ readonly title: string, readonly rows: readonly Readonly<Record<string, string | number>>[] }} Report */
/** @typedef {{ readonly measure: (runs: number) => Promise<Report> }} Benchmark each is a file of `test/bench` */

const benchmarks = {
  gpu: 'An NVIDIA GPU: self-test, training speed, and PyTorch beside it: --python PATH',
  ui: 'The Runs screen on a seeded lab, in the real Electron: --runs 5000',
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
 * @param {Report} report
 * @returns {string}
 */
function tableOf({ title, rows }) {
  const head = Object.keys(rows[0] ?? {});
  const lines = [head, ...rows.map((row) => head.map((name) => String(row[name])))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return [title, ...text].join('\n');
}

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, python: { type: 'string' }, runs: { type: 'string', default: '5000' } },
  });
  const [name = ''] = positionals;
  const runs = Number(values.runs);
  if (name === 'gpu') {
    await ensureSetup(stepsWithoutWindow);
    await ensureBuilt();
    /** @type {typeof import('../test/bench/gpu')} */
    const gpu = await load(name);
    const { json, reports } = await gpu.measure(process.argv.slice(3).filter((argument) => argument !== '--json'));
    say(values.json === true ? JSON.stringify(json) : reports.map(tableOf).join('\n\n'));
    return 0;
  }
  if (!Object.hasOwn(benchmarks, name) || !Number.isInteger(runs) || runs < 100) {
    say('npm run bench -- NAME [--runs COUNT] [--json], where COUNT is 100 or more, and NAME one of');
    for (const [known, what] of Object.entries(benchmarks)) say(`  ${known}  ${what}`);
    return 1;
  }
  await ensureSetup(allSteps);
  await ensureBuilt();
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    /** @type {Benchmark} */
    const { measure } = await load(name);
    const report = await measure(runs);
    say(values.json === true ? JSON.stringify(report) : tableOf(report));
    return 0;
  });
});
