import type { Tensor } from '@tensorflow/tfjs-node';

import type { CompileOptions, InspectableEngine, InspectableNetwork } from '../engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { describeTensorflow, type Tensorflow } from '../tensorflow';
import { layersNetwork } from './layers-network';

/**
 * The reference engine: tfjs Layers, an operation at a time, on whatever backend tfjs runs that can be read at once.
 * Slower than a whole step as one graph, and easy to follow.
 */
export function createLayersEngine(tf: Tensorflow): InspectableEngine {
  return { name: 'layers', ...describeTensorflow(tf), compile: (options) => compile(tf, options) };
}

function compile(tf: Tensorflow, options: CompileOptions): InspectableNetwork {
  const network = layersNetwork(tf, options);

  /** Reads a tensor and lets go of it. */
  function take(tensor: Tensor): Float32Array {
    const values = tensor.dataSync<'float32'>();
    tensor.dispose();
    return values;
  }

  const takeNumber = (tensor: Tensor): number => take(tensor)[0] ?? Number.NaN;

  const read = (held: ReturnType<typeof network.weights>): readonly NamedTensor[] =>
    held.map(({ name, shape, variable }) => ({
      name,
      shape,
      values: Float32Array.from(variable.dataSync<'float32'>()),
    }));

  return {
    trainBatch: (batch) => {
      const { loss, hits } = network.step(batch);
      return { loss: takeNumber(loss), correct: takeNumber(hits) };
    },
    predict: (images, batch) => {
      const outputs = Object.entries(network.outputs(images, batch));
      return Object.fromEntries(outputs.map(([name, tensor]) => [name, take(tensor)]));
    },
    embed: (images, batch) => network.features(images, batch).map(take),
    penalty: () => {
      const penalty = network.penalty();
      return penalty === undefined ? 0 : takeNumber(penalty);
    },
    importWeights: network.importWeights,
    exportWeights: () => read(network.weights()),
    saveState: () => {
      const { step, tensors } = network.state();
      return { step, tensors: read(tensors) };
    },
    loadState: network.loadState,
    tensorCount: () => tf.memory().numTensors,
    dispose: network.dispose,
  };
}
