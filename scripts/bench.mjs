// @ts-check
/** `npm run bench -- ui`: measures the lab on this machine. Nothing is judged: the figures are for whoever reads them. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { ensureBuilt } from './build.mjs';
import { withDisplay } from './setup/display.mjs';
import { projectRoot } from './setup/paths.mjs';
import { allSteps, ensureSetup, runCommand } from './setup/steps.mjs';

/** @typedef {{ readonly title: string, readonly rows: readonly Readonly<Record<string, string | number>>[] }} Report */
/** @typedef {{ readonly measure: (runs: number) => Promise<Report> }} Benchmark each is a file of `test/bench` */

const benchmarks = {
  ui: 'The Runs screen on a seeded lab, in the real Electron: --runs 5000',
};

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);

/**
 * @param {string} name
 * @returns {Promise<Benchmark>}
 */
async function load(name) {
  const options = {
    root: projectRoot,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ('error'),
  };
  const imported = await runnerImport(join(projectRoot, 'test', 'bench', `${name}.ts`), options);
  return /** @type {{ module: Benchmark }} */ (imported).module;
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
    options: { json: { type: 'boolean' }, runs: { type: 'string', default: '5000' } },
  });
  const [name = ''] = positionals;
  const runs = Number(values.runs);
  if (!Object.hasOwn(benchmarks, name) || !Number.isInteger(runs) || runs < 100) {
    say('npm run bench -- NAME [--runs COUNT] [--json], where COUNT is 100 or more, and NAME one of');
    for (const [known, what] of Object.entries(benchmarks)) say(`  ${known}  ${what}`);
    return 1;
  }
  await ensureSetup(allSteps);
  await ensureBuilt();
  return withDisplay(async (display) => {
    Object.assign(process.env, display);
    const { measure } = await load(name);
    const report = await measure(runs);
    say(values.json === true ? JSON.stringify(report) : tableOf(report));
    return 0;
  });
});
