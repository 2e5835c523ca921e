import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-node';

import { weightsOf } from '#shared/network/plan';

import type { ImageSet } from '../../datasets/dataset';
import type {
  Batch,
  BatchResult,
  CompileOptions,
  InspectableEngine,
  InspectableNetwork,
  NamedTensor,
  Outputs,
  TrainingBatch,
} from '../engine';
import { pixelTables } from '../pixel-scaling';
import { pickTensors, startingState, stateTensors } from '../state';
import { describeTensorflow, type Tensorflow } from '../tensorflow';
import { frontFeatures } from './frozen-front';
import { gatherImages } from './gather';
import type { DropoutKey } from './keyed-dropout';
import { countHits, meanLoss } from './loss';
import { buildNetwork } from './model';
import { createOptimiser } from './optimiser';
import { l2Penalty } from './penalty';

/**
 * The reference engine: tfjs Layers, an operation at a time, on whatever backend tfjs runs.
 * Slower than a whole step as one graph, and easy to follow.
 */
export function createLayersEngine(tf: Tensorflow): InspectableEngine {
  return { name: 'layers', ...describeTensorflow(tf), compile: (options) => compile(tf, options) };
}

function compile(tf: Tensorflow, { plan, training, train, pixels, seed }: CompileOptions): InspectableNetwork {
  // refused before anything is built
  const tables = plan.inputs.map(({ shape }) => pixelTables(plan.scaling, shape.at(-1) ?? 0, pixels));
  const key: DropoutKey = { seed, step: 0 };
  const network = buildNetwork(tf, plan, key);
  const { variables } = network;
  const weights = weightsOf(plan);
  const trained = weights.filter((weight) => weight.trainable);
  const trainable = trained.flatMap(({ name }) => variables.get(name) ?? []);
  const optimiser = createOptimiser(tf, trainable, training);
  const stateful = stateTensors(plan, training.optimiser);
  const stateVariables = new Map<string, Variable>(variables);
  for (const [slot, held] of Object.entries(optimiser.slots)) {
    held.forEach((variable, place) => stateVariables.set(`${slot}/${trained[place]?.name ?? ''}`, variable));
  }
  const features = network.fronts.map((front) => (front === null ? null : frontFeatures(tf, front)));

  /** What the network is given: images, or what the frozen front of their tower makes of them. */
  function gather(images: ImageSet, { first, second }: Batch): readonly Tensor[] {
    const sides = plan.inputs.length === 1 ? [first] : [first, second ?? first];
    return sides.map((indices, side) => {
      const [input, table] = [plan.inputs[side], tables[side]];
      if (input === undefined || table === undefined) throw new Error(`The network has no input ${side + 1}.`);
      const pick = (wanted: Uint32Array): Tensor => gatherImages(tf, images, input.shape, table, wanted);
      return features[side]?.of(images, indices, pick) ?? pick(indices);
    });
  }

  function trainBatch(batch: TrainingBatch): BatchResult {
    key.step += 1;
    const result = { loss: Number.NaN, correct: 0 };
    tf.tidy(() => {
      const inputs = gather(train, batch);
      const targets = {
        classes: gatherLabels(tf, train, batch.first),
        same: batch.same === undefined ? undefined : tf.tensor2d(Float32Array.from(batch.same), [batch.same.length, 1]),
        weights: batch.weights === undefined ? undefined : tf.tensor1d(batch.weights),
      };
      const { value, grads } = tf.variableGrads((): Scalar => {
        const logits = network.forward(inputs, true);
        result.correct = countHits(tf, logits, targets);
        const loss = meanLoss(tf, logits, targets);
        const weighed = l2Penalty(tf, plan, variables);
        return weighed === null ? loss : tf.add(loss, weighed);
      }, trainable);
      result.loss = value.dataSync()[0] ?? Number.NaN;
      const gradients = trainable.map(({ name }) => grads[name]).filter((gradient) => gradient !== undefined);
      optimiser.apply(gradients, key.step);
    });
    return result;
  }

  function predict(images: ImageSet, batch: Batch): Outputs {
    const read = (tensor: Tensor | undefined): Float32Array | undefined => tensor?.dataSync<'float32'>();
    const outputs = tf.tidy(() => {
      const logits = network.forward(gather(images, batch), false);
      const classes = logits.get('class');
      const same = logits.get('same');
      return {
        ...(classes === undefined ? {} : { class: tf.softmax(classes) }),
        ...(same === undefined ? {} : { same: tf.sigmoid(same) }),
      };
    });
    const values = { class: read(outputs.class), same: read(outputs.same) };
    tf.dispose(outputs);
    return {
      ...(values.class === undefined ? {} : { class: values.class }),
      ...(values.same === undefined ? {} : { same: values.same }),
    };
  }

  function embed(images: ImageSet, batch: Batch): readonly Float32Array[] {
    const features = tf.tidy(() => [...network.features(gather(images, batch), false)]);
    const values = features.map((tensor) => tensor.dataSync<'float32'>());
    tf.dispose(features);
    return values;
  }

  function write(tensors: readonly NamedTensor[]): void {
    for (const { name, shape, values } of tensors) {
      tf.tidy(() => stateVariables.get(name)?.assign(tf.tensor(values, [...shape])));
    }
    for (const feature of features) feature?.forget();
  }

  const read = (wanted: readonly Pick<NamedTensor, 'name' | 'shape'>[]): readonly NamedTensor[] =>
    wanted.map(({ name, shape }) => ({
      name,
      shape,
      values: Float32Array.from(stateVariables.get(name)?.dataSync<'float32'>() ?? []),
    }));

  return {
    trainBatch,
    predict,
    embed,
    penalty: () => tf.tidy(() => l2Penalty(tf, plan, variables)?.arraySync() ?? 0),
    importWeights: (given) => {
      write(startingState(pickTensors(given, weights), stateful));
      key.step = 0;
    },
    exportWeights: () => read(weights),
    saveState: () => ({ step: key.step, tensors: read(stateful) }),
    loadState: (state) => {
      write(pickTensors(state.tensors, stateful));
      key.step = state.step;
    },
    tensorCount: () => tf.memory().numTensors,
    dispose: () => {
      network.dispose();
      optimiser.dispose();
    },
  };
}

function gatherLabels(tf: Tensorflow, { labels }: ImageSet, indices: Uint32Array): Tensor1D {
  return tf.tensor1d(
    Int32Array.from(indices, (index) => labels[index] ?? 0),
    'int32',
  );
}
