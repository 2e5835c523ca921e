import type { layers, LayersModel, SymbolicTensor, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-node';

import type { PlannedLayer, Shape } from '#shared/networks/layer';
import { JOINT, layersOf, type NetworkPlan, type Tower } from '#shared/networks/plan';

import { frozenDepth } from '#shared/networks/frozen-front';
import { headInputs } from '../head-inputs';
import type { Tensorflow } from '../tensorflow';
import type { FrozenFront } from './frozen-front';
import { TFJS_HEADS } from './heads/registry';
import type { DropoutKey } from './layers/layer';
import { TFJS_LAYERS } from './layers/registry';
import type { Logits } from './outputs';

/** A network of tfjs layers. */
export interface BuiltNetwork {
  /** For each input of the plan the frozen front of its tower, null where its first layers are trained. */
  readonly fronts: readonly (FrozenFront | null)[];
  /**
   * The logits of each output: its activation is left out, because the losses take logits, where they are exact.
   * @param inputs [batch, …] for each input of the plan, or what its front has made of it
   */
  readonly forward: (inputs: readonly Tensor[], training: boolean) => Logits;
  /** What the tower of each input makes of it [batch, features], before a head joins them. */
  readonly features: (inputs: readonly Tensor[], training: boolean) => readonly Tensor2D[];
  /** tfjs layers by the plan's `scope/name`. */
  readonly layers: ReadonlyMap<string, layers.Layer>;
  /** Every tensor of the network by the plan's names, the untrained ones too. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly dispose: () => void;
}

export function buildNetwork(tf: Tensorflow, plan: NetworkPlan, key: DropoutKey): BuiltNetwork {
  const chains = createChains(tf, key);
  const towers = plan.towers.map((tower) => buildTower(chains, plan, tower));
  const branches = plan.branches.map(({ name, head, headShape, layers: planned }) => ({
    name,
    head,
    model: chains.build(JOINT, headShape, planned, true),
  }));
  const ofInputs = plan.inputs.map(({ name }) => {
    const tower = towers.find(({ inputs }) => inputs.includes(name));
    if (tower === undefined) throw new Error(`The input ${name} has no tower.`);
    return { name, tower };
  });

  const features: BuiltNetwork['features'] = (inputs, training) =>
    ofInputs.map(({ name, tower: { model } }, index) => {
      const tensor = inputs[index];
      if (tensor === undefined) throw new Error(`The input ${name} has no tensor.`);
      return (model === null ? tensor : model.apply(tensor, { training })) as Tensor2D;
    });

  return {
    layers: chains.built,
    variables: new Map(layersOf(plan).flatMap((layer) => variablesOf(layer, chains.built))),
    features,
    fronts: ofInputs.map(({ tower: { front, frontShape } }) =>
      front === null ? null : { shape: frontShape, apply: (images) => front.apply(images) as Tensor },
    ),
    forward: (inputs, training) => {
      const given = features(inputs, training);
      return new Map(
        branches.map(({ name, head, model }) => {
          const joined = TFJS_HEADS.get(head).join(tf, headInputs(head, given));
          return [name, model.apply(joined, { training }) as Tensor2D];
        }),
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

/** Makes models of layers one after the other. */
interface Chains {
  readonly build: (
    scope: string,
    inputShape: Shape,
    planned: readonly PlannedLayer[],
    isBranch: boolean,
  ) => LayersModel;
  /** All layers so far, by `scope/name`. */
  readonly built: ReadonlyMap<string, layers.Layer>;
}

function createChains(tf: Tensorflow, key: DropoutKey): Chains {
  const built = new Map<string, layers.Layer>();
  return {
    built,
    build: (scope, inputShape, chain, isBranch) => {
      const input = tf.input({ shape: [...inputShape] });
      const output = chain.reduce<SymbolicTensor>((tensor, planned, index) => {
        const isOutput = isBranch && index === chain.length - 1;
        const name = `${scope}/${planned.layer.name}`;
        const { make } = TFJS_LAYERS.get(planned.layer.kind);
        const made = make({ tf, name, planned, isOutput, ordinal: built.size, key });
        built.set(made.name, made);
        return made.apply(tensor) as SymbolicTensor;
      }, input);
      return tf.model({ inputs: input, outputs: output });
    },
  };
}

interface BuiltTower extends Pick<Tower, 'inputs'> {
  /** Null where its first layers are trained. */
  readonly front: LayersModel | null;
  /** Of what the front gives for one image, or of an image. */
  readonly frontShape: Shape;
  /** Null for a tower that is frozen as a whole. */
  readonly model: LayersModel | null;
}

function buildTower({ build }: Chains, plan: NetworkPlan, { name, inputs, layers: planned }: Tower): BuiltTower {
  const input = plan.inputs.find((candidate) => candidate.name === inputs[0]);
  if (input === undefined) throw new Error(`A tower reads the input ${inputs[0] ?? ''}, which the plan lacks.`);
  const [front, rest] = [planned.slice(0, frozenDepth(planned)), planned.slice(frozenDepth(planned))];
  const frontShape = front.at(-1)?.outputShape ?? input.shape;
  return {
    inputs,
    frontShape,
    front: front.length === 0 ? null : build(name, input.shape, front, false),
    model: rest.length === 0 ? null : build(name, frontShape, rest, false),
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
