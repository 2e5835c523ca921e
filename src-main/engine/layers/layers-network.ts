import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-node';

import { weightsOf } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch, CompileOptions, TrainingBatch } from '../engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { pixelTables } from '../pixel-scaling';
import { pickTensors, startingState, stateTensors, type NetworkState } from '../state';
import type { Tensorflow } from '../tensorflow';
import { frontFeatures } from './frozen-front';
import { gatherImages } from './gather';
import type { DropoutKey } from './keyed-dropout';
import { countHits, meanLoss } from './loss';
import { buildNetwork } from './model';
import { createOptimiser } from './optimiser';
import { l2Penalty } from './penalty';

/** A tensor of the network's own, to be read and left where it is. */
interface HeldTensor extends Pick<NamedTensor, 'name' | 'shape'> {
  readonly variable: Variable;
}

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
  readonly weights: () => readonly HeldTensor[];
  readonly state: () => { readonly step: number; readonly tensors: readonly HeldTensor[] };
  readonly importWeights: (weights: readonly NamedTensor[]) => void;
  readonly loadState: (state: NetworkState) => void;
  readonly dispose: () => void;
}

export function layersNetwork(tf: Tensorflow, { plan, training, train, pixels, seed }: CompileOptions): LayersNetwork {
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
      const gradients = trainable.map(({ name }) => grads[name]).filter((gradient) => gradient !== undefined);
      optimiser.apply(gradients, key.step);
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

  function write(tensors: readonly NamedTensor[], steps: number): void {
    for (const { name, shape, values } of tensors) {
      tf.tidy(() => stateVariables.get(name)?.assign(tf.tensor(values, [...shape])));
    }
    key.step = steps;
    for (const feature of features) feature?.forget();
  }

  const held = (wanted: readonly Pick<NamedTensor, 'name' | 'shape'>[]): readonly HeldTensor[] =>
    wanted.map(({ name, shape }) => {
      const variable = stateVariables.get(name);
      if (variable === undefined) throw new Error(`The network has no tensor ${name}.`);
      return { name, shape, variable };
    });

  return {
    step,
    outputs,
    features: (images, batch) => tf.tidy(() => [...network.features(gather(images, batch), false)]),
    penalty: () => tf.tidy(() => l2Penalty(tf, plan, variables) ?? undefined),
    weights: () => held(weights),
    state: () => ({ step: key.step, tensors: held(stateful) }),
    importWeights: (given) => write(startingState(pickTensors(given, weights), stateful), 0),
    loadState: (state) => write(pickTensors(state.tensors, stateful), state.step),
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
