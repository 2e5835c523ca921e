import { createRequire } from 'node:module';

import { LabError } from '#shared/errors/errors';

import type { Tensorflow } from './tensorflow';

/** A GPU as Dawn, the WebGPU of Chromium, names it. */
export interface WebgpuAdapter {
  readonly name: string;
  readonly driver: string | null;
  /** Played by a program on the processor, such as SwiftShader or llvmpipe. */
  readonly isSoftware: boolean;
}

/** As much of a WebGPU device as tells of errors. */
export interface ErringDevice {
  onuncapturederror: ((event: { readonly error: { readonly message: string } }) => void) | null;
}

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}
interface Gpu {
  readonly requestAdapter: () => Promise<{ readonly info: AdapterInfo } | null>;
}
interface Dawn {
  readonly create: (options: readonly string[]) => Gpu;
  readonly globals: object;
}

const load = createRequire(import.meta.url);
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|microsoft basic render/i;

function loadDawn(): Dawn {
  const dawn = load('webgpu') as Dawn;
  Object.assign(globalThis, dawn.globals);
  return dawn;
}

/** Dawn lists the adapters where it is asked for one that there is not. */
async function adapterNames({ create }: Dawn): Promise<readonly string[]> {
  try {
    await create(['adapter=\u0001']).requestAdapter();
    return [];
  } catch (error) {
    const found = String(error).matchAll(/backend: '(vulkan|metal|d3d12)', name: '(.+)'/g);
    // two GPUs of one name cannot be told apart by it
    return [...new Set([...found].map(([, , name]) => name ?? ''))];
  }
}

/** The GPUs that WebGPU can use, in Dawn's order. Empty where there is none; Dawn writes why to standard error. */
export async function listAdapters(): Promise<readonly WebgpuAdapter[]> {
  const dawn = loadDawn();
  const names = await adapterNames(dawn);
  const adapters = names.map(async (name): Promise<WebgpuAdapter> => {
    const info = (await dawn.create([`adapter=${name}`]).requestAdapter())?.info;
    const driver = info?.description ?? '';
    return {
      name,
      driver: driver === '' ? null : driver,
      isSoftware: SOFTWARE.test(`${name} ${driver} ${info?.architecture ?? ''}`),
    };
  });
  return Promise.all(adapters);
}

/**
 * WebGPU goes on where a kernel was refused or a buffer could not be had: what was to be computed is then whatever lay
 * there. It tells so apart from the results, and tfjs does not listen.
 * @returns to be called when results have arrived; it throws the first error that there was, for good
 */
export function watchErrors(device: ErringDevice): () => void {
  let failure: LabError | undefined;
  device.onuncapturederror = ({ error }) => {
    // what a full memory is called in the name of the error, it need not say in its message
    const said = `${error.constructor.name === 'GPUOutOfMemoryError' ? 'out of memory: ' : ''}${error.message}`;
    failure ??= new LabError(
      'device-unusable',
      `The GPU refused a part of the computation, and its figures would be wrong: ${said.split('\n').at(0) ?? ''} Train on the processor (--device cpu) instead.`,
      said,
    );
  };
  return () => {
    if (failure !== undefined) throw failure;
  };
}

/**
 * tfjs on a GPU by WebGPU. Nothing can be read at once there: `data()`, not `dataSync()`. Only Node's own program may
 * do this, since Electron's forbids the memory that Dawn shares.
 * @param index into `listAdapters`
 * @returns `refuseErrors` is to be called when results have arrived, see `watchErrors`
 */
export async function loadWebgpu(
  index: number,
): Promise<{ readonly tf: Tensorflow; readonly adapter: string; readonly refuseErrors: () => void }> {
  const dawn = loadDawn();
  const adapter = (await adapterNames(dawn))[index];
  if (adapter === undefined) throw new Error(`No adapter webgpu:${index}.`);
  // the backend registers itself only where it finds the GPU as a browser would
  Object.defineProperty(globalThis.navigator, 'gpu', {
    value: dawn.create([`adapter=${adapter}`]),
    configurable: true,
  });
  // both from the same build of tfjs-core: a second one would not know the first one's tensors
  const tf = load('@tensorflow/tfjs') as Tensorflow;
  load('@tensorflow/tfjs-backend-webgpu');
  tf.enableProdMode();
  if (!(await tf.setBackend('webgpu'))) throw new Error(`No adapter: tfjs could not use ${adapter}.`);
  const { device } = tf.backend() as unknown as { readonly device: ErringDevice };
  return { tf, adapter, refuseErrors: watchErrors(device) };
}

/** The versions of what computes. */
export function webgpuLibraries(): Readonly<Record<string, string>> {
  const versionOf = (name: string): string => (load(`${name}/package.json`) as { readonly version: string }).version;
  return { tfjs: versionOf('@tensorflow/tfjs'), 'tfjs-backend-webgpu': versionOf('@tensorflow/tfjs-backend-webgpu') };
}
