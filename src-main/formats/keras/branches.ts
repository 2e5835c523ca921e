import { LabError } from '#shared/errors/errors';

import { leafLayersOf, type LeafLayer } from './leaf-layers';
import type { KerasFlow, KerasModel, KerasModelLayer } from './model-config';
import type { KerasFile } from './read-h5';

/** The layers of a file as its description sorts them. */
export type Arrangement =
  /** One after the other, or with the towers' layers mixed in a way that the file does not tell. */
  | { readonly kind: 'sequence'; readonly layers: readonly LeafLayer[] }
  /** By what flows into them: one input alone, or several. */
  | {
      readonly kind: 'branches';
      readonly towers: readonly (readonly LeafLayer[])[];
      readonly joint: readonly LeafLayer[];
    };

/** Layers for which the order of what they join matters. */
const ORDERED_MERGES = new Set(['Concatenate', 'Subtract']);
/** The lab's networks have two. */
const MOST_INPUTS = 8;
/** With a space, as no layer's name has one. */
const SHARED = 'every input';
const JOINT = 'behind the towers';

/**
 * Sorts the layers with weights of a file into towers and what follows them. Keras lists the layers by depth, so two
 * towers lie interleaved (conv of the first, conv of the second, …): the flows of the description tell them apart.
 * @throws LabError `invalid-weights` where the towers are joined in another order than that of their inputs
 */
export function arrange(file: KerasFile): Arrangement {
  const layers = leafLayersOf(file);
  const { model } = file;
  if (model === null || model.inputs.length < 2 || model.inputs.length > MOST_INPUTS) {
    return { kind: 'sequence', layers: layers.flatMap(({ leaves }) => leaves) };
  }
  const reached = createReach(model);
  refuseCrossedTowers(file.name, model, reached);
  const described = new Map(model.layers.map((layer) => [layer.name, layer]));
  const branches = new Map<string, LeafLayer[]>();
  for (const { name, leaves } of layers) {
    const layer = described.get(name);
    const branch = layer === undefined ? JOINT : branchOf(layer, reached);
    if (leaves.length > 0) branches.set(branch, [...(branches.get(branch) ?? []), ...leaves]);
  }
  const joint = branches.get(JOINT) ?? [];
  branches.delete(JOINT);
  const order = [SHARED, ...model.inputs];
  const towers = [...branches].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, leaves]) => leaves);
  return { kind: 'branches', towers, joint };
}

/** The inputs that a flow comes from. */
type Reach = (flow: KerasFlow) => ReadonlySet<string>;

const keyOf = ({ layer, call }: KerasFlow): string => `${layer}:${call}`;

/** Follows each input through the layers. Without recursion: a file may describe a long chain, or a circle. */
function createReach({ layers, inputs }: KerasModel): Reach {
  const users = new Map<string, KerasFlow[]>();
  for (const { name, calls } of layers) {
    for (const [call, flows] of calls.entries()) {
      for (const flow of flows) {
        const known = users.get(keyOf(flow)) ?? [];
        known.push({ layer: name, call });
        users.set(keyOf(flow), known);
      }
    }
  }
  const reached = new Map<string, Set<string>>();
  for (const input of inputs) {
    const pending: KerasFlow[] = [{ layer: input, call: 0 }];
    for (const flow of pending) {
      const from = reached.get(keyOf(flow)) ?? new Set();
      if (from.has(input)) continue;
      reached.set(keyOf(flow), from.add(input));
      for (const user of users.get(keyOf(flow)) ?? []) pending.push(user);
    }
  }
  return (flow) => reached.get(keyOf(flow)) ?? new Set();
}

/** An input's name, where all of a layer's calls see that input alone; *shared*, where each call sees another one. */
function branchOf({ name, calls }: KerasModelLayer, reached: Reach): string {
  const inputs = calls.map((_, call) => [...reached({ layer: name, call })]);
  const [first] = inputs[0] ?? [];
  if (first === undefined || inputs.some(({ length }) => length !== 1)) return JOINT;
  return inputs.every(([input]) => input === first) ? first : SHARED;
}

/** A plan joins its towers in the order of its inputs, and the weights behind the joint know that order. */
function refuseCrossedTowers(file: string, { layers, inputs }: KerasModel, reached: Reach): void {
  for (const { name, className, calls } of layers) {
    if (!ORDERED_MERGES.has(className)) continue;
    for (const flows of calls) {
      const joined = flows
        .map((flow) => [...reached(flow)])
        .flatMap((from) => (from.length === 1 ? from : []))
        .map((input) => inputs.indexOf(input));
      if (joined.some((input, index) => input < (joined[index - 1] ?? 0))) {
        throw new LabError(
          'invalid-weights',
          `${file} joins its towers in ${name} in another order than that of its inputs (${inputs.join(', ')}); expected ` +
            'the same order. Save the model with its inputs in the order in which their towers are joined.',
        );
      }
    }
  }
}
