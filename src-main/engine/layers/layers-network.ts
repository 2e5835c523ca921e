import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-node';

import { lossesOf } from '#shared/losses/of-plan';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch, CompileOptions, TrainingBatch } from '../engine';
import { pixelTables, type PixelTables } from '../pixel-scaling';
import { pickTensors, startingState, stateTensors, type NetworkState } from '../state';
import type { Tensorflow } from '../tensorflow';
import { frontFeatures } from './frozen-front';
import { gatherImages } from './gather';
import type { DropoutKey } from './layers/layer';
import type { Targets } from './losses/loss';
import { buildNetwork, type BuiltNetwork } from './model';
import { createOptimiser, type Optimiser } from './optimisers/optimiser';
import { activateOutputs, countHits, lossOfBatch } from './outputs';
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
  /** What the network says, by output. */
  readonly outputs: (images: ImageSet, batch: Batch) => Readonly<Record<string, Tensor2D>>;
  readonly features: (images: ImageSet, batch: Batch) => readonly Tensor[];
  /** Undefined for a network without one. */
  readonly penalty: () => Scalar | undefined;
  readonly weights: () => readonly HeldTensor[];
  readonly state: () => { readonly step: number; readonly tensors: readonly HeldTensor[] };
  readonly importWeights: (weights: readonly NamedTensor[]) => void;
  readonly loadState: (state: NetworkState) => void;
  readonly dispose: () => void;
}

export function layersNetwork(tf: Tensorflow, options: CompileOptions): LayersNetwork {
  const { plan, train, training } = options;
  // refused before anything is built
  const losses = lossesOf(plan);
  const tables = plan.inputs.map(({ shape }) => pixelTables(plan.scaling, shape.at(-1) ?? 0, options.pixels));
  const key: DropoutKey = { seed: options.seed, step: 0 };
  const network = buildNetwork(tf, plan, key);
  const { variables } = network;
  const weights = weightsOf(plan);
  const trained = weights.filter((weight) => weight.trainable);
  const trainable = trained.flatMap(({ name }) => variables.get(name) ?? []);
  const optimiser = createOptimiser(tf, trainable, training);
  const state = holdState(network, optimiser, trained);
  const stateful = stateTensors(plan, training.optimiser);
  const inputs = createInputs(tf, plan, network, tables);

  function step(batch: TrainingBatch): { readonly loss: Scalar; readonly hits: Scalar } {
    key.step += 1;
    return tf.tidy(() => {
      const given = inputs.gather(train, batch);
      const targets = targetsOf(tf, train, batch);
      let hits: Scalar | undefined;
      const { value, grads } = tf.variableGrads((): Scalar => {
        const logits = network.forward(given, true);
        // kept beyond the tidy in which the gradients are worked out
        hits = tf.keep(countHits(tf, plan, logits, targets));
        const loss = lossOfBatch(tf, losses, logits, targets);
        const weighed = l2Penalty(tf, plan, variables);
        return weighed === null ? loss : tf.add(loss, weighed);
      }, trainable);
      const gradients = trainable.map(({ name }) => grads[name]).filter((gradient) => gradient !== undefined);
      optimiser.apply(gradients, key.step);
      if (hits === undefined) throw new Error('The hits of a batch were not counted.');
      return { loss: value, hits };
    });
  }

  function write(tensors: readonly NamedTensor[], steps: number): void {
    for (const { name, shape, values } of tensors) {
      tf.tidy(() => state.get(name)?.assign(tf.tensor(values, [...shape])));
    }
    key.step = steps;
    inputs.forget();
  }

  return {
    step,
    outputs: (images, batch) =>
      tf.tidy(() => activateOutputs(tf, plan, network.forward(inputs.gather(images, batch), false))),
    features: (images, batch) => tf.tidy(() => [...network.features(inputs.gather(images, batch), false)]),
    penalty: () => tf.tidy(() => l2Penalty(tf, plan, variables) ?? undefined),
    weights: () => heldTensors(state, weights),
    state: () => ({ step: key.step, tensors: heldTensors(state, stateful) }),
    importWeights: (given) => write(startingState(pickTensors(given, weights), stateful), 0),
    loadState: (saved) => write(pickTensors(saved.tensors, stateful), saved.step),
    dispose: () => {
      network.dispose();
      optimiser.dispose();
    },
  };
}

/** All that training moves, by the names of the state's tensors. */
function holdState(
  { variables }: BuiltNetwork,
  { slots }: Optimiser,
  trained: readonly Pick<NamedTensor, 'name'>[],
): ReadonlyMap<string, Variable> {
  const state = new Map<string, Variable>(variables);
  for (const [slot, held] of Object.entries(slots)) {
    held.forEach((variable, place) => state.set(`${slot}/${trained[place]?.name ?? ''}`, variable));
  }
  return state;
}

function heldTensors(
  state: ReadonlyMap<string, Variable>,
  wanted: readonly Pick<NamedTensor, 'name' | 'shape'>[],
): readonly HeldTensor[] {
  return wanted.map(({ name, shape }) => {
    const variable = state.get(name);
    if (variable === undefined) throw new Error(`The network has no tensor ${name}.`);
    return { name, shape, variable };
  });
}

/** What the network is given: images, or what the frozen front of their tower makes of them. */
interface NetworkInputs {
  readonly gather: (images: ImageSet, batch: Batch) => readonly Tensor[];
  /** For when the weights change: what the fronts made of the images is worked out anew. */
  readonly forget: () => void;
}

function createInputs(
  tf: Tensorflow,
  plan: NetworkPlan,
  { fronts }: BuiltNetwork,
  tables: readonly PixelTables[],
): NetworkInputs {
  const features = fronts.map((front) => (front === null ? null : frontFeatures(tf, front)));
  return {
    gather: (images, { first, second }) => {
      const sides = plan.inputs.length === 1 ? [first] : [first, second ?? first];
      return sides.map((indices, side) => {
        const [input, table] = [plan.inputs[side], tables[side]];
        if (input === undefined || table === undefined) throw new Error(`The network has no input ${side + 1}.`);
        const pick = (wanted: Uint32Array): Tensor => gatherImages(tf, images, input.shape, table, wanted);
        return features[side]?.of(images, indices, pick) ?? pick(indices);
      });
    },
    forget: () => {
      for (const feature of features) feature?.forget();
    },
  };
}

function targetsOf(tf: Tensorflow, { labels }: ImageSet, { first, same, weights }: TrainingBatch): Targets {
  return {
    classes: tf.tensor1d(
      Int32Array.from(first, (index) => labels[index] ?? 0),
      'int32',
    ),
    same: same === undefined ? undefined : tf.tensor2d(Float32Array.from(same), [same.length, 1]),
    weights: weights === undefined ? undefined : tf.tensor1d(weights),
  };
}
