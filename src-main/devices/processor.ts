import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';

import type { Device } from '#shared/devices/devices';

/** Those that libtensorflow's kernels are written for, as Linux names them. */
const TOLD = [
  'sse4_2',
  'avx',
  'avx2',
  'fma',
  'f16c',
  'avx_vnni',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'amx_tile',
  'asimd',
  'sve',
];

/** The processor as a device. @param cpuInfo Linux's own file; elsewhere the instruction sets stay untold */
export async function describeProcessor(cpuInfo = '/proc/cpuinfo'): Promise<Device> {
  const text = await readFile(cpuInfo, 'utf8').catch(() => '');
  return {
    id: 'cpu',
    kind: 'cpu',
    name: cpus()[0]?.model.trim() ?? 'unknown processor',
    memoryBytes: totalmem(),
    threads: availableParallelism(),
    instructionSets: instructionSetsOf(text),
    driver: null,
    isSoftware: false,
    precisions: ['float32'],
  };
}

/** @param text of /proc/cpuinfo, "flags" on x86 and "Features" on ARM */
export function instructionSetsOf(text: string): string[] {
  const flags = new Set(/^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1]?.trim().split(/\s+/));
  return TOLD.filter((name) => flags.has(name));
}
