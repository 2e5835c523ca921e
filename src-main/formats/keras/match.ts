import { LabError } from '#shared/errors/errors';
import type { PlannedLayer, Shape, WeightPlan } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { arrange, type Arrangement } from './branches';
import type { LeafLayer } from './leaf-layers';
import type { KerasFile } from './read-h5';

/** A tensor of a plan; batch normalisation has four of them. */
export type PlannedWeight = Pick<WeightPlan, 'name' | 'role' | 'shape'>;

/** The weights of one tower, or of what follows the towers, in the plan's order. Each is named `scope/layer/role`. */
export type WeightScope = readonly PlannedWeight[];

/** What the weights of a file are wanted for. */
export interface WeightTarget {
  /** A tower for each input, in the order of the inputs; one alone where they share it. */
  readonly towers: readonly WeightScope[];
  readonly joint: WeightScope;
}

interface WantedLayer {
  readonly name: string;
  readonly kind: string;
  readonly weights: readonly PlannedWeight[];
}

type Way = 'one after the other' | 'interleaved';

const ADVICE = 'Choose the file of such a network, or design the network that the file was trained as.';

/** All weights of a plan, as its towers group them. */
export function weightTarget({ towers, branches }: NetworkPlan): WeightTarget {
  const weightsIn = (layers: readonly PlannedLayer[]): WeightScope => layers.flatMap(({ weights }) => weights);
  return {
    towers: towers.map(({ layers }) => weightsIn(layers)),
    joint: branches.flatMap(({ layers }) => weightsIn(layers)),
  };
}

/**
 * Gives each weight of a plan its values from a Keras file, by structure: the order, the kinds and the shapes of the
 * layers. Names play no part, except that a weight's own tells a kernel from a bias.
 * @returns a tensor per weight, in the plan's order; the values are the file's own arrays
 * @throws LabError `invalid-weights`, naming the first layer that differs, its shape and the one that was expected
 */
export function matchKerasWeights(file: KerasFile, target: WeightTarget): readonly NamedTensor[] {
  const arrangement = arrange(file);
  const towers = target.towers.map(layersOf);
  const wanted = [...towers.flat(), ...layersOf(target.joint)];
  if (arrangement.kind === 'branches') {
    refuseOtherTowers(file, arrangement, towers, wanted);
    return assign(file, [...arrangement.towers.flat(), ...arrangement.joint], wanted);
  }
  const { layers } = arrangement;
  const interleaved = interleave(towers).concat(layersOf(target.joint));
  if (towers.length < 2) return assign(file, layers, wanted);
  const fits = (order: readonly WantedLayer[]): boolean => problemOf(layers, order) === null;
  const ways: readonly Way[] = [
    ...(fits(wanted) ? (['one after the other'] as const) : []),
    ...(fits(interleaved) ? (['interleaved'] as const) : []),
  ];
  const differ = wanted.some((layer, index) => layer !== interleaved[index]);
  if (ways.length === 2 && differ) {
    throw new LabError(
      'invalid-weights',
      `${file.name} holds weights alone, and its towers could lie in it ${ways.join(' or ')}; expected one way only. ` +
        'Save the whole model, which describes its towers: model.save("model.h5").',
    );
  }
  const order = ways[0] === 'one after the other' ? wanted : interleaved;
  const tensors = new Map(assign(file, layers, order).map((tensor) => [tensor.name, tensor]));
  return wanted.flatMap(({ weights }) => weights.flatMap(({ name }) => tensors.get(name) ?? []));
}

/** Keras's order of layers that stand at the same depth of two towers: the first layer of each, the second of each … */
function interleave(towers: readonly (readonly WantedLayer[])[]): readonly WantedLayer[] {
  const depth = Math.max(...towers.map(({ length }) => length), 0);
  return Array.from({ length: depth }, (_, layer) => towers.flatMap((tower) => tower[layer] ?? [])).flat();
}

function layersOf(weights: WeightScope): readonly WantedLayer[] {
  const layers = new Map<string, PlannedWeight[]>();
  for (const weight of weights) {
    const layer = weight.name.slice(0, weight.name.lastIndexOf('/'));
    layers.set(layer, [...(layers.get(layer) ?? []), weight]);
  }
  return [...layers].map(([name, owned]) => ({ name, kind: kindOf(owned), weights: owned }));
}

function kindOf(weights: readonly PlannedWeight[]): string {
  const kernel = weights.find(({ role }) => role === 'kernel');
  if (kernel === undefined) return 'batchNormalization';
  return kernel.shape.length === 4 ? 'conv2d' : 'dense';
}

function assign(file: KerasFile, layers: readonly LeafLayer[], wanted: readonly WantedLayer[]): readonly NamedTensor[] {
  const problem = problemOf(layers, wanted);
  if (problem !== null) throw mismatch(file, problem, layers, wanted);
  return wanted.flatMap(({ weights }, index) =>
    weights.flatMap(({ name, role, shape }) => {
      const found = layers[index]?.weights.find((weight) => weight.role === role);
      return found === undefined ? [] : [{ name, shape, values: found.values }];
    }),
  );
}

/** The first difference, in words; null where every layer fits. */
function problemOf(layers: readonly LeafLayer[], wanted: readonly WantedLayer[]): string | null {
  for (const [index, expected] of wanted.entries()) {
    const layer = layers[index];
    const place = `layer ${index + 1} of those with weights`;
    if (layer === undefined) {
      return `it ends before ${place}; expected ${expected.name} (${expected.kind}) ${shapesOf(expected.weights)}`;
    }
    const where = `${place}, "${layer.name}"`;
    if (layer.kind !== expected.kind) {
      return `${where}, is ${layer.kind} ${shapesOf(layer.weights)}; expected ${expected.name} (${expected.kind}) ${shapesOf(expected.weights)}`;
    }
    const setting = settingProblem(layer);
    if (setting !== null) return `${where} (${layer.kind}), ${setting} for ${expected.name}`;
    for (const weight of expected.weights) {
      const found = layer.weights.filter(({ role }) => role === weight.role);
      if (found.length !== 1 || shapeText(found[0]?.shape ?? []) !== shapeText(weight.shape)) {
        const received =
          found[0] === undefined ? `no ${weight.role}` : `a ${weight.role} of shape ${shapeText(found[0].shape)}`;
        return `${where} (${layer.kind}), has ${received}; expected ${shapeText(weight.shape)} for ${weight.name}`;
      }
    }
    if (layer.weights.length !== expected.weights.length) {
      return `${where} (${layer.kind}), has the weights ${shapesOf(layer.weights)}; expected ${shapesOf(expected.weights)} for ${expected.name}`;
    }
  }
  const extra = layers[wanted.length];
  return extra === undefined
    ? null
    : `it goes on with "${extra.name}" (${extra.kind}) ${shapesOf(extra.weights)}; expected its end after ${wanted.length} layers with weights`;
}

/** What a plan cannot say, and what shapes do not show. */
function settingProblem({ kind, settings }: LeafLayer): string | null {
  if (settings['data_format'] === 'channels_first') return 'takes channels first; expected channels last';
  if (kind !== 'conv2d') return null;
  for (const name of ['strides', 'dilation_rate', 'groups']) {
    const steps: readonly unknown[] = [settings[name] ?? 1].flat();
    if (steps.some((step) => step !== 1)) return `has ${name} of ${JSON.stringify(steps)}; expected 1`;
  }
  return null;
}

function refuseOtherTowers(
  file: KerasFile,
  { towers, joint }: Extract<Arrangement, { kind: 'branches' }>,
  wantedTowers: readonly (readonly WantedLayer[])[],
  wanted: readonly WantedLayer[],
): void {
  const sizes = (lengths: readonly (readonly unknown[])[]): string =>
    lengths.length === 0 ? 'no tower' : `${lengths.map(({ length }) => length).join(' + ')} layers in towers`;
  const same = towers.every((tower, index) => tower.length === wantedTowers[index]?.length);
  if (towers.length === wantedTowers.length && same) return;
  throw mismatch(
    file,
    `it has ${sizes(towers)} and ${joint.length} behind them; expected ${sizes(wantedTowers)}`,
    [...towers.flat(), ...joint],
    wanted,
  );
}

function mismatch(
  { name }: KerasFile,
  problem: string,
  layers: readonly LeafLayer[],
  wanted: readonly WantedLayer[],
): LabError {
  return new LabError(
    'invalid-weights',
    `${name} does not fit the network: ${problem}. ` +
      `The file has ${countKinds(layers)}, the network ${countKinds(wanted)}. ${ADVICE}`,
  );
}

/** "3 conv2d, 2 dense" */
function countKinds(layers: readonly { readonly kind: string }[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of layers) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return layers.length === 0 ? 'no weights' : [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function shapesOf(weights: readonly { readonly shape: Shape }[]): string {
  return weights.map(({ shape }) => shapeText(shape)).join(' ');
}

function shapeText(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}
