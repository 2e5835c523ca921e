import type { Scalar, Tensor } from '@tensorflow/tfjs-node';

import type { BatchResult, CompileOptions, DeviceEngine, DeviceNetwork } from '../engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import type { Tensorflow } from '../tensorflow';
import { loadWebgpu, webgpuLibraries } from '../webgpu';
import { layersNetwork } from './layers-network';

/** How many steps are given to the GPU before its losses are read: reading makes it wait. */
const STEPS_AT_ONCE = 8;

/** tfjs Layers on a GPU by WebGPU. What it has computed is read when the GPU has come to it. @param index of the adapter */
export async function openWebgpuEngine(index: number): Promise<DeviceEngine> {
  const { tf, adapter, refuseErrors } = await loadWebgpu(index);
  return {
    name: 'layers',
    device: `WebGPU, ${adapter}`,
    libraries: webgpuLibraries(),
    compile: (options) => compile(tf, refuseErrors, options),
  };
}

function compile(tf: Tensorflow, refuseErrors: () => void, options: CompileOptions): DeviceNetwork {
  const network = layersNetwork(tf, options);
  const readSteps = createStepReader(tf, refuseErrors);

  /** Reads a tensor when it is there, and lets go of it. */
  async function take(tensor: Tensor): Promise<Float32Array> {
    try {
      const values = await tensor.data<'float32'>();
      refuseErrors();
      return values;
    } finally {
      tensor.dispose();
    }
  }

  /** Copied at once: what is asked for is what they are now, whatever is trained until it is read. */
  function read(held: ReturnType<typeof network.weights>): Promise<readonly NamedTensor[]> {
    const copies = held.map(({ name, shape, variable }) => ({ name, shape, copy: variable.clone() }));
    return Promise.all(copies.map(async ({ name, shape, copy }) => ({ name, shape, values: await take(copy) })));
  }

  return {
    batchesAtOnce: STEPS_AT_ONCE,
    trainBatch: (batch) => readSteps(network.step(batch)),
    predict: async (images, batch) => {
      const outputs = Object.entries(network.outputs(images, batch));
      const values = outputs.map(async ([name, tensor]) => [name, await take(tensor)] as const);
      return Object.fromEntries(await Promise.all(values));
    },
    penalty: async () => {
      const penalty = network.penalty();
      return penalty === undefined ? 0 : ((await take(penalty))[0] ?? Number.NaN);
    },
    importWeights: network.importWeights,
    exportWeights: () => read(network.weights()),
    saveState: async () => {
      const { step, tensors } = network.state();
      return { step, tensors: await read(tensors) };
    },
    loadState: network.loadState,
    tensorCount: () => tf.memory().numTensors,
    dispose: network.dispose,
  };
}

interface PendingStep {
  readonly loss: Scalar;
  readonly hits: Scalar;
  readonly tell: (result: BatchResult) => void;
  readonly fail: (error: unknown) => void;
}

/** Losses and hits of the steps that were begun without a pause between them, read from the GPU in one go. */
function createStepReader(
  tf: Tensorflow,
  refuseErrors: () => void,
): (step: Pick<PendingStep, 'loss' | 'hits'>) => Promise<BatchResult> {
  let pending: PendingStep[] = [];

  async function read(): Promise<void> {
    const steps = pending;
    pending = [];
    const figures = tf.tidy(() => tf.stack(steps.flatMap(({ loss, hits }) => [loss, hits])));
    tf.dispose(steps.map(({ loss, hits }) => [loss, hits]));
    try {
      const values = await figures.data<'float32'>();
      refuseErrors();
      steps.forEach(({ tell }, place) =>
        tell({ loss: values[2 * place] ?? Number.NaN, correct: values[2 * place + 1] ?? 0 }),
      );
    } catch (error) {
      for (const { fail } of steps) fail(error);
    } finally {
      figures.dispose();
    }
  }

  return (step) =>
    new Promise((tell, fail) => {
      if (pending.length === 0) queueMicrotask(() => void read());
      pending.push({ ...step, tell, fail });
    });
}
