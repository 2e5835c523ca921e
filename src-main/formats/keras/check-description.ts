import { LabError } from '#shared/errors/errors';
import { HEADS } from '#shared/networks/heads/registry';
import { JOINT, type Branch, type NetworkPlan } from '#shared/networks/plan';

import { arrange } from './branches';
import { compareOperations } from './compare-operations';
import { outputUses, type LayerUse } from './layer-uses';
import { describedOperations, plannedOperations, type Operation } from './operations';
import type { KerasFile } from './read-h5';

/** What a plan's head is in a file: the layer that joins the towers, and what is done to what it gives. */
const JOINS: Readonly<Record<string, { readonly joins: string; readonly then: readonly Operation[] }>> = {
  concatenate: { joins: 'Concatenate', then: [] },
  absoluteDifference: { joins: 'Subtract', then: [{ layer: 'the head', kind: 'Absolute', settings: {} }] },
  // and no distance: a file holds it as code of its own
};
const WEIGHTED = new Set(['Conv2D', 'Dense', 'BatchNormalization']);
const OTHER = 'Choose the file of such a network, or design the network that the file was trained as.';
const UNREADABLE = 'Where you know that it is that network, save its weights alone: model.save_weights("weights.h5").';

/**
 * Holds what a file says of its model against a plan, layer by layer from the inputs to the outputs: what the shapes of
 * the weights do not show. A file of weights alone says nothing, and is taken for the plan's network.
 * @throws LabError `invalid-weights`, naming the first layer that computes something else
 */
export function refuseOtherDescription(file: KerasFile, plan: NetworkPlan): void {
  if (file.model === null) return;
  const outputs = outputUses(file.name, file.model);
  if (outputs.length !== plan.branches.length) {
    throw refusal(file, `it has ${outputs.length} outputs; expected ${plan.branches.length}`);
  }
  for (const [index, output] of outputs.entries()) {
    const branch = plan.branches[index];
    if (branch !== undefined) checkBranch(file, plan, branch, output);
  }
}

function checkBranch(file: KerasFile, plan: NetworkPlan, branch: Branch, output: LayerUse): void {
  const behind = chainTo(output);
  const { first } = behind;
  const inputs = inputNames(file);
  const joint = branch.layers.flatMap((layer) => plannedOperations(JOINT, layer));
  if (HEADS.get(branch.head).joins === 1) {
    checkInput(file, plan, first, 0, inputs);
    const tower = towerOperations(plan, 0);
    check(file, withoutScaling(file, plan, behind.operations).rest, [...tower, ...joint]);
    refuseOtherOrder(file, behind.weighted);
    return;
  }
  const head = JOINS[branch.head];
  if (first.from === null)
    throw refusal(file, `it has one input; expected two, whose towers are joined (${branch.head})`);
  if (head === undefined) {
    throw refusal(
      file,
      `"${first.layer.name}" (${first.layer.className}) joins what its towers give in a way that the lab cannot read out ` +
        `of a file; expected the head ${branch.head}`,
      UNREADABLE,
    );
  }
  const [join, ...rest] = [...describedOperations(first.layer), ...behind.operations];
  if (join?.kind !== head.joins || first.from.length !== 2 || !['-1', '1', undefined].includes(join.settings['axis'])) {
    throw refusal(
      file,
      `"${first.layer.name}" (${first.layer.className}) joins ${first.from.length} layers` +
        `${join?.settings['axis'] === undefined ? '' : ` along axis ${join.settings['axis']}`}; expected ${head.joins} of two towers`,
    );
  }
  check(file, rest, [...head.then, ...joint]);
  const towers = first.from.map(chainTo);
  checkTowers(file, plan, towers);
  const weighted = [...new Set(towers.flatMap((tower) => tower.weighted)), ...behind.weighted];
  refuseOtherOrder(file, weighted);
}

function checkTowers(file: KerasFile, plan: NetworkPlan, towers: readonly Chain[]): void {
  const inputs = inputNames(file);
  const scaled = towers.map((tower) => withoutScaling(file, plan, tower.operations));
  for (const [index, tower] of towers.entries()) {
    checkInput(file, plan, tower.first, index, inputs);
    check(file, scaled[index]?.rest ?? [], towerOperations(plan, plan.towers.length === 1 ? 0 : index));
  }
  if (new Set(scaled.map(({ isScaled }) => isScaled)).size > 1) {
    throw refusal(file, 'it scales the pixels (Rescaling) of one input and not of the other; expected both alike');
  }
  const [one = [], other = []] = towers.map(({ names }) => names);
  const differing = one.findIndex((name, place) => name !== other[place]);
  if (plan.towers.length === 1 && differing !== -1) {
    throw refusal(
      file,
      `the first input goes through "${one[differing]}", the second through "${other[differing] ?? 'nothing'}"; ` +
        'expected both to share one tower',
    );
  }
}

/** The weights are matched in the order in which the file lists them, which must be that of the connections. */
function refuseOtherOrder(file: KerasFile, connected: readonly string[]): void {
  const arrangement = arrange(file);
  const leaves =
    arrangement.kind === 'sequence' ? arrangement.layers : [...arrangement.towers.flat(), ...arrangement.joint];
  const listed = leaves.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  const place = connected.findIndex((name, index) => name !== listed[index]);
  // weights of a model inside the model may have names that tell nothing of their layers
  if (place === -1 || listed.toSorted().join() !== connected.toSorted().join()) return;
  throw refusal(
    file,
    `its connections lead to "${connected[place]}" where its list of weights has "${listed[place]}"; expected one order`,
  );
}

/** A run of layers, each of which only the next one uses. */
interface Chain {
  /** Where it begins: an input, or a layer that joins several. */
  readonly first: LayerUse;
  readonly names: readonly string[];
  /** Those of them that have weights. */
  readonly weighted: readonly string[];
  /** Of what follows `first`. */
  readonly operations: readonly Operation[];
}

function chainTo(end: LayerUse): Chain {
  const uses: LayerUse[] = [];
  let use = end;
  for (; use.from?.length === 1 && use.from[0] !== undefined; use = use.from[0]) uses.push(use);
  uses.reverse();
  const operations = uses.flatMap(({ layer }) => describedOperations(layer));
  const weighted = operations.filter(({ kind }) => WEIGHTED.has(kind)).map(({ layer }) => layer);
  return { first: use, names: operations.map(({ layer }) => layer), weighted, operations };
}

/** The first layer may do the lab's own scaling: it is then done once, by the lab. */
function withoutScaling(
  file: KerasFile,
  { scaling }: NetworkPlan,
  operations: readonly Operation[],
): { readonly rest: readonly Operation[]; readonly isScaled: boolean } {
  const [first, ...rest] = operations;
  if (first?.kind !== 'Rescaling') return { rest: operations, isScaled: false };
  const { scale, offset } = first.settings;
  const isUnit = Math.abs(Number(scale) * 255 - 1) < 1e-6 && Number(offset) === 0;
  if (scaling === 'unit' && isUnit) return { rest, isScaled: true };
  throw refusal(
    file,
    `"${first.layer}" (Rescaling) makes of a pixel its value × ${scale} + ${offset}; expected the scaling of the network, ${
      scaling === 'unit' ? 'value / 255' : scaling
    }`,
  );
}

function checkInput(file: KerasFile, plan: NetworkPlan, use: LayerUse, index: number, inputs: readonly string[]): void {
  const { name, className, settings } = use.layer;
  if (use.from !== null) {
    throw refusal(
      file,
      `"${name}" (${className}) joins ${use.from.length} layers; expected one layer after another from the input on`,
    );
  }
  const place = inputs.indexOf(name);
  if (place !== -1 && place !== index) {
    throw refusal(file, `tower ${index + 1} looks at input ${place + 1}, "${name}"; expected input ${index + 1}`);
  }
  const given: unknown = settings['batch_input_shape'] ?? settings['batch_shape'];
  const shape = plan.inputs[index]?.shape ?? [];
  if (!Array.isArray(given)) return;
  const image: readonly unknown[] = given.slice(1);
  if (image.length === shape.length && image.every((side, axis) => side === null || side === shape[axis])) return;
  throw refusal(file, `"${name}" takes [${image.join(', ')}]; expected [${shape.join(', ')}]`);
}

function inputNames({ model }: KerasFile): readonly string[] {
  return model?.inputs ?? [];
}

function towerOperations({ towers }: NetworkPlan, index: number): readonly Operation[] {
  const tower = towers[index];
  return tower === undefined ? [] : tower.layers.flatMap((layer) => plannedOperations(tower.name, layer));
}

function check(file: KerasFile, described: readonly Operation[], planned: readonly Operation[]): void {
  const problem = compareOperations(described, planned);
  if (problem !== null) throw refusal(file, problem);
}

function refusal({ name }: KerasFile, problem: string, advice = OTHER): LabError {
  return new LabError('invalid-weights', `${name} describes another network: ${problem}. ${advice}`);
}
