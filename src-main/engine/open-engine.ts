import { availableParallelism } from 'node:os';

import { LabError } from '#shared/errors/errors';
import type { NetworkPlan } from '#shared/networks/plan';

import type { Compute } from '#shared/devices/devices';
import type { DeviceEngine } from './engine';
import { createGraphEngine } from './graph/graph-engine';
import { threadsOfKernel } from './graph/lanes';
import { createLayersEngine } from './layers/layers-engine';
import { isOnGpu, loadTensorflow, type Tensorflow } from './tensorflow';
import { openWebgpuEngine } from './layers/webgpu-engine';

const ENGINES: Readonly<Record<string, (tf: Tensorflow, cores: number) => DeviceEngine>> = {
  graph: (tf, cores) => createGraphEngine(tf, { cores }),
  layers: createLayersEngine,
};

/**
 * Loads the library of a device, which takes a second or two, and the engine that runs on it. The environment that the
 * device needs has to be there already.
 * @param name *graph*, the fast one, where it is left out; or *layers*, the reference. WebGPU has only the latter.
 * @param plan of the network that this process is for, so that the library is set up for it
 * @throws LabError `runtime-missing`, `device-unusable`, or `invalid-request` where there is no such engine
 */
export async function openEngine(compute: Compute, name = 'graph', plan?: NetworkPlan): Promise<DeviceEngine> {
  const { device } = compute;
  if (device.startsWith('webgpu:')) return openWebgpuEngine(Number(device.replace('webgpu:', '')));
  const create = ENGINES[name];
  if (create === undefined) {
    throw new LabError(
      'invalid-request',
      `Received the engine "${name}" in SIAMESE_LAB_ENGINE; expected ${Object.keys(ENGINES).join(' or ')}.`,
    );
  }
  const cores = threadsOf(compute) ?? availableParallelism();
  const isCut = device === 'cpu' && name === 'graph' && plan !== undefined;
  const tf = loadTensorflow(isCut ? threadsOfKernel(plan, cores) : undefined);
  if (device.startsWith('cuda:') && !isOnGpu(tf)) {
    throw new LabError(
      'device-unusable',
      `GPU not seen: libtensorflow computes on the processor and not on ${device}.`,
    );
  }
  return create(tf, cores);
}

/** How many threads of the processor a device computes with; undefined where it is no processor. */
export function threadsOf({ device, threads }: Compute): number | undefined {
  return device === 'cpu' ? (threads ?? availableParallelism()) : undefined;
}
