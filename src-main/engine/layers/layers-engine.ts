import type { Scalar, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-node';

import type { Shape } from '#shared/network/layer';
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
import { describeTensorflow, type Tensorflow } from '../tensorflow';
import { createAdam } from './adam';
import type { DropoutKey } from './keyed-dropout';
import { countHits, meanLoss } from './loss';
import { buildNetwork } from './model';
import { l2Penalty } from './penalty';

/**
 * The reference engine: tfjs Layers, an operation at a time, on whatever backend tfjs runs.
 * Slower than a whole step as one graph, and easy to follow.
 */
export function createLayersEngine(tf: Tensorflow): InspectableEngine {
  return { name: 'layers', ...describeTensorflow(tf), compile: (options) => compile(tf, options) };
}

function compile(tf: Tensorflow, { plan, training, train, seed }: CompileOptions): InspectableNetwork {
  const key: DropoutKey = { seed, step: 0 };
  const network = buildNetwork(tf, plan, key);
  const { variables } = network;
  const trainable = weightsOf(plan).flatMap((weight) => (weight.trainable ? (variables.get(weight.name) ?? []) : []));
  const adam = createAdam(tf, trainable, training.learningRate);

  function gather(images: ImageSet, { first, second }: Batch): readonly Tensor4D[] {
    const sides = plan.inputs.length === 1 ? [first] : [first, second ?? first];
    return plan.inputs.map(({ shape }, side) => gatherImages(tf, images, shape, sides[side] ?? first));
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
      adam.apply(trainable.map(({ name }) => grads[name]).filter((gradient) => gradient !== undefined));
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

  function importWeights(weights: readonly NamedTensor[]): void {
    const given = new Map(weights.map((tensor) => [tensor.name, tensor]));
    for (const { name, shape } of weightsOf(plan)) {
      const tensor = given.get(name);
      const wanted = shape.join(', ');
      if (tensor?.shape.join(', ') !== wanted) {
        const received = tensor === undefined ? 'none' : `one of shape [${tensor.shape.join(', ')}]`;
        throw new RangeError(`Received ${received} for the weight ${name}; expected one of shape [${wanted}].`);
      }
      tf.tidy(() => variables.get(name)?.assign(tf.tensor(tensor.values, [...shape])));
    }
  }

  return {
    trainBatch,
    predict,
    embed,
    penalty: () => tf.tidy(() => l2Penalty(tf, plan, variables)?.arraySync() ?? 0),
    importWeights,
    exportWeights: () =>
      weightsOf(plan).map(({ name, shape }) => ({
        name,
        shape,
        values: Float32Array.from(variables.get(name)?.dataSync<'float32'>() ?? []),
      })),
    tensorCount: () => tf.memory().numTensors,
    dispose: () => {
      network.dispose();
      adam.dispose();
    },
  };
}

/** Images [count, height, width, channels] as float32 in 0…1 (pixel / 255, as in the deck). */
function gatherImages(tf: Tensorflow, { images }: ImageSet, imageShape: Shape, indices: Uint32Array): Tensor4D {
  const [height = 0, width = 0, channels = 0] = imageShape;
  const size = height * width * channels;
  const values = new Float32Array(indices.length * size);
  let target = 0;
  for (const index of indices) {
    const end = (index + 1) * size;
    for (let source = index * size; source < end; source++) values[target++] = (images[source] ?? 0) / 255;
  }
  return tf.tensor4d(values, [indices.length, height, width, channels]);
}

function gatherLabels(tf: Tensorflow, { labels }: ImageSet, indices: Uint32Array): Tensor1D {
  return tf.tensor1d(
    Int32Array.from(indices, (index) => labels[index] ?? 0),
    'int32',
  );
}
