import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-node';

import { weightsOf } from '#shared/network/plan';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch, CompileOptions, NamedTensor, TrainingBatch } from '../engine';
import { pixelTables } from '../pixel-scaling';
import type { Tensorflow } from '../tensorflow';
import { frontFeatures } from './frozen-front';
import { gatherImages } from './gather';
import type { DropoutKey } from './keyed-dropout';
import { countHits, meanLoss } from './loss';
import { buildNetwork } from './model';
import { createOptimiser } from './optimiser';
import { l2Penalty } from './penalty';

/**
 * A network of tfjs layers that computes and reads nothing: what it gives are tensors, which whoever asked for them reads,
 * at once or later, and disposes of.
 */
export interface LayersNetwork {
  /** One step of the optimiser. */
  readonly step: (batch: TrainingBatch) => { readonly loss: Scalar; readonly hits: Scalar };
  /** Probabilities, by the outputs that the network has. */
  readonly outputs: (images: ImageSet, batch: Batch) => { readonly class?: Tensor2D; readonly same?: Tensor2D };
  readonly features: (images: ImageSet, batch: Batch) => readonly Tensor[];
  /** Undefined for a network without one. */
  readonly penalty: () => Scalar | undefined;
  readonly write: (weights: readonly NamedTensor[]) => void;
  /** By the plan's names, in its order. The network's own. */
  readonly variables: () => readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly variable: Variable;
  }[];
  readonly dispose: () => void;
}

export function layersNetwork(tf: Tensorflow, { plan, training, train, pixels, seed }: CompileOptions): LayersNetwork {
  // refused before anything is built
  const tables = plan.inputs.map(({ shape }) => pixelTables(plan.scaling, shape.at(-1) ?? 0, pixels));
  const key: DropoutKey = { seed, step: 0 };
  const network = buildNetwork(tf, plan, key);
  const { variables } = network;
  const trainable = weightsOf(plan).flatMap((weight) => (weight.trainable ? (variables.get(weight.name) ?? []) : []));
  const optimiser = createOptimiser(tf, trainable, training);
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

  function step(batch: TrainingBatch): { readonly loss: Scalar; readonly hits: Scalar } {
    key.step += 1;
    return tf.tidy(() => {
      const inputs = gather(train, batch);
      const targets = {
        classes: gatherLabels(tf, train, batch.first),
        same: batch.same === undefined ? undefined : tf.tensor2d(Float32Array.from(batch.same), [batch.same.length, 1]),
        weights: batch.weights === undefined ? undefined : tf.tensor1d(batch.weights),
      };
      let hits: Scalar | undefined;
      const { value, grads } = tf.variableGrads((): Scalar => {
        const logits = network.forward(inputs, true);
        // kept beyond the tidy in which the gradients are worked out
        hits = tf.keep(countHits(tf, logits, targets));
        const loss = meanLoss(tf, logits, targets);
        const weighed = l2Penalty(tf, plan, variables);
        return weighed === null ? loss : tf.add(loss, weighed);
      }, trainable);
      optimiser.apply(trainable.map(({ name }) => grads[name]).filter((gradient) => gradient !== undefined));
      if (hits === undefined) throw new Error('The hits of a batch were not counted.');
      return { loss: value, hits };
    });
  }

  function outputs(images: ImageSet, batch: Batch): ReturnType<LayersNetwork['outputs']> {
    return tf.tidy(() => {
      const logits = network.forward(gather(images, batch), false);
      const classes = logits.get('class');
      const same = logits.get('same');
      return {
        ...(classes === undefined ? {} : { class: tf.softmax(classes) }),
        ...(same === undefined ? {} : { same: tf.sigmoid(same) }),
      };
    });
  }

  function write(weights: readonly NamedTensor[]): void {
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
    for (const feature of features) feature?.forget();
  }

  return {
    step,
    outputs,
    features: (images, batch) => tf.tidy(() => [...network.features(gather(images, batch), false)]),
    penalty: () => tf.tidy(() => l2Penalty(tf, plan, variables) ?? undefined),
    write,
    variables: () =>
      weightsOf(plan).map(({ name, shape }) => {
        const variable = variables.get(name);
        if (variable === undefined) throw new Error(`The network has no weight ${name}.`);
        return { name, shape, variable };
      }),
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
