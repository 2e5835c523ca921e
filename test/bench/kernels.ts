import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { NETWORKS, type NetworkKind } from '#shared/experiment/experiment';

import { projectRoot } from '../../scripts/setup/paths.mjs';
import { run } from '../../scripts/setup/process.mjs';
import { runtimeNode } from '../../scripts/setup/runtime-node.mjs';
import { buildProcesses } from './build-processes';
import type { KernelTrial, KernelVerdict } from './kernels/trial';
import type { Outcome } from './report';

interface Settings {
  /** With each kernel used alone first. */
  readonly processes: number;
  /** Without that. */
  readonly without: number;
  /** How many processes at a time for each core: it takes a busy machine for the race to show. */
  readonly beside: number;
  readonly network: NetworkKind;
  readonly batch: number;
}

interface Count {
  readonly usesAloneFirst: boolean;
  readonly processes: number;
  readonly bad: number;
  /** By the weight, in how many processes its gradient was wrong. */
  readonly wrong: Readonly<Record<string, number>>;
  readonly medianMilliseconds: number;
}

/**
 * Starts fresh processes, more at a time than there are cores, and counts those whose gradients of one batch came out in
 * two ways: with each kernel used alone first, and without. The two kinds take turns.
 */
export async function measure(args: readonly string[]): Promise<Outcome> {
  const { processes, without, beside, network, batch } = readSettings(args);
  const entry = (await buildProcesses(['kernels/kernel-process']))('kernel-process');
  const verdicts = new Map<boolean, KernelVerdict[]>([
    [true, []],
    [false, []],
  ]);
  const trials = inTurns(processes, without);
  const work = async (): Promise<void> => {
    for (let next = trials.pop(); next !== undefined; next = trials.pop()) {
      const verdict = await tryOnce(entry, { network, batch, usesAloneFirst: next });
      verdicts.get(next)?.push(verdict);
      if (verdict.unsound.length > 0)
        process.stderr.write(`${next ? 'alone first' : 'without'}: ${verdict.unsound.join(', ')}\n`);
      if (trials.length % 20 === 0) process.stderr.write(`${trials.length} processes to go\n`);
    }
  };
  await Promise.all(Array.from({ length: beside * availableParallelism() }, work));
  const counts = [...verdicts].map(([usesAloneFirst, of]) => countOf(usesAloneFirst, of));
  const machine = `${cpus()[0]?.model ?? 'a processor'} × ${cpus().length}, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
  return {
    json: { network, batch, beside, machine, counts },
    isFailed: counts.some(({ usesAloneFirst, bad }) => usesAloneFirst && bad > 0),
    reports: [
      {
        title: `Fresh processes with wrong gradients: ${network}, batch ${batch}, on ${machine}`,
        rows: counts.map(({ usesAloneFirst, processes: tried, bad, medianMilliseconds }) => ({
          'each kernel alone first': usesAloneFirst ? 'yes' : 'no',
          processes: tried,
          bad,
          'ms for all rounds, median': Math.round(medianMilliseconds),
        })),
        notes: counts.flatMap(({ wrong }) =>
          Object.entries(wrong).map(([name, times]) => `${name}: wrong in ${times}`),
        ),
      },
    ],
  };
}

/** Both kinds of trial, spread evenly over the time. */
function inTurns(withAlone: number, without: number): boolean[] {
  const all = withAlone + without;
  return Array.from(
    { length: all },
    (_, place) => Math.floor(((place + 1) * withAlone) / all) > Math.floor((place * withAlone) / all),
  );
}

/** @throws RangeError */
function readSettings(args: readonly string[]): Settings {
  const text = { type: 'string' } as const;
  let values: { processes?: string; without?: string; beside?: string; network?: string; batch?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { processes: text, without: text, beside: text, network: text, batch: text },
    }));
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const count = (name: keyof typeof values, otherwise: number, max: number): number => {
    const given = values[name];
    const value = given === undefined ? otherwise : Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= max) return value;
    throw new RangeError(`Received --${name} ${given}; expected a whole number from 1 to ${max}.`);
  };
  const network = NETWORKS.kinds().find((kind) => kind === (values.network ?? 'vanilla'));
  if (network === undefined) {
    throw new RangeError(`Received --network ${values.network}; expected one of ${NETWORKS.kinds().join(', ')}.`);
  }
  const processes = count('processes', 100, 100_000);
  return {
    processes,
    without: count('without', processes, 100_000),
    beside: count('beside', 2, 16),
    network,
    batch: count('batch', 64, 4096),
  };
}

async function tryOnce(entry: string, trial: KernelTrial): Promise<KernelVerdict> {
  const { status, output, standardOutput } = await run(runtimeNode(), [entry, JSON.stringify(trial)], {
    cwd: projectRoot,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (status !== 0) throw new Error(`A process ended with status ${status}:\n${output}`);
  return JSON.parse(standardOutput.trim().split('\n').at(-1) ?? '') as KernelVerdict;
}

function countOf(usesAloneFirst: boolean, verdicts: readonly KernelVerdict[]): Count {
  const bad = verdicts.filter(({ unsound }) => unsound.length > 0);
  const wrong: Record<string, number> = {};
  for (const name of bad.flatMap(({ unsound }) => unsound)) wrong[name] = (wrong[name] ?? 0) + 1;
  const times = verdicts.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  return {
    usesAloneFirst,
    processes: verdicts.length,
    bad: bad.length,
    wrong,
    medianMilliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}
