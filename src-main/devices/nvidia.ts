import { execFile } from 'node:child_process';

import type { Device } from '#shared/devices/devices';

/** A GPU as its driver names it. */
export interface NvidiaGpu {
  readonly index: number;
  readonly name: string;
  readonly memoryBytes: number;
  /** Such as "550.54.15". */
  readonly driver: string;
  /** Such as "9.0". */
  readonly computeCapability: string;
}

/** What the driver's own program says. */
export type NvidiaDriver =
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly output: string }
  | { readonly kind: 'answers'; readonly gpus: readonly NvidiaGpu[] };

const QUERY = ['--query-gpu=index,name,memory.total,driver_version,compute_cap', '--format=csv,noheader,nounits'];
/** A driver that hangs does so for ever. */
const PATIENCE_MS = 20_000;

/** Asks the driver which GPUs there are. @param program another one in tests */
export function askNvidia(program = 'nvidia-smi'): Promise<NvidiaDriver> {
  return new Promise((resolve) => {
    execFile(program, QUERY, { timeout: PATIENCE_MS }, (error, output, errors) => {
      if (error === null) resolve({ kind: 'answers', gpus: parseGpus(output) });
      else if (error.code === 'ENOENT') resolve({ kind: 'absent' });
      else resolve({ kind: 'failed', output: `${output}${errors}`.trim() || error.message });
    });
  });
}

/** @param csv a line a GPU, its memory in MiB */
export function parseGpus(csv: string): readonly NvidiaGpu[] {
  return csv.split('\n').flatMap((line) => {
    const [index, name, memory, driver, computeCapability] = line.split(',').map((cell) => cell.trim());
    if (name === undefined || driver === undefined || !/^\d+$/.test(index ?? '')) return [];
    return [
      {
        index: Number(index),
        name,
        memoryBytes: (Number(memory) || 0) * 2 ** 20,
        driver,
        computeCapability: computeCapability ?? '',
      },
    ];
  });
}

/** TF32 came with compute capability 8.0. */
export function describeNvidia({ index, name, memoryBytes, driver, computeCapability }: NvidiaGpu): Device {
  return {
    id: `cuda:${index}`,
    kind: 'cuda',
    name,
    memoryBytes,
    threads: null,
    instructionSets: [],
    driver,
    isSoftware: false,
    precisions: Number(computeCapability) >= 8 ? ['float32', 'tf32'] : ['float32'],
  };
}
