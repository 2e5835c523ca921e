import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { _electron, type ElectronApplication, type Page } from '@playwright/test';

import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';

import { electronLaunch, electronRuntime } from '../../scripts/setup/electron-path.mjs';
import type { Outcome } from './report';
import { endOfSoak, type SoakEnd } from './soak/end';

/** Seeds of one experiment: the queue holds experiments, as after a sweep. */
const SEEDS = 20;
/** Looks at the memory, from the first run to the last. */
const SAMPLES = 10;
const LOOK_EVERY_MS = 1000;
/** A run takes seconds; whatever takes so long will never end. */
const PATIENCE_MS = 10 * 60_000;

/** What the processes of the app took once so many runs had ended. Sizes in bytes. */
interface Sample {
  readonly runs: number;
  readonly mainResident: number;
  readonly mainHeap: number;
  readonly windowResident: number;
  readonly windowHeap: number;
  /** Of the training process of the last run, at the end of its last epoch. */
  readonly training: number;
  /** Of the main process; null where the system does not tell. */
  readonly openFiles: number | null;
  /** Of the app, the training process included. */
  readonly processes: number;
}

/**
 * Many short runs through the queue of one app: what its processes take of memory and files at the start, on the way and
 * at the end, and whether the database is whole afterwards. Fails where a run did not finish or the database is not whole.
 */
export async function measure(args: readonly string[]): Promise<Outcome> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string', default: '200' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < SAMPLES)
    throw new RangeError(`Received "${values.runs}" for --runs; expected a whole number, ${SAMPLES} or more.`);
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-soak-'));
  try {
    const begun = performance.now();
    const samples = await soak(home, runs);
    const seconds = (performance.now() - begun) / 1000;
    return outcomeOf(runs, seconds, samples, endOfSoak(home, runs));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function soak(home: string, runs: number): Promise<readonly Sample[]> {
  const { executablePath, args, cwd, env } = electronLaunch(['--home', home]);
  const application = await _electron.launch({ executablePath, args, cwd, env });
  try {
    const page = await application.firstWindow();
    await page.getByRole('navigation').getByRole('link', { name: 'Live' }).click();
    await request(page, 'experiment:launch-all', { specs: specsFor(runs) });
    const samples: Sample[] = [];
    for (let sample = 1; sample <= SAMPLES; sample++) {
      const target = Math.max(1, Math.round((sample / SAMPLES) * runs));
      // the first is that of an app that has been through everything once
      if (sample === 1) samples.push(await sampleAfter(application, page, 1));
      samples.push(await sampleAfter(application, page, target));
    }
    return samples;
  } finally {
    await application.close();
  }
}

function specsFor(runs: number): readonly ExperimentSpec[] {
  return Array.from({ length: Math.ceil(runs / SEEDS) }, (_, experiment) => {
    const first = experiment * SEEDS;
    const result = parseExperimentSpec({
      dataset: 'shapes',
      network: { kind: 'vanilla' },
      fraction: 0.02,
      training: { epochs: 1, batchSize: 50 },
      seeds: Array.from({ length: Math.min(SEEDS, runs - first) }, (__, seed) => first + seed + 1),
    });
    if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
    return result.spec;
  });
}

/** Waits until so many runs have ended, goes through the screens that show runs, and looks. */
async function sampleAfter(application: ElectronApplication, page: Page, runs: number): Promise<Sample> {
  for (const begun = performance.now(); ;) {
    const { running, total } = await request<{ running: object | null; total: number }>(page, 'queue:get', null);
    const { total: all } = await request<{ total: number }>(page, 'run:list', { offset: 0, limit: 1 });
    if (all - total - (running === null ? 0 : 1) >= runs) break;
    if (performance.now() - begun > PATIENCE_MS * runs) throw new Error(`Run ${runs} did not end.`);
    await wait(LOOK_EVERY_MS);
  }
  await lookAround(page, runs);
  const series = await request<readonly { metric: string; value: number }[]>(page, 'run:series', { id: runs });
  const main = await application.evaluate(async ({ app }) => {
    // a heap is what is left once the garbage is gone
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    (process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void)();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const metrics = app
      .getAppMetrics()
      .map(({ type, pid, memory }) => ({ type, pid, kilobytes: memory.workingSetSize }));
    return { pid: process.pid, heap: process.memoryUsage().heapUsed, resident: process.memoryUsage.rss(), metrics };
  });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const sample: Sample = {
    runs,
    mainResident: main.resident,
    mainHeap: main.heap,
    windowResident: 1024 * (main.metrics.find(({ type }) => type === 'Tab')?.kilobytes ?? Number.NaN),
    windowHeap: usedSize,
    training: series.find(({ metric }) => metric === 'residentBytes')?.value ?? Number.NaN,
    openFiles: openFilesOf(main.pid),
    processes: main.metrics.length,
  };
  // on a busy machine it takes long: what was seen so far is not lost where it is broken off
  process.stderr.write(`${JSON.stringify(sample)}\n`);
  return sample;
}

async function lookAround(page: Page, id: number): Promise<void> {
  for (const screen of ['Runs', 'Compare', 'Slides'])
    await page.getByRole('navigation').getByRole('link', { name: screen }).click();
  await page.evaluate((run) => {
    location.hash = `#/runs/${run}`;
  }, id);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await wait(500);
  await page.getByRole('navigation').getByRole('link', { name: 'Live' }).click();
}

/** A request of the window's own bridge. */
async function request<Result>(page: Page, name: string, args: object | null): Promise<Result> {
  const reply = await page.evaluate(
    async ([asked, given]) => {
      const { lab } = window as unknown as {
        lab: { request: (name: string, args: object | null) => Promise<unknown> };
      };
      return lab.request(asked, given);
    },
    [name, args] as const,
  );
  const { ok, value, failure } = reply as { ok: boolean; value: Result; failure?: { message: string } };
  if (!ok) throw new Error(failure?.message);
  return value;
}

function openFilesOf(pid: number): number | null {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : null;
}

function outcomeOf(runs: number, seconds: number, samples: readonly Sample[], end: SoakEnd): Outcome {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  const { version } = electronRuntime();
  const [first, last] = [samples[0], samples.at(-1)];
  const isSound = end.finished === runs && end.problems.length === 0;
  return {
    json: { runs, seconds, samples, end },
    isFailed: !isSound,
    reports: [
      {
        title: `${runs} runs in one session, MB; Electron ${version}, ${cpus()[0]?.model ?? 'a processor'} × ${cpus().length}`,
        rows: samples.map((sample) => ({
          'runs that have ended': sample.runs,
          main: megabytes(sample.mainResident),
          'its heap': megabytes(sample.mainHeap),
          window: megabytes(sample.windowResident),
          'heap of the window': megabytes(sample.windowHeap),
          training: megabytes(sample.training),
          'open files': sample.openFiles ?? '-',
          processes: sample.processes,
        })),
        notes: [
          `${seconds.toFixed(0)} s in all, ${(seconds / runs).toFixed(1)} s a run.`,
          `From the first to the last look: main ${megabytes((last?.mainResident ?? 0) - (first?.mainResident ?? 0))}, its heap ` +
            `${megabytes((last?.mainHeap ?? 0) - (first?.mainHeap ?? 0))}, window ${megabytes((last?.windowResident ?? 0) - (first?.windowResident ?? 0))}, ` +
            `its heap ${megabytes((last?.windowHeap ?? 0) - (first?.windowHeap ?? 0))} MB.`,
          `${end.finished} of ${runs} runs finished. ${end.problems.length === 0 ? 'The database is whole.' : end.problems.join(' ')}`,
        ],
      },
    ],
  };
}
