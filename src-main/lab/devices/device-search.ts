import type { Device, DeviceKind, DeviceTrouble } from '#shared/devices/devices';

import { askNvidia, describeNvidia, type NvidiaDriver } from '../../devices/nvidia';
import { describeProcessor } from '../../devices/processor';
import { findCudaLibrary } from '../../devices/surroundings';
import { cudaTrouble } from '../../devices/troubles';
import { probeAdapters, type LaunchDevice } from './device-probe';

export interface DeviceSearchOptions {
  readonly launch: LaunchDevice;
  /** Where set-up puts the library with CUDA. */
  readonly cudaFolder: string;
  /** Another one in tests. */
  readonly askDriver?: () => Promise<NvidiaDriver>;
}

/** Looks for the devices of each kind, or says why there are none. */
export type DeviceSearch = Readonly<Record<DeviceKind, () => Promise<readonly Device[] | DeviceTrouble>>>;

export function createDeviceSearch({ launch, cudaFolder, askDriver = askNvidia }: DeviceSearchOptions): DeviceSearch {
  return {
    cpu: async () => [await describeProcessor()],
    cuda: async () => {
      const driver = await askDriver();
      const isInstalled = findCudaLibrary(cudaFolder) !== null;
      const platform = `${process.platform}-${process.arch}`;
      const trouble = cudaTrouble({ platform, driver, isInstalled });
      return trouble ?? (driver.kind === 'answers' ? driver.gpus.map(describeNvidia) : []);
    },
    webgpu: async () => {
      const adapters = await probeAdapters({ launch });
      if ('code' in adapters) return adapters;
      return adapters.map((adapter): Device => ({
        ...adapter,
        kind: 'webgpu',
        memoryBytes: null,
        threads: null,
        instructionSets: [],
        precisions: ['float32'],
      }));
    },
  };
}
