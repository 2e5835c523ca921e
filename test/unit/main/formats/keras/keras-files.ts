import { File, Group, ready, type GuessableDataTypes } from 'h5wasm';

/** A weight to write: its values count 0, 1, 2 … from `first`. */
export interface MadeWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly first?: number;
  /** h5wasm's name of the number type; float32 where it is left out. */
  readonly dtype?: '<f' | '<d' | '<i';
  readonly gzip?: boolean;
}

export interface MadeLayer {
  readonly name: string;
  readonly weights?: readonly MadeWeight[];
}

export interface MadeFile {
  readonly layers: readonly MadeLayer[];
  /** Written as `model_config`, and the weights under `model_weights/`. */
  readonly config?: unknown;
  /** Anything else, on the open file. */
  readonly edit?: (file: File) => void;
}

/** Writes a file in Keras's layout, in memory. */
export async function madeKerasH5({ layers, config, edit }: MadeFile): Promise<Uint8Array> {
  return madeHdf5((file) => {
    const root = config === undefined ? file : file.create_group('model_weights');
    if (config !== undefined) file.create_attribute('model_config', JSON.stringify(config));
    root.create_attribute('keras_version', '2.6.0');
    writeNames(
      root,
      'layer_names',
      layers.map(({ name }) => name),
    );
    for (const { name, weights = [] } of layers) {
      const group = root.create_group(name);
      writeNames(
        group,
        'weight_names',
        weights.map((weight) => weight.name),
      );
      for (const weight of weights) writeWeight(group, weight);
    }
    edit?.(file);
  });
}

/** Writes any HDF5 file, in memory. */
export async function madeHdf5(write: (file: File) => void): Promise<Uint8Array> {
  const library = await ready;
  const path = '/made.h5';
  const file = new File(path, 'w');
  try {
    write(file);
  } finally {
    file.close();
  }
  const bytes = library.FS.readFile(path);
  library.FS.unlink(path);
  return bytes;
}

/** A list of names as h5py writes a list of Python bytes: texts of one length. An empty one becomes numbers. */
export function writeNames(group: Group, attribute: string, names: readonly string[]): void {
  const length = Math.max(...names.map((name) => Buffer.byteLength(name)), 1);
  if (names.length === 0) group.create_attribute(attribute, new Float64Array(), [0]);
  else group.create_attribute(attribute, [...names], [names.length], `S${length}`);
}

export function writeWeight(group: Group, { name, shape, first = 0, dtype = '<f', gzip = false }: MadeWeight): void {
  const parts = name.split('/');
  let owner = group;
  for (const part of parts.slice(0, -1)) {
    const inner = owner.get(part);
    owner = inner instanceof Group ? inner : owner.create_group(part);
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, index) => first + index);
  owner.create_dataset({
    name: parts.at(-1) ?? '',
    data: values satisfies GuessableDataTypes,
    shape: [...shape],
    dtype,
    ...(gzip ? { chunks: [...shape], compression: 'gzip' } : {}),
  });
}

/** Kernel and bias as Keras 2 names them. */
export function madeConv(name: string, kernel: readonly number[], first = 0): MadeLayer {
  return {
    name,
    weights: [
      { name: `${name}/kernel:0`, shape: kernel, first },
      { name: `${name}/bias:0`, shape: kernel.slice(-1), first: first + 1000 },
    ],
  };
}

/** A functional model's description as Keras 2 writes it, of layers by name and what flows into each call. */
export function functional(
  inputs: readonly string[],
  layers: readonly (readonly [className: string, name: string, ...calls: readonly (readonly string[])[]])[],
  settings: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    class_name: 'Functional',
    config: {
      name: 'model',
      layers: [
        ...inputs.map((name) => ({ class_name: 'InputLayer', name, config: { name }, inbound_nodes: [] })),
        ...layers.map(([className, name, ...calls]) => ({
          class_name: className,
          name,
          config: { name, ...settings },
          // "tower:1" is what the layer tower gave at its second call
          inbound_nodes: calls.map((flows) => flows.map((flow) => [...flowOf(flow), 0, {}])),
        })),
      ],
      input_layers: inputs.map((name) => [name, 0, 0]),
      output_layers: [[layers.at(-1)?.[1], 0, 0]],
    },
  };
}

function flowOf(flow: string): readonly [string, number] {
  const [name = '', call = '0'] = flow.split(':');
  return [name, Number(call)];
}
