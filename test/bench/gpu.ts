import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { askNvidia } from '#main/devices/nvidia';
import { findCudaLibrary } from '#main/devices/surroundings';
import { cudaTrouble } from '#main/devices/troubles';
import type { DeviceReport, DeviceSurvey } from '#shared/devices/devices';
import type { Run } from '#shared/runs/run';

import { runtimeNode } from '../../scripts/setup/runtime-node.mjs';
import type { Outcome } from './report';

/** What is trained, each in batches of 512 on the built-in shapes, 32×32×3. */
const NETWORKS = ['vanilla', 'siamese-vanilla', 'vgg16-bn', 'vgg19'] as const;
const BATCH = 512;
/** Of 10 batches each; the first pays for what is made ready once and is left out. */
const EPOCHS = 6;

interface Measured {
  readonly network: string;
  readonly imagesPerSecond: number;
  /** How much of the time the GPU computed, as its driver samples it; null where it was not told. */
  readonly busyPercent: number | null;
  readonly memoryMiB: number | null;
}

type RunJson = Run & { readonly series: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> };

/** The built command line: what a person would run. */
async function lab<Answer>(home: string, args: readonly string[]): Promise<Answer> {
  const command = [resolve('out/main/cli.js'), ...args, '--home', home, '--json'];
  const { stdout } = await promisify(execFile)(runtimeNode(), command, { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Answer;
}

/** Asks the driver five times a second how busy the GPU is, while something works. */
async function watched<Result>(
  work: Promise<Result>,
): Promise<{ readonly result: Result; readonly busy: readonly number[]; readonly memory: readonly number[] }> {
  const query = ['--query-gpu=utilization.gpu,memory.used', '--format=csv,noheader,nounits', '-i', '0', '-lms', '200'];
  const driver = spawn('nvidia-smi', query, { stdio: ['ignore', 'pipe', 'ignore'] });
  driver.on('error', () => undefined);
  let text = '';
  driver.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  try {
    const result = await work;
    const samples = text.split('\n').map((line) => line.split(',').map(Number));
    return {
      result,
      // the seconds in which libraries are loaded say nothing about training
      busy: samples.map(([busy]) => busy ?? 0).filter((busy) => busy > 0),
      memory: samples.map(([, memory]) => memory ?? 0),
    };
  } finally {
    driver.kill();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function trainOn(device: string, network: string, home: string, precision: string): Promise<Measured> {
  const design = ['--network', network, '--batch', String(BATCH), '--epochs', String(EPOCHS), '--device', device];
  const { result, busy, memory } = await watched(
    lab<RunJson>(home, ['run', '--dataset', 'shapes', ...design, '--precision', precision]),
  );
  return {
    network,
    imagesPerSecond: median(result.series['process']?.['imagesPerSecond']?.slice(1) ?? []),
    busyPercent: busy.length === 0 ? null : median(busy),
    memoryMiB: memory.length === 0 ? null : Math.max(...memory),
  };
}

/** PyTorch on the same GPU: a line of JSON a network. */
async function torch(python: string): Promise<ReadonlyMap<string, number> | string> {
  try {
    const script = resolve('test/bench/gpu_pytorch.py');
    const { stdout } = await promisify(execFile)(python, [script, String(BATCH)], { maxBuffer: 2 ** 24 });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Measured);
    return new Map(lines.map(({ network, imagesPerSecond }) => [network, imagesPerSecond]));
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return `PyTorch was not measured: ${said}. Name a Python that has it with --python PATH.`;
  }
}

/** The NVIDIA GPU that passed its self-test, or why there is none. */
export function findGpu({ reports, missing }: DeviceSurvey): DeviceReport | string {
  const found = reports.find(({ device }) => device.kind === 'cuda');
  if (found?.trouble === null) return found;
  const trouble = found?.trouble ?? missing.find(({ kind }) => kind === 'cuda')?.trouble;
  return trouble === undefined ? 'No NVIDIA GPU was found.' : `${trouble.reason} ${trouble.mend}`;
}

/** Why there is none to measure, before anything else takes its time; null where it is worth a test. */
async function obstacle(): Promise<string | null> {
  const trouble = cudaTrouble({
    platform: `${process.platform}-${process.arch}`,
    driver: await askNvidia(),
    isInstalled: findCudaLibrary(resolve('.setup/cuda')) !== null,
  });
  return trouble === null ? null : `${trouble.reason} ${trouble.mend}`;
}

function nothingToMeasure(why: string): Outcome {
  return {
    json: { gpu: null, why },
    reports: [{ title: `Nothing was measured: this is for an NVIDIA GPU through CUDA. ${why}`, rows: [] }],
    isFailed: true,
  };
}

/**
 * All that is to be known of an NVIDIA GPU in one call: whether it computes right, how fast it trains, how busy it is
 * meanwhile, and how fast PyTorch is on it.
 */
export async function measure(args: readonly string[]): Promise<Outcome> {
  const { values } = parseArgs({ args: [...args], options: { python: { type: 'string', default: 'python3' } } });
  const why = await obstacle();
  if (why !== null) return nothingToMeasure(why);
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-bench-'));
  try {
    const found = findGpu(await lab<DeviceSurvey>(home, ['devices']));
    if (typeof found === 'string') return nothingToMeasure(found);
    const { device, result } = found;
    const precisions = device.precisions;
    const measured: (Measured & { readonly precision: string })[] = [];
    for (const precision of precisions) {
      for (const network of NETWORKS) {
        measured.push({ ...(await trainOn(device.id, network, home, precision)), precision });
      }
    }
    const beside = await torch(values.python);
    const rows = measured.map(({ network, precision, imagesPerSecond, busyPercent, memoryMiB }) => ({
      network,
      precision,
      'lab images/s': Math.round(imagesPerSecond),
      'GPU busy %': busyPercent ?? '–',
      'memory MiB': memoryMiB ?? '–',
      'PyTorch images/s':
        typeof beside === 'string' ? '–' : Math.round(beside.get(`${network}/${precision}`) ?? Number.NaN),
    }));
    const title = `${device.name}, driver ${device.driver ?? '?'}, batches of ${BATCH}; what the GPU is not busy, the processor prepares or waits`;
    return {
      json: {
        gpu: device,
        selfTest: result,
        measured,
        pytorch: typeof beside === 'string' ? beside : Object.fromEntries(beside),
      },
      reports: [{ title, rows }, ...(typeof beside === 'string' ? [{ title: beside, rows: [] }] : [])],
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
