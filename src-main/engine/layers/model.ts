import type { layers, LayersModel, SymbolicTensor, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-node';

import { assertNever } from '#shared/errors/errors';
import { isFrozen, type Activation, type PlannedLayer, type Shape } from '#shared/networks/layer';
import { JOINT, layersOf, type Branch, type NetworkPlan } from '#shared/networks/plan';

import { frozenDepth } from '#shared/networks/frozen-front';
import type { Tensorflow } from '../tensorflow';
import { batchNorm } from './batch-norm';
import type { FrozenFront } from './frozen-front';
import { joinFeatures } from './head';
import { keyedDropout, type DropoutKey } from './keyed-dropout';

/** A network of tfjs layers. */
export interface BuiltNetwork {
  /** For each input of the plan the frozen front of its tower, null where its first layers are trained. */
  readonly fronts: readonly (FrozenFront | null)[];
  /**
   * The logits of each branch: the last activation is left out, because the losses take logits, where they are exact.
   * @param inputs [batch, …] for each input of the plan, or what its front has made of it
   */
  readonly forward: (inputs: readonly Tensor[], training: boolean) => ReadonlyMap<Branch['name'], Tensor2D>;
  /** What the tower of each input makes of it [batch, features], before a head joins them. */
  readonly features: (inputs: readonly Tensor[], training: boolean) => readonly Tensor2D[];
  /** tfjs layers by the plan's `scope/name`. */
  readonly layers: ReadonlyMap<string, layers.Layer>;
  /** Every tensor of the network by the plan's names, the untrained ones too. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly dispose: () => void;
}

export function buildNetwork(tf: Tensorflow, plan: NetworkPlan, key: DropoutKey): BuiltNetwork {
  const built = new Map<string, layers.Layer>();

  function buildChain(
    scope: string,
    inputShape: Shape,
    planned: readonly PlannedLayer[],
    isBranch: boolean,
  ): LayersModel {
    const input = tf.input({ shape: [...inputShape] });
    const output = planned.reduce<SymbolicTensor>((tensor, layer, index) => {
      const isOutput = isBranch && index === planned.length - 1;
      const made = buildLayer(tf, `${scope}/${layer.layer.name}`, layer, isOutput, built.size, key);
      built.set(made.name, made);
      return made.apply(tensor) as SymbolicTensor;
    }, input);
    return tf.model({ inputs: input, outputs: output });
  }

  const shapeOf = (input: string): Shape => {
    const found = plan.inputs.find(({ name }) => name === input);
    if (found === undefined) throw new Error(`A tower reads the input ${input}, which the plan lacks.`);
    return found.shape;
  };
  const towers = plan.towers.map(({ name, inputs, layers: planned }) => {
    const [front, rest] = [planned.slice(0, frozenDepth(planned)), planned.slice(frozenDepth(planned))];
    const shape = shapeOf(inputs[0] ?? '');
    const frontShape = front.at(-1)?.outputShape ?? shape;
    return {
      inputs,
      frontShape,
      front: front.length === 0 ? null : buildChain(name, shape, front, false),
      model: rest.length === 0 ? null : buildChain(name, frontShape, rest, false),
    };
  });
  const towerOf = (input: string): (typeof towers)[number] => {
    const tower = towers.find(({ inputs }) => inputs.includes(input));
    if (tower === undefined) throw new Error(`The input ${input} has no tower.`);
    return tower;
  };
  const branches = plan.branches.map(({ name, head, headShape, layers: planned }) => ({
    name,
    head,
    model: buildChain(JOINT, headShape, planned, true),
  }));

  function features(inputs: readonly Tensor[], training: boolean): readonly Tensor2D[] {
    return plan.inputs.map(({ name }, index) => {
      const { model } = towerOf(name);
      const tensor = inputs[index];
      if (tensor === undefined) throw new Error(`The input ${name} has no tensor.`);
      return (model === null ? tensor : model.apply(tensor, { training })) as Tensor2D;
    });
  }

  return {
    layers: built,
    variables: new Map(layersOf(plan).flatMap((layer) => variablesOf(layer, built))),
    features,
    fronts: plan.inputs.map(({ name }) => {
      const { front, frontShape } = towerOf(name);
      return front === null ? null : { shape: frontShape, apply: (images) => front.apply(images) as Tensor };
    }),
    forward: (inputs, training) => {
      const joined = features(inputs, training);
      return new Map(
        branches.map(({ name, head, model }) => [
          name,
          model.apply(joinFeatures(tf, head, joined), { training }) as Tensor2D,
        ]),
      );
    },
    dispose: () => {
      for (const { front, model } of towers) {
        front?.dispose();
        model?.dispose();
      }
      for (const { model } of branches) model.dispose();
    },
  };
}

/** A layer's tensors stand in the order of the plan's, which is Keras's. */
function variablesOf(
  { weights }: PlannedLayer,
  built: ReadonlyMap<string, layers.Layer>,
): readonly (readonly [string, Variable])[] {
  return weights.map(({ name }, index) => {
    const weight = built.get(name.slice(0, name.lastIndexOf('/')))?.weights[index];
    if (weight === undefined) throw new Error(`The model has no weight ${name}.`);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a LayerVariable wraps a tf.Variable
    return [name, weight.read() as Variable] as const;
  });
}

function buildLayer(
  tf: Tensorflow,
  name: string,
  { layer, inputShape }: PlannedLayer,
  isOutput: boolean,
  ordinal: number,
  key: DropoutKey,
): layers.Layer {
  // zeros: the weights are imported right after, from the lab's own initialisation
  const start = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
  switch (layer.kind) {
    case 'conv2d':
      return tf.layers.conv2d({
        name,
        filters: layer.filters,
        kernelSize: [...layer.kernel],
        padding: layer.padding,
        activation: layer.activation,
        ...start,
      });
    case 'maxPool2d':
      return tf.layers.maxPooling2d({ name, poolSize: layer.size });
    case 'dropout':
      return keyedDropout(tf, { name, rate: layer.rate, ordinal, key });
    case 'flatten':
      return tf.layers.flatten({ name });
    case 'batchNorm':
      return batchNorm(tf, { name, channels: inputShape.at(-1) ?? 0, frozen: isFrozen(layer) });
    case 'dense': {
      const activation: Activation = isOutput ? 'linear' : layer.activation;
      return tf.layers.dense({ name, units: layer.units, activation, ...start });
    }
    default:
      return assertNever(layer);
  }
}
