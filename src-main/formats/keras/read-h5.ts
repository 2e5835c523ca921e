import { readFile, stat } from 'node:fs/promises';

import { LabError } from '#shared/errors/errors';
import type { Shape } from '#shared/networks/layer';
import { reasonOf } from '#shared/errors/system-errors';

import { refuseLargeFile, withHdf5, type Hdf5File, type Hdf5Limits } from './hdf5';
import { parseModelConfig, type KerasModel } from './model-config';

/** A tensor of a layer, as Keras lays it out: [height, width, in, out] for a convolution, [in, out] for a dense layer. */
export interface KerasWeight {
  /** Keras's name: "conv2d_3/kernel:0". */
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** A layer of the file. One that is a model itself holds the weights of all its layers. */
export interface KerasLayer {
  readonly name: string;
  readonly weights: readonly KerasWeight[];
}

/** What a Keras HDF5 file holds of a network. */
export interface KerasFile {
  /** For messages. */
  readonly name: string;
  /** "2.6.0", where the file says. */
  readonly kerasVersion: string | null;
  /** In the model's order, those without weights among them. */
  readonly layers: readonly KerasLayer[];
  /** The model's description. A file of weights alone has none. */
  readonly model: KerasModel | null;
}

/** The deck's largest model has 80 MB of weights, and Adam's moments take twice as much again. */
const DEFAULT_LIMITS: Hdf5Limits = { fileBytes: 2 ** 30, dataBytes: 2 ** 30, textBytes: 2 ** 26 };
const MOST_WEIGHTS = 8_192;
/** Weights that a model owns beside its layers. */
const MODEL_WEIGHTS = 'top_level_model_weights';

/**
 * Reads the weights of a Keras model: a whole model (`model.save("x.h5")`) or weights alone, from Keras 2, or from
 * Keras 3 in its legacy form. The layout is that of `save_weights_to_hdf5_group` in Keras's legacy_h5_format.py.
 * @throws LabError `invalid-weights`, also for a file that cannot be opened
 */
export async function readKerasH5(path: string, limits: Partial<Hdf5Limits> = {}): Promise<KerasFile> {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  try {
    const { size } = await stat(path);
    refuseLargeFile(path, size, bounds);
    return await decodeKerasH5(path, await readFile(path), bounds);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError(
      'invalid-weights',
      `${path} could not be opened (${reasonOf(error)}); expected a Keras model in HDF5 (.h5). Choose another file.`,
      error instanceof Error ? error.stack : undefined,
    );
  }
}

/**
 * As `readKerasH5`, from memory.
 * @param name of the file, for messages
 */
export async function decodeKerasH5(
  name: string,
  bytes: Uint8Array,
  limits: Partial<Hdf5Limits> = {},
): Promise<KerasFile> {
  return withHdf5(name, bytes, { ...DEFAULT_LIMITS, ...limits }, (file) => {
    const root = file.hasGroup('model_weights') ? 'model_weights' : '';
    const layerNames = longStrings(file, root, 'layer_names');
    if (layerNames === null) {
      const received = file.hasGroup('layers')
        ? 'is a Keras 3 .weights.h5 file, which does not tell the order of its layers'
        : 'has no list of layers (layer_names)';
      throw new LabError(
        'invalid-weights',
        `${name} ${received}; expected a Keras model in HDF5. Save the whole model: model.save("model.h5").`,
      );
    }
    const all = file.hasGroup(join(root, MODEL_WEIGHTS)) ? [...layerNames, MODEL_WEIGHTS] : layerNames;
    refuseRepeated(name, 'layer', all);
    const counter = { weights: 0 };
    const layers = all.map((layer) => ({ name: layer, weights: readWeights(file, name, join(root, layer), counter) }));
    return {
      name,
      kerasVersion: file.strings(root, 'keras_version')?.[0] ?? null,
      layers: layers.filter((layer) => layer.name !== MODEL_WEIGHTS || layer.weights.length > 0),
      model: readModel(file, name),
    };
  });
}

function readWeights(
  file: Hdf5File,
  fileName: string,
  group: string,
  counter: { weights: number },
): readonly KerasWeight[] {
  if (!file.hasGroup(group)) {
    throw new LabError(
      'invalid-weights',
      `${fileName} has no group ${group}; expected one for each layer of its list. Save the model again.`,
    );
  }
  const names = longStrings(file, group, 'weight_names') ?? [];
  refuseRepeated(fileName, 'weight', names);
  counter.weights += names.length;
  if (counter.weights > MOST_WEIGHTS) {
    throw new LabError(
      'invalid-weights',
      `${fileName} lists more than ${MOST_WEIGHTS} weights; expected a network of the lab. Choose another file.`,
    );
  }
  return names.map((name) => ({ name, ...file.floats(join(group, name)) }));
}

function readModel(file: Hdf5File, name: string): KerasModel | null {
  const [text] = file.strings('', 'model_config') ?? [];
  if (text === undefined) return null;
  const model = parseModelConfig(parseJson(text, name));
  if (model !== null) return model;
  throw new LabError(
    'invalid-weights',
    `The model_config of ${name} lists no layers that the lab can read; expected Keras's description of a Sequential or ` +
      'functional model. Save its weights alone: model.save_weights("weights.h5").',
  );
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LabError(
      'invalid-weights',
      `The model_config of ${name} is not JSON; expected Keras's description of the model. Save the model again.`,
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** A list that is too long for one attribute lies in several: `layer_names0`, `layer_names1` … */
function longStrings(file: Hdf5File, path: string, attribute: string): readonly string[] | null {
  const whole = file.strings(path, attribute);
  if (whole !== null) return whole;
  const parts: string[] = [];
  for (let part = 0; ; part++) {
    const strings = file.strings(path, `${attribute}${part}`);
    if (strings === null || parts.length > MOST_WEIGHTS) return part === 0 ? null : parts;
    for (const text of strings) parts.push(text);
  }
}

function refuseRepeated(file: string, what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  const repeated = names.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) {
    throw new LabError(
      'invalid-weights',
      `${file} lists the ${what} ${repeated} twice; expected each once. Save the model again.`,
    );
  }
}

function join(group: string, name: string): string {
  return group === '' ? name : `${group}/${name}`;
}
