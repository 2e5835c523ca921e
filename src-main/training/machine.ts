import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

import type { Machine } from '#shared/runs/run';

import type { Compute } from '#shared/devices/devices';
import type { DeviceEngine } from '../engine/engine';
import { threadsOf } from '../engine/open-engine';

/** What a run runs on, for the record. */
export function describeMachine(engine: DeviceEngine, compute: Compute, code: string): Machine {
  const { node } = process.versions;
  // Electron's types promise it, but on the command line it is not there
  const electron = process.versions.electron as string | undefined;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${type()} ${release()} ${process.arch}`,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron}`,
    device: compute.name === null ? engine.device : `${compute.name} (${engine.device})`,
    deviceId: compute.device,
    threads: threadsOf(compute),
    precision: compute.precision,
    engine: engine.name,
    libraries: engine.libraries,
    code,
  };
}
