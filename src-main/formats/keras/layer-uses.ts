import { LabError } from '#shared/errors/errors';

import type { KerasFlow, KerasModel, KerasModelLayer } from './model-config';

/** One use of a layer that is no model: a layer that two inputs share is used twice. */
export interface LayerUse {
  readonly layer: KerasModelLayer;
  /** Null for an input of the whole model. */
  readonly from: readonly LayerUse[] | null;
}

/** The deck's largest network has some 130 layers, 65 of them one behind the other. */
const MOST_USES = 4_000;
const MOST_DEPTH = 500;

/**
 * Follows a description from each output of the model back to its inputs. Models inside the model are opened.
 * @param file for messages
 * @throws LabError `invalid-weights` where the description turns in circles or names what it does not hold
 */
export function outputUses(file: string, model: KerasModel): readonly LayerUse[] {
  const counter = { uses: 0, depth: 0 };
  return usesOf(file, model, null, counter);
}

interface Counter {
  uses: number;
  /** Layers that are being followed, each behind the next. */
  depth: number;
}

/** @param bound what flows into the model's inputs; null for the whole model */
function usesOf(
  file: string,
  model: KerasModel,
  bound: readonly LayerUse[] | null,
  counter: Counter,
): readonly LayerUse[] {
  const use = (layer: KerasModelLayer, from: LayerUse['from']): LayerUse => {
    if (++counter.uses > MOST_USES) throw unreadable(file, `uses its layers more than ${MOST_USES} times`);
    return { layer, from };
  };
  return model.className === 'Sequential'
    ? sequenceUses(file, model, bound, counter, use)
    : functionalUses(file, model, bound, counter, use);
}

type Use = (layer: KerasModelLayer, from: LayerUse['from']) => LayerUse;

function sequenceUses(
  file: string,
  { name, layers }: KerasModel,
  bound: readonly LayerUse[] | null,
  counter: Counter,
  use: Use,
): readonly LayerUse[] {
  const [input] = layers;
  let current = bound ?? [use(input?.className === 'InputLayer' ? input : unnamedInput(name), null)];
  for (const layer of layers) {
    if (layer.className === 'InputLayer') continue;
    current = layer.model === null ? [use(layer, current)] : usesOf(file, layer.model, current, counter);
  }
  return current;
}

function functionalUses(
  file: string,
  model: KerasModel,
  bound: readonly LayerUse[] | null,
  counter: Counter,
  use: Use,
): readonly LayerUse[] {
  const layers = new Map(model.layers.map((layer) => [layer.name, layer]));
  /** Null while it is being followed. */
  const known = new Map<string, LayerUse | null>();

  function follow({ layer: name, call }: KerasFlow): LayerUse {
    const key = `${name}:${call}`;
    const found = known.get(key);
    if (found === null) throw unreadable(file, `leads back to "${name}" from itself`);
    if (found !== undefined) return found;
    const layer = layers.get(name);
    if (layer === undefined) throw unreadable(file, `names "${name}", which it does not hold`);
    if (++counter.depth > MOST_DEPTH) throw unreadable(file, `has more than ${MOST_DEPTH} layers behind each other`);
    known.set(key, null);
    const made = layer.className === 'InputLayer' ? input(layer) : called(layer, call);
    known.set(key, made);
    counter.depth -= 1;
    return made;
  }

  function input(layer: KerasModelLayer): LayerUse {
    return bound?.[model.inputs.indexOf(layer.name)] ?? use(layer, null);
  }

  function called(layer: KerasModelLayer, call: number): LayerUse {
    const flows = layer.calls[call] ?? [];
    if (flows.length === 0) throw unreadable(file, `does not say what flows into "${layer.name}"`);
    const from = flows.map(follow);
    if (layer.model === null) return use(layer, from);
    const [output, ...others] = usesOf(file, layer.model, from, counter);
    if (output === undefined || others.length > 0) {
      throw unreadable(file, `has in "${layer.name}" a model with ${others.length + 1} outputs inside the model`);
    }
    return output;
  }

  return model.outputs.map(follow);
}

/** A Sequential may begin without an input of its own. */
function unnamedInput(model: string): KerasModelLayer {
  return { name: model, className: 'InputLayer', calls: [], calledInTraining: false, settings: {}, model: null };
}

function unreadable(file: string, what: string): LabError {
  return new LabError(
    'invalid-weights',
    `The description of the model in ${file} ${what}; expected layers from its inputs to its outputs. ` +
      'Save the model again, or its weights alone: model.save_weights("weights.h5").',
  );
}
