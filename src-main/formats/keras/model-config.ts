import { z } from 'zod';

/** One of the outputs that flow into a layer: what a layer gave at its nth call. */
export interface KerasFlow {
  readonly layer: string;
  readonly call: number;
}

/** A layer as Keras describes it. */
export interface KerasModelLayer {
  readonly name: string;
  /** Keras's word: "Conv2D". */
  readonly className: string;
  /** What flows in at each call. A shared layer is called several times; a layer of a Sequential says nothing. */
  readonly calls: readonly (readonly KerasFlow[])[];
  /** Whether a call says `training=True`: the layer then does at every time what others do only in training. */
  readonly calledInTraining: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the layer is a model itself. */
  readonly model: KerasModel | null;
}

/** The part of a model's description that the import needs. */
export interface KerasModel {
  readonly name: string;
  readonly className: string;
  /** In Keras's order: by depth from the input, and at the same depth by the order in which the outputs reach them. */
  readonly layers: readonly KerasModelLayer[];
  /** The names of its input layers, in the order in which the model takes its inputs. */
  readonly inputs: readonly string[];
  /** What its outputs are taken from, in order. A Sequential says nothing: it is its last layer. */
  readonly outputs: readonly KerasFlow[];
}

const MOST_NESTED_MODELS = 8;
const MOST_FLOW_DEPTH = 16;
const MOST_LAYERS = 2_000;

const LayerText = z.object({
  class_name: z.string(),
  name: z.string().nullish(),
  config: z.unknown().optional(),
  inbound_nodes: z.unknown().optional(),
});
const Settings = z.record(z.string(), z.unknown());
const Layers = z.array(LayerText).max(MOST_LAYERS);
const ModelText = z.object({
  class_name: z.string(),
  config: z.object({
    name: z.string().optional(),
    layers: Layers,
    input_layers: z.unknown().optional(),
    output_layers: z.unknown().optional(),
  }),
});
/** Sequential models before Keras 2.2.3. */
const OldSequentialText = z.object({ class_name: z.literal('Sequential'), config: Layers });

/**
 * Reads the `model_config` of a Keras file (Keras 2, and Keras 3 as it writes .h5).
 * @param description what its JSON holds
 * @returns null where it describes no list of layers, as for a subclassed model
 */
export function parseModelConfig(description: unknown, depth = 0): KerasModel | null {
  if (depth > MOST_NESTED_MODELS) return null;
  const old = OldSequentialText.safeParse(description);
  if (old.success) {
    const layers = layersOf(old.data.config, depth);
    return { name: 'sequential', className: 'Sequential', layers, inputs: [], outputs: [] };
  }
  const { data } = ModelText.safeParse(description);
  if (data === undefined) return null;
  return countedFromZero({
    name: data.config.name ?? '',
    className: data.class_name,
    layers: layersOf(data.config.layers, depth),
    inputs: flowsIn(data.config.input_layers).map(({ layer }) => layer),
    outputs: flowsIn(data.config.output_layers),
  });
}

/**
 * Keras counts the calls of a model inside the model from 1: the call that made it is its first (`kept_nodes` in the
 * get_config of Functional), and is not listed.
 */
function countedFromZero(model: KerasModel): KerasModel {
  const { layers, outputs } = model;
  const inner = new Map(layers.flatMap((layer) => (layer.model === null ? [] : [[layer.name, layer.calls.length]])));
  const flows = [...layers.flatMap(({ calls }) => calls.flat()), ...outputs];
  const shifted = new Set(flows.flatMap(({ layer, call }) => (inner.get(layer) === call ? [layer] : [])));
  if (shifted.size === 0) return model;
  const back = (flow: KerasFlow): KerasFlow => (shifted.has(flow.layer) ? { ...flow, call: flow.call - 1 } : flow);
  return {
    ...model,
    layers: layers.map((layer) => ({ ...layer, calls: layer.calls.map((from) => from.map(back)) })),
    outputs: outputs.map(back),
  };
}

function layersOf(layers: readonly z.infer<typeof LayerText>[], depth: number): readonly KerasModelLayer[] {
  return layers.map(({ class_name: className, name, config, inbound_nodes: nodes }) => {
    const settings = Settings.safeParse(config).data ?? {};
    const ownName = typeof settings['name'] === 'string' ? settings['name'] : '';
    return {
      name: name ?? ownName,
      className,
      calls: Array.isArray(nodes) ? nodes.map((node: unknown) => flowsIn(node)) : [],
      calledInTraining: saysTraining(nodes),
      settings,
      model: parseModelConfig({ class_name: className, config }, depth + 1),
    };
  });
}

/**
 * Every flow in a part of the description, in order. Keras 2 writes one as `["conv2d", call, output, {…}]`, Keras 3 as
 * `{"class_name": "__keras_tensor__", "config": {"keras_history": ["conv2d", call, output]}}`.
 */
function flowsIn(part: unknown, depth = 0): readonly KerasFlow[] {
  if (depth > MOST_FLOW_DEPTH || typeof part !== 'object' || part === null) return [];
  const parts: readonly unknown[] = Array.isArray(part) ? part : Object.values(part);
  const [layer, call, output] = parts;
  if (Array.isArray(part) && typeof layer === 'string' && Number.isInteger(call) && Number.isInteger(output)) {
    return [{ layer, call: Number(call) }, ...flowsIn(parts.slice(3), depth + 1)];
  }
  return parts.flatMap((inner) => flowsIn(inner, depth + 1));
}

/** Keras 2 writes what a call was given beside its flow, Keras 3 as `kwargs`. */
function saysTraining(part: unknown, depth = 0): boolean {
  if (depth > MOST_FLOW_DEPTH || typeof part !== 'object' || part === null) return false;
  if (!Array.isArray(part) && 'training' in part && part.training === true) return true;
  return Object.values(part).some((inner: unknown) => saysTraining(inner, depth + 1));
}
