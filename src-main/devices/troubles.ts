import { deviceTrouble, OLDEST_DRIVER } from '#shared/devices/device-troubles';
import { passes, type DeviceKind, type DeviceResult, type DeviceTrouble } from '#shared/devices/devices';

import type { NvidiaDriver } from './nvidia';

export interface CudaSituation {
  /** Such as "linux-x64". */
  readonly platform: string;
  readonly driver: NvidiaDriver;
  /** Whether set-up has put the CUDA library into its place. */
  readonly isInstalled: boolean;
}

/** Why CUDA cannot even be tried here; null where it can. */
export function cudaTrouble({ platform, driver, isInstalled }: CudaSituation): DeviceTrouble | null {
  if (platform !== 'linux-x64') return deviceTrouble('platform', { platform });
  if (driver.kind === 'absent') return deviceTrouble('noDriver');
  if (driver.kind === 'failed') return deviceTrouble('driverSilent', {}, driver.output);
  const [gpu] = driver.gpus;
  if (gpu === undefined) return deviceTrouble('noGpu');
  if (isOlder(gpu.driver, OLDEST_DRIVER)) return deviceTrouble('oldDriverOf', { version: gpu.driver });
  return isInstalled ? null : deviceTrouble('noCuda', { gpu: gpu.name });
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
    trouble: () => deviceTrouble('oldDriver'),
  },
  {
    kinds: ['cuda', 'webgpu', 'cpu'],
    pattern: /out of memory|OOM when allocating|RESOURCE_?EXHAUSTED|CUDA_ERROR_OUT_OF_MEMORY/i,
    trouble: () => deviceTrouble('memory'),
  },
  {
    kinds: ['cuda'],
    pattern: /(lib(?:cu|nccl|nv)[\w-]*\.so[.\d]*): cannot open shared object|Cannot dlopen some GPU libraries/i,
    trouble: ([, library]) =>
      library === undefined ? deviceTrouble('libraries') : deviceTrouble('library', { library }),
  },
  {
    kinds: ['cuda'],
    pattern: /CUDA_ERROR_NO_DEVICE|no CUDA-capable device|GPU not seen/i,
    trouble: () => deviceTrouble('notSeen'),
  },
  { kinds: ['webgpu'], pattern: /Couldn't load Vulkan/i, trouble: () => deviceTrouble('noVulkan') },
  {
    kinds: ['webgpu'],
    pattern: /Vulkan (\S+) required/i,
    trouble: ([, feature]) => deviceTrouble('oldVulkan', { feature: feature ?? '' }),
  },
  {
    kinds: ['webgpu'],
    pattern: /Cannot find (?:package|module) '?(?:webgpu|@tensorflow\/tfjs-backend-webgpu|.*dawn\.node)/i,
    trouble: () => deviceTrouble('noWebgpu'),
  },
  { kinds: ['webgpu'], pattern: /No adapter/i, trouble: () => deviceTrouble('noAdapter') },
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
  return troubleOf(kind, output, deviceTrouble('crashed', { how }, detailOf(output)));
}

export function hung(seconds: number, output: string): DeviceTrouble {
  return deviceTrouble('hung', { seconds: String(seconds) }, detailOf(output));
}

function detailOf(output: string): string | undefined {
  return output.trim() === '' ? undefined : output.trim();
}

/** Where figures differ from the reference's; null where none does. */
export function wrongFigures({ checks, tolerance }: DeviceResult): DeviceTrouble | null {
  const wrong = checks.filter((check) => !passes(check, tolerance));
  const [first] = wrong;
  if (first === undefined) return null;
  const about = {
    failed: String(wrong.length),
    all: String(checks.length),
    check: first.name,
    tolerance: String(tolerance),
  };
  return first.deviation === null
    ? deviceTrouble('noNumber', about)
    : deviceTrouble('wrong', { ...about, deviation: first.deviation.toPrecision(2) });
}
