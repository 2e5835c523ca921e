import type { DeviceReport, DeviceSurvey, DeviceTrouble } from '#shared/devices/devices';

/** A device that passed; `trouble` makes it one that did not. CUDA has tf32. */
export function aReport(id: string, imagesPerSecond: number, trouble: DeviceTrouble | null = null): DeviceReport {
  const kind = id.startsWith('cuda') ? 'cuda' : id.startsWith('webgpu') ? 'webgpu' : 'cpu';
  return {
    device: {
      id,
      kind,
      name: `Model of ${id}`,
      memoryBytes: null,
      threads: kind === 'cpu' ? 8 : null,
      instructionSets: [],
      driver: null,
      isSoftware: false,
      precisions: kind === 'cuda' ? ['float32', 'tf32'] : ['float32'],
    },
    result: {
      engine: 'graph',
      libraries: {},
      tolerance: 1e-4,
      checks: [],
      speed: { batchSize: 512, imagesPerSecond },
    },
    trouble,
  };
}

/** A processor, two NVIDIA GPUs of which the second computes something else, and nothing for WebGPU. */
export function aSurvey(change: Partial<DeviceSurvey> = {}): DeviceSurvey {
  const wrong = { code: 'wrong-figures', reason: 'It computes something else.', mend: 'Install a newer driver.' };
  return {
    testedAt: 1_000,
    reports: [aReport('cpu', 1000), aReport('cuda:0', 9000), aReport('cuda:1', 9000, wrong)],
    missing: [
      { kind: 'webgpu', trouble: { code: 'no-gpu', reason: 'WebGPU found no GPU.', mend: 'Install its driver.' } },
    ],
    ...change,
  };
}
