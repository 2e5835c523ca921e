import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { z } from 'zod';

import type { Compute } from '#shared/devices/devices';
import type { WorkerSurroundings } from '../processes/worker-surroundings';

/** What set-up has written about the libtensorflow with CUDA, in a folder of its own. */
const recordSchema = z.object({
  /** The folder of tfjs-node whose binding is joined to that library. */
  tfjsNode: z.string(),
  /** Where CUDA's own libraries lie. */
  libraryFolders: z.array(z.string()),
});

export type CudaLibrary = z.output<typeof recordSchema>;

/** @param folder `.setup/cuda` of the project @returns null where it is not installed */
export function findCudaLibrary(folder: string): CudaLibrary | null {
  const file = join(folder, 'cuda.json');
  if (!existsSync(file)) return null;
  try {
    const parsed = recordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success && existsSync(parsed.data.tfjsNode) ? parsed.data : null;
  } catch {
    // half written: as good as not installed
    return null;
  }
}

/** What a process has to find around it before it loads a library, for that to compute as it should. */
export function surroundingsFor(
  { device, threads, precision }: Compute,
  cuda: CudaLibrary | null,
  environment: NodeJS.ProcessEnv,
): WorkerSurroundings {
  if (device.startsWith('webgpu')) return { environment: {}, needsNode: true };
  // TensorFlow's own pools, and those of oneDNN where it computes by OpenMP
  const pools = ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS', 'OMP_NUM_THREADS'];
  const limited = threads === null ? {} : Object.fromEntries(pools.map((name) => [name, String(threads)]));
  if (!device.startsWith('cuda')) return { environment: limited, needsNode: false };
  const folders = [...(cuda?.libraryFolders ?? []), environment['LD_LIBRARY_PATH'] ?? ''];
  return {
    environment: {
      ...limited,
      SIAMESE_LAB_TFJS_NODE: cuda?.tfjsNode ?? '',
      LD_LIBRARY_PATH: folders.filter((folder) => folder !== '').join(delimiter),
      // numbered as nvidia-smi numbers them
      CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
      CUDA_VISIBLE_DEVICES: device.replace('cuda:', ''),
      // otherwise it takes all memory at once, and nothing tells how much a batch needs
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      NVIDIA_TF32_OVERRIDE: precision === 'tf32' ? '1' : '0',
      TF_CPP_MIN_LOG_LEVEL: '1',
    },
    needsNode: false,
  };
}
