import { sizeOf } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';
import type { PlannedLayer } from '#shared/networks/layer';

import type { MadeFile, MadeLayer } from './keras-files';

/** A layer as a description holds it, to be changed by a test. */
export interface DescribedLayer {
  class_name: string;
  config: Record<string, unknown>;
  /** Of a functional model. */
  name?: string;
  inbound_nodes?: unknown;
}

type Change = (layers: DescribedLayer[]) => void;

const POLICY = { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null };

/** A plain network's plan as Keras 3 describes a Sequential; the names are those of the plan's layers. */
export function asSequential(plan: NetworkPlan, change: Change = () => undefined): MadeFile {
  const [tower] = plan.towers;
  const layers: DescribedLayer[] = [
    { class_name: 'InputLayer', config: { batch_shape: [null, ...(plan.inputs[0]?.shape ?? [])], name: 'input' } },
    ...[...(tower?.layers ?? []), ...(plan.branches[0]?.layers ?? [])].map((layer) =>
      describe(layer, layer.layer.name, { dtype: POLICY }),
    ),
  ];
  change(layers);
  const config = { class_name: 'Sequential', config: { name: 'sequential', trainable: true, layers } };
  return { layers: weightLayers(plan, (name) => name.split('/').at(-2) ?? ''), config };
}

/** A siamese plan with two towers that are concatenated, as Keras 2 describes a functional model: layers by depth. */
export function asFunctional(plan: NetworkPlan, change: Change = () => undefined): MadeFile {
  const named = (tower: string, layer: PlannedLayer): string => `${layer.layer.name}_${tower}`;
  const node = (...from: readonly string[]): unknown => [from.map((name) => [name, 0, 0, {}])];
  const layers: DescribedLayer[] = plan.inputs.map(({ name, shape }) => ({
    class_name: 'InputLayer',
    name,
    config: { batch_input_shape: [null, ...shape], name },
    inbound_nodes: [],
  }));
  const ends = plan.inputs.map(({ name }) => name);
  for (const depth of plan.towers[0]?.layers.keys() ?? []) {
    for (const [index, tower] of plan.towers.entries()) {
      const layer = tower.layers[depth];
      if (layer === undefined) continue;
      const name = named(tower.name, layer);
      layers.push({ ...describe(layer, name, { dtype: 'float32' }), name, inbound_nodes: node(ends[index] ?? '') });
      ends[index] = name;
    }
  }
  layers.push({
    class_name: 'Concatenate',
    name: 'both',
    config: { name: 'both', axis: -1 },
    inbound_nodes: node(...ends),
  });
  let end = 'both';
  for (const layer of plan.branches[0]?.layers ?? []) {
    const { name } = layer.layer;
    layers.push({ ...describe(layer, name, { dtype: 'float32' }), name, inbound_nodes: node(end) });
    end = name;
  }
  change(layers);
  const config = {
    class_name: 'Functional',
    config: {
      name: 'model_1',
      layers,
      input_layers: plan.inputs.map(({ name }) => [name, 0, 0]),
      output_layers: [[end, 0, 0]],
    },
  };
  const own = weightLayers(plan, (name) => {
    const [scope = '', layer = ''] = name.split('/');
    return scope === 'joint' ? layer : `${layer}_${scope}`;
  });
  const order = layers.map(({ name }) => name);
  return { layers: own.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)), config };
}

function describe({ layer, inputShape }: PlannedLayer, name: string, more: object): DescribedLayer {
  const shared = { name, trainable: true, ...more };
  const kernel = { use_bias: true, kernel_initializer: { class_name: 'GlorotUniform', config: { seed: null } } };
  switch (layer.kind) {
    case 'conv2d':
      return {
        class_name: 'Conv2D',
        config: {
          ...shared,
          ...kernel,
          filters: layer.filters,
          kernel_size: [...layer.kernel],
          strides: [1, 1],
          padding: layer.padding,
          data_format: 'channels_last',
          dilation_rate: [1, 1],
          groups: 1,
          activation: layer.activation,
        },
      };
    case 'dense':
      return {
        class_name: 'Dense',
        config: { ...shared, ...kernel, units: layer.units, activation: layer.activation },
      };
    case 'maxPool2d': {
      const size = [layer.size, layer.size];
      const config = { ...shared, pool_size: size, padding: 'valid', strides: size, data_format: 'channels_last' };
      return { class_name: 'MaxPooling2D', config };
    }
    case 'batchNorm':
      return {
        class_name: 'BatchNormalization',
        config: { ...shared, axis: [inputShape.length], momentum: 0.9, epsilon: 0.001, center: true, scale: true },
      };
    case 'flatten':
      return { class_name: 'Flatten', config: { ...shared, data_format: 'channels_last' } };
    case 'dropout':
      return { class_name: 'Dropout', config: { ...shared, rate: layer.rate, noise_shape: null, seed: null } };
  }
}

const KERAS_ROLES: Readonly<Record<string, string>> = { movingMean: 'moving_mean', movingVariance: 'moving_variance' };

function weightLayers(plan: NetworkPlan, nameOf: (weight: string) => string): readonly MadeLayer[] {
  const layers = new Map<string, MadeLayer>();
  for (const [place, { name, role, shape }] of weightsOf(plan).entries()) {
    const layer = nameOf(name);
    const weight = { name: `${layer}/${KERAS_ROLES[role] ?? role}:0`, shape, first: place / sizeOf(shape) };
    layers.set(layer, { name: layer, weights: [...(layers.get(layer)?.weights ?? []), weight] });
  }
  return [...layers.values()];
}
