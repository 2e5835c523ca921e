import { LabError } from '#shared/errors/errors';
import type { Layer, PlannedLayer } from '#shared/networks/layer';

import type { KerasModelLayer } from './model-config';

/**
 * One step of what a network computes, as a file describes it or a plan lays it out. A layer with an activation is two.
 * Settings are texts by Keras's names; two operations are the same where those that both sides give are.
 */
export interface Operation {
  /** Of the layer: the file's or the plan's name for it. */
  readonly layer: string;
  /** Keras's class: "Conv2D"; "activation" for what follows a layer. */
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Other classes that compute the same here. */
  readonly alternatives?: readonly string[];
}

/** Keras's, and those of both engines. */
const EPSILON = 1e-3;

/** What they do, they do in training alone. */
const ONLY_IN_TRAINING = new Set([
  'Dropout',
  'SpatialDropout2D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'RandomFlip',
  'RandomRotation',
  'RandomZoom',
  'RandomTranslation',
  'RandomContrast',
  'RandomBrightness',
]);

const SAME_CLASSES: Readonly<Record<string, string>> = {
  Convolution2D: 'Conv2D',
  MaxPool2D: 'MaxPooling2D',
  AvgPool2D: 'AveragePooling2D',
  GlobalAvgPool2D: 'GlobalAveragePooling2D',
  GlobalMaxPool2D: 'GlobalMaxPooling2D',
  BatchNormalizationV1: 'BatchNormalization',
  SyncBatchNormalization: 'BatchNormalization',
};

type Settings = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string | undefined>>;

const poolingOf = (settings: Settings): Texts => ({
  pool_size: listText(settings['pool_size'] ?? 2, 2),
  strides: listText(settings['strides'] ?? settings['pool_size'] ?? 2, 2),
  padding: plainText(settings['padding'] ?? 'valid'),
  ...layoutOf(settings),
});

const globalPoolingOf = (settings: Settings): Texts => ({
  keepdims: plainText(settings['keepdims'] ?? false),
  ...layoutOf(settings),
});

/** What decides the result of the classes that are one operation, with Keras's defaults. */
const SETTINGS_OF: ReadonlyMap<string, (settings: Settings, calledInTraining: boolean) => Texts> = new Map([
  [
    'Conv2D',
    (settings: Settings): Texts => ({
      kernel_size: listText(settings['kernel_size'], 2),
      filters: plainText(settings['filters']),
      padding: plainText(settings['padding'] ?? 'valid'),
      strides: listText(settings['strides'] ?? 1, 2),
      dilation_rate: listText(settings['dilation_rate'] ?? 1, 2),
      groups: plainText(settings['groups'] ?? 1),
      ...layoutOf(settings),
      ...arithmeticOf(settings),
    }),
  ],
  ['Dense', (settings: Settings): Texts => ({ units: plainText(settings['units']), ...arithmeticOf(settings) })],
  ['MaxPooling2D', poolingOf],
  ['AveragePooling2D', poolingOf],
  ['GlobalMaxPooling2D', globalPoolingOf],
  ['GlobalAveragePooling2D', globalPoolingOf],
  ['Flatten', layoutOf],
  ['Concatenate', (settings: Settings): Texts => ({ axis: plainText(settings['axis'] ?? -1) })],
  [
    'BatchNormalization',
    (settings: Settings, calledInTraining: boolean): Texts => ({
      axis: plainText([settings['axis'] ?? -1].flat()[0]),
      epsilon: plainText(settings['epsilon'] ?? EPSILON),
      center: plainText(settings['center'] ?? true),
      scale: plainText(settings['scale'] ?? true),
      training: plainText(calledInTraining),
    }),
  ],
]);

/** Of these the activation is a step of its own behind the layer. */
const WITH_ACTIVATION = new Set(['Conv2D', 'Dense']);

/** What a layer of a file computes when nothing is trained. */
export function describedOperations(layer: KerasModelLayer): readonly Operation[] {
  const { name, settings, calledInTraining } = layer;
  const kind = SAME_CLASSES[layer.className] ?? layer.className;
  if (ONLY_IN_TRAINING.has(kind)) {
    return calledInTraining ? [{ layer: name, kind, settings: { training: 'true' } }] : [];
  }
  const settingsOf = SETTINGS_OF.get(kind);
  if (settingsOf === undefined) return otherOperations(name, kind, settings);
  const operation = { layer: name, kind, settings: withoutUnknown(settingsOf(settings, calledInTraining)) };
  return [operation, ...(WITH_ACTIVATION.has(kind) ? activationAfter(name, settings['activation']) : [])];
}

/** Of the classes that are an activation, nothing, or unknown. */
function otherOperations(layer: string, kind: string, settings: Settings): readonly Operation[] {
  switch (kind) {
    case 'Activation':
      return activationAfter(layer, settings['activation']);
    case 'ReLU':
      return isPlainRelu(settings) ? activationAfter(layer, 'relu') : [{ layer, kind, settings: scalars(settings) }];
    case 'Softmax':
      return activationAfter(layer, isLastAxis(settings['axis']) ? 'softmax' : 'softmax over another axis');
    case 'Rescaling': {
      const { scale, offset } = settings;
      const texts = { scale: plainText(scale), offset: plainText(offset ?? 0) };
      return isIdentity(settings) ? [] : [{ layer, kind, settings: withoutUnknown(texts) }];
    }
    case 'Identity':
      return [];
    // an operation that was called as a function, as Keras 2 describes it
    case 'TFOpLambda':
      return [{ layer, kind: OPERATIONS[String(settings['function'])] ?? kind, settings: scalars(settings) }];
    default:
      return [{ layer, kind, settings: scalars(settings) }];
  }
}

function withoutUnknown(texts: Texts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

const OPERATIONS: Readonly<Record<string, string>> = {
  'math.abs': 'Absolute',
  abs: 'Absolute',
  'math.subtract': 'Subtract',
};

/** What Keras calls a layer of a plan, and what it computes when nothing is trained. */
type PlannedOperations = (planned: PlannedLayer, name: string) => readonly Operation[];

/** The layers whose weights can be read out of Keras's files. */
const PLANNED: Readonly<Record<string, PlannedOperations>> = {
  conv2d: (planned, name) => {
    const layer = planned.layer as Extract<Layer, { kind: 'conv2d' }>;
    return [
      { layer: name, kind: 'Conv2D', settings: plannedConvolution(layer) },
      ...activationAfter(name, layer.activation),
    ];
  },
  dense: (planned, name) => {
    const { units, activation } = planned.layer as Extract<Layer, { kind: 'dense' }>;
    const settings = { units: String(units), use_bias: 'true', quantization_config: 'none' };
    return [{ layer: name, kind: 'Dense', settings }, ...activationAfter(name, activation)];
  },
  maxPool2d: (planned, name) => {
    const layer = planned.layer as Extract<Layer, { kind: 'maxPool2d' }>;
    const size = listText(layer.size, 2) ?? '';
    // of images that the windows fill, both paddings take nothing away and add nothing
    const isFilled = planned.inputShape.slice(0, 2).every((side) => side % layer.size === 0);
    const padding = isFilled ? 'valid or same' : 'valid';
    const settings = { pool_size: size, strides: size, padding, data_format: 'channels_last' };
    return [{ layer: name, kind: 'MaxPooling2D', settings }];
  },
  // the momentum is used in training alone
  batchNorm: ({ inputShape }, name) => {
    const axis = `-1 or ${inputShape.length}`;
    const settings = { axis, epsilon: String(EPSILON), center: 'true', scale: 'true', training: 'false' };
    return [{ layer: name, kind: 'BatchNormalization', settings }];
  },
  flatten: ({ inputShape }, name) => {
    const isOnePixel = inputShape.slice(0, -1).every((side) => side === 1);
    const alternatives = isOnePixel ? ['GlobalAveragePooling2D', 'GlobalMaxPooling2D'] : [];
    return [
      { layer: name, kind: 'Flatten', settings: { data_format: 'channels_last', keepdims: 'false' }, alternatives },
    ];
  },
  dropout: () => [],
};

/**
 * What a layer of a plan computes when nothing is trained.
 * @throws LabError `invalid-weights` for a layer that Keras's files are not read for
 */
export function plannedOperations(scope: string, planned: PlannedLayer): readonly Operation[] {
  const { kind, name } = planned.layer;
  const operations = PLANNED[kind];
  if (operations === undefined) {
    throw new LabError(
      'invalid-weights',
      `Received a Keras file for a network with the layer ${scope}/${name} (${kind}); expected layers of the kinds ` +
        `${Object.keys(PLANNED).join(', ')}. Choose a network of these layers, or train this one here.`,
    );
  }
  return operations(planned, `${scope}/${name}`);
}

function plannedConvolution({ kernel, filters, padding }: Extract<Layer, { kind: 'conv2d' }>): Operation['settings'] {
  const isOnePixel = kernel.every((side) => side === 1);
  return {
    kernel_size: kernel.join('×'),
    filters: String(filters),
    padding: isOnePixel ? 'valid or same' : padding,
    strides: '1×1',
    dilation_rate: '1×1',
    groups: '1',
    use_bias: 'true',
    data_format: 'channels_last',
    quantization_config: 'none',
  };
}

/** Nothing for none. */
function activationAfter(layer: string, described: unknown): readonly Operation[] {
  const name = activationName(described);
  return name === 'linear' ? [] : [{ layer, kind: 'activation', settings: { function: name } }];
}

/** Keras writes a name, or an object that names a function or a layer. */
function activationName(described: unknown): string {
  if (described === undefined || described === null) return 'linear';
  if (typeof described === 'string') return described;
  if (typeof described !== 'object') return 'something else';
  const { class_name: className, config } = described as { readonly class_name?: unknown; readonly config?: unknown };
  if (typeof config === 'string') return config;
  if (className === 'ReLU' && isPlainRelu(scalars(config))) return 'relu';
  return typeof className === 'string' ? className : 'something else';
}

function isPlainRelu(settings: Readonly<Record<string, unknown>>): boolean {
  const isNothing = (value: unknown): boolean => [undefined, null, 0, '0', 'none'].includes(value as never);
  return ['max_value', 'negative_slope', 'alpha', 'threshold'].every((name) => isNothing(settings[name]));
}

function isLastAxis(axis: unknown): boolean {
  return axis === undefined || axis === -1 || axis === 1;
}

function isIdentity({ scale, offset }: Readonly<Record<string, unknown>>): boolean {
  return Number(scale) === 1 && Number(offset ?? 0) === 0;
}

function layoutOf(settings: Readonly<Record<string, unknown>>): { readonly data_format: string | undefined } {
  return { data_format: plainText(settings['data_format'] ?? 'channels_last') };
}

function arithmeticOf(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> {
  return {
    use_bias: plainText(settings['use_bias'] ?? true),
    quantization_config: (settings['quantization_config'] ?? null) === null ? 'none' : 'given',
  };
}

/** Of a layer that the lab does not know: for the message, and so that it is never taken for another. */
function scalars(settings: unknown): Readonly<Record<string, string>> {
  if (typeof settings !== 'object' || settings === null) return {};
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
    ),
  );
}

/** "2×2" of 2, [2] or [2, 2]. */
function listText(value: unknown, length: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = [value].flat();
  return (list.length === 1 ? new Array<unknown>(length).fill(list[0]) : list).join('×');
}

function plainText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
