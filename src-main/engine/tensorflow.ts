import { createRequire } from 'node:module';
import util from 'node:util';

import type * as tfjs from '@tensorflow/tfjs-node';

import { LabError } from '#shared/errors/errors';

export type Tensorflow = typeof tfjs;

interface NativeBackend {
  readonly binding?: { readonly TF_Version?: string };
  readonly isUsingGpuDevice?: boolean;
}

/**
 * Loads tfjs with libtensorflow under it. Takes a second or two, and every call into it blocks: only the training
 * process may do this.
 * @param threadsOfKernel how many threads one kernel may use; libtensorflow reads it once, when it is loaded. As the
 *   environment says where it is left out, or as many as there are cores
 * @throws LabError `runtime-missing`
 */
export function loadTensorflow(threadsOfKernel?: number): Tensorflow {
  // tfjs-node 4.22 still calls two functions that Node 23 removed
  const legacy = util as unknown as Record<string, unknown>;
  legacy['isNullOrUndefined'] ??= (value: unknown): boolean => value === null || value === undefined;
  legacy['isArray'] ??= Array.isArray;
  // libtensorflow writes a greeting and its CPU features to standard error otherwise
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  if (threadsOfKernel !== undefined) process.env['TF_NUM_INTRAOP_THREADS'] = String(threadsOfKernel);
  try {
    // the one with CUDA lies in a folder of its own
    const path = process.env['SIAMESE_LAB_TFJS_NODE'] ?? '@tensorflow/tfjs-node';
    const tf = createRequire(import.meta.url)(path) as Tensorflow;
    tf.enableProdMode();
    return tf;
  } catch (error) {
    throw new LabError(
      'runtime-missing',
      'The native TensorFlow library could not be loaded. Run "npm run setup" in the project folder, which installs it and says what is wrong.',
      error instanceof Error ? error.stack : String(error),
    );
  }
}

/** tfjs itself, whatever it computes on: the one copy that the loaded backend belongs to. */
export function loadTfjs(): Tensorflow {
  return createRequire(import.meta.url)('@tensorflow/tfjs') as Tensorflow;
}

const nativeBackend = (tf: Tensorflow): NativeBackend => tf.backend() as unknown as NativeBackend;

/** Whether libtensorflow has found a GPU that it computes on. */
export function isOnGpu(tf: Tensorflow): boolean {
  return nativeBackend(tf).isUsingGpuDevice === true;
}

/** What computes, and the versions of what it computes with. */
export function describeTensorflow(tf: Tensorflow): {
  readonly device: string;
  readonly libraries: Readonly<Record<string, string>>;
} {
  return {
    device: `libtensorflow ${isOnGpu(tf) ? 'GPU' : 'CPU'}`,
    libraries: {
      tensorflow: nativeBackend(tf).binding?.TF_Version ?? 'unknown',
      'tfjs-node': tf.version['tfjs-node'],
    },
  };
}
