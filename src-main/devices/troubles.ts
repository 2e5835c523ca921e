import type { DeviceKind, DeviceResult, DeviceTrouble } from '#shared/devices';
import { passes } from '#shared/devices';

import type { NvidiaDriver } from './nvidia';

/** The oldest driver that CUDA 12 runs on (NVIDIA's release notes of CUDA 12, table of minimum versions). */
export const OLDEST_DRIVER = '525.60.13';

export interface CudaSituation {
  /** Such as "linux-x64". */
  readonly platform: string;
  readonly driver: NvidiaDriver;
  /** Whether set-up has put the CUDA library into its place. */
  readonly isInstalled: boolean;
}

/** Why CUDA cannot even be tried here; null where it can. */
export function cudaTrouble({ platform, driver, isInstalled }: CudaSituation): DeviceTrouble | null {
  if (platform !== 'linux-x64') {
    return {
      code: 'unsupported-platform',
      reason: `libtensorflow with CUDA is made for linux-x64 only; this is ${platform}.`,
      mend: 'Use the GPU through WebGPU, or train on the processor.',
    };
  }
  if (driver.kind === 'absent') {
    return {
      code: 'no-driver',
      reason: 'No NVIDIA driver was found: its program nvidia-smi is not there.',
      mend: `Where this machine has an NVIDIA GPU, install its driver, ${OLDEST_DRIVER} or newer, and look again. Where it has none, train on the processor (--device cpu).`,
    };
  }
  if (driver.kind === 'failed') {
    return {
      code: 'driver-silent',
      reason: 'The NVIDIA driver is there and does not answer.',
      mend: 'Restart the machine, so that the driver and its kernel module are of one version; if that does not help, install the driver again.',
      detail: driver.output,
    };
  }
  const [gpu] = driver.gpus;
  if (gpu === undefined) {
    return {
      code: 'no-gpu',
      reason: 'The NVIDIA driver is there and knows of no GPU.',
      mend: 'Look whether the GPU is switched on, or lent to a virtual machine or a container; otherwise train on the processor (--device cpu).',
    };
  }
  if (isOlder(gpu.driver, OLDEST_DRIVER)) return oldDriver(gpu.driver);
  return isInstalled
    ? null
    : {
        code: 'not-installed',
        reason: `There is an ${gpu.name}, and the libtensorflow that is installed is the one without CUDA.`,
        mend: 'Run "npm run setup -- --device cuda": it downloads some 3 GB into a folder of the lab\'s, and needs nothing but the driver.',
      };
}

function oldDriver(version: string | null): DeviceTrouble {
  return {
    code: 'driver-too-old',
    reason: `The NVIDIA driver${version === null ? '' : ` is ${version}, which`} is too old for CUDA 12.`,
    mend: `Install driver ${OLDEST_DRIVER} or newer, and restart the machine.`,
  };
}

function isOlder(version: string, than: string): boolean {
  const [have, want] = [version, than].map((text) => text.split('.').map(Number));
  const differing = (want ?? []).findIndex((number, place) => number !== (have?.[place] ?? 0));
  return differing >= 0 && (have?.[differing] ?? 0) < (want?.[differing] ?? 0);
}

interface Cause {
  readonly kinds: readonly DeviceKind[];
  readonly pattern: RegExp;
  readonly trouble: (match: RegExpExecArray) => DeviceTrouble;
}

/** What libraries write when they fail, and what it means. The first that fits counts. */
const CAUSES: readonly Cause[] = [
  {
    kinds: ['cuda'],
    pattern: /CUDA driver version is insufficient|cudaErrorInsufficientDriver|forward compatibility was attempted/i,
    trouble: () => oldDriver(null),
  },
  {
    kinds: ['cuda', 'webgpu', 'cpu'],
    pattern: /out of memory|OOM when allocating|RESOURCE_?EXHAUSTED|CUDA_ERROR_OUT_OF_MEMORY/i,
    trouble: () => ({
      code: 'out-of-memory',
      reason: 'The memory of the device is full, although the test needs little of it.',
      mend: 'End the other programs that use the device ("nvidia-smi" lists those on an NVIDIA GPU), and test again.',
    }),
  },
  {
    kinds: ['cuda'],
    pattern: /(lib(?:cu|nccl|nv)[\w-]*\.so[.\d]*): cannot open shared object|Cannot dlopen some GPU libraries/i,
    trouble: ([, library]) => ({
      code: 'library-missing',
      reason: `libtensorflow did not find ${library === undefined ? "some of CUDA's libraries" : `CUDA's library ${library}`}, and left the GPU alone.`,
      mend: 'Run "npm run setup -- --device cuda --again", which fetches them anew.',
    }),
  },
  {
    kinds: ['cuda'],
    pattern: /CUDA_ERROR_NO_DEVICE|no CUDA-capable device|GPU not seen/i,
    trouble: () => ({
      code: 'not-seen',
      reason: 'The driver shows the GPU, and libtensorflow does not see it.',
      mend: 'Look whether CUDA_VISIBLE_DEVICES or a container hides it; then run "npm run setup -- --device cuda --again", and test again.',
    }),
  },
  {
    kinds: ['webgpu'],
    pattern: /Couldn't load Vulkan/i,
    trouble: () => ({
      code: 'no-vulkan',
      reason: 'WebGPU needs Vulkan here, and its loader is not installed: libvulkan.so.1 is not there.',
      mend: 'Install the Vulkan loader and the driver of the GPU (on Debian: apt-get install libvulkan1 mesa-vulkan-drivers; an NVIDIA driver brings its own), and test again.',
    }),
  },
  {
    kinds: ['webgpu'],
    pattern: /Vulkan (\S+) required/i,
    trouble: ([, feature]) => ({
      code: 'driver-too-old',
      reason: `The Vulkan driver lacks ${feature}, which WebGPU needs.`,
      mend: 'Install a newer driver of the GPU (of Mesa, 23 or newer), and test again.',
    }),
  },
  {
    kinds: ['webgpu'],
    pattern: /Cannot find (?:package|module) '?(?:webgpu|@tensorflow\/tfjs-backend-webgpu|.*dawn\.node)/i,
    trouble: () => ({
      code: 'not-installed',
      reason: 'The packages for WebGPU are not installed, or not for this kind of machine.',
      mend: 'Run "npm run setup -- --again".',
    }),
  },
  {
    kinds: ['webgpu'],
    pattern: /No adapter/i,
    trouble: () => ({
      code: 'no-gpu',
      reason: 'WebGPU found no GPU that it can use.',
      mend: 'Where this machine has one, install its driver (Vulkan on Linux), and test again; where it has none, train on the processor (--device cpu).',
    }),
  },
];

/** The cause behind a failure, from all that was said. @param otherwise where nothing is recognised */
export function troubleOf(kind: DeviceKind, said: string, otherwise: DeviceTrouble): DeviceTrouble {
  for (const { kinds, pattern, trouble } of CAUSES) {
    const match = kinds.includes(kind) ? pattern.exec(said) : null;
    if (match !== null) return { ...trouble(match), detail: said.trim().slice(-2000) };
  }
  return otherwise;
}

/** A process that ended before it had answered. */
export function crashed(kind: DeviceKind, how: string, output: string): DeviceTrouble {
  return troubleOf(kind, output, {
    code: 'crashed',
    reason: `The process that tested it ended before it had answered (${how}).`,
    mend: 'Look for a newer driver, and test again. Until it passes it is not used.',
    ...(output.trim() === '' ? {} : { detail: output.trim() }),
  });
}

export function hung(seconds: number, output: string): DeviceTrouble {
  return {
    code: 'hung',
    reason: `The process that tested it said nothing for ${seconds} seconds, and was ended.`,
    mend: 'Look whether another program keeps the device busy, and test again. Until it passes it is not used.',
    ...(output.trim() === '' ? {} : { detail: output.trim() }),
  };
}

/** Where figures differ from the reference's; null where none does. */
export function wrongFigures({ checks, tolerance }: DeviceResult): DeviceTrouble | null {
  const wrong = checks.filter((check) => !passes(check, tolerance));
  const [first] = wrong;
  if (first === undefined) return null;
  const by = first.deviation === null ? 'gives what is no number' : `is off by ${first.deviation.toPrecision(2)}`;
  return {
    code: 'wrong-figures',
    reason: `It computes something else than the reference: ${wrong.length} of ${checks.length} tests failed. "${first.name}" ${by}; ${tolerance} is allowed.`,
    mend: 'Install a newer driver, and test again. Until it passes it is not used, because its figures would be wrong.',
  };
}
