/** TensorFlow's numbers of the types that the lab uses (types.proto). */
export const DataType = { float: 1, int32: 3, uint8: 4, int64: 9, bool: 10, resource: 20, uint32: 22 } as const;
export type DataTypeName = keyof typeof DataType;

/** One output of a node: `name` for the first, `name:1` for the second … */
export interface Output {
  readonly name: string;
  readonly type: DataTypeName;
}

/** −1 stands for a length that is known only when the graph runs. */
export type GraphShape = readonly number[];

/** A value of an attribute, by the field of AttrValue that holds it. */
export type Attribute =
  | { readonly type: DataTypeName }
  | { readonly shape: GraphShape }
  | { readonly b: boolean }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly s: string }
  | { readonly ints: readonly number[] };

export type Attributes = Readonly<Record<string, Attribute>>;

/** A node as it is written to the file. */
export interface Node {
  readonly name: string;
  readonly op: string;
  /** `name`, `name:1`, or `^name` for a node that only has to have run before. */
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, unknown>>;
}

export interface NodeOptions {
  readonly name?: string;
  readonly attr?: Attributes;
  /** Names of nodes that have to have run before. */
  readonly after?: readonly string[];
}

/** A TensorFlow graph in the making. Every method adds a node and gives its output. */
export interface Graph {
  readonly nodes: readonly Node[];
  /** A node of one output. @returns it, of the type that is named */
  readonly add: (op: string, inputs: readonly Output[], type: DataTypeName, options?: NodeOptions) => Output;
  /** Further outputs of a node that was added. */
  readonly output: (node: Output, index: number, type: DataTypeName) => Output;
  readonly constant: (values: Float32Array | Int32Array | Uint32Array, shape: GraphShape) => Output;
  readonly float: (value: number) => Output;
  /** int32 [length] */
  readonly ints: (values: readonly number[]) => Output;
  /** int32 [] */
  readonly scalar: (value: number) => Output;
  readonly placeholder: (name: string, type: DataTypeName, shape: GraphShape) => Output;
  readonly variable: (name: string, type: DataTypeName, shape: GraphShape) => Variable;
  /** A node that does nothing but wait for others. @returns its name */
  readonly group: (name: string, after: readonly string[]) => string;
  /**
   * Of the nodes of these operations that the work adds, each waits until the one before it has run. A sequence inside a
   * sequence goes on with it.
   * @param after the node that the first of them waits for
   */
  readonly inSequence: <Result>(operations: ReadonlySet<string>, after: string, work: () => Result) => Result;
}

/** A tensor that stays from one run of the graph to the next. */
export interface Variable {
  readonly name: string;
  readonly handle: Output;
  readonly type: DataTypeName;
  readonly shape: GraphShape;
}

export function createGraph(): Graph {
  const writer = createNodeWriter();
  const { nodes, add, constant } = writer;
  return {
    nodes,
    add,
    output: (node, index, type) => ({ name: index === 0 ? node.name : `${node.name}:${index}`, type }),
    constant,
    float: (value) => constant(Float32Array.of(value), []),
    scalar: (value) => constant(Int32Array.of(value), []),
    ints: (values) => constant(Int32Array.from(values), [values.length]),
    placeholder: (name, type, shape) =>
      add('Placeholder', [], type, { name, attr: { dtype: { type }, shape: { shape } } }),
    variable: (name, type, shape) => {
      const handle = add('VarHandleOp', [], 'resource', {
        name: `variable/${name}`,
        attr: { dtype: { type }, shape: { shape }, shared_name: { s: name }, container: { s: '' } },
      });
      return { name, handle, type, shape };
    },
    group: (name, after) => add('NoOp', [], 'float', { name, after }).name,
    inSequence: writer.inSequence,
  };
}

/** What writes nodes: every other method of a graph goes through it. */
function createNodeWriter(): Pick<Graph, 'nodes' | 'add' | 'constant' | 'inSequence'> {
  const nodes: Node[] = [];
  const taken = new Set<string>();
  let sequence: { readonly operations: ReadonlySet<string>; last: readonly string[] } | undefined;

  function nameFor(wanted: string): string {
    let name = wanted;
    for (let count = 1; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  }

  return {
    nodes,
    add: (op, inputs, type, options = {}) => {
      const name = nameFor(options.name ?? op);
      const attr = Object.fromEntries(Object.entries(options.attr ?? {}).map(([key, value]) => [key, encoded(value)]));
      const after = new Set(options.after);
      if (sequence?.operations.has(op) === true) {
        for (const last of sequence.last) after.add(last);
        sequence.last = [name];
      }
      const waitsFor = [...after].map((node) => `^${node}`);
      nodes.push({ name, op, input: [...inputs.map((input) => input.name), ...waitsFor], attr });
      return { name, type };
    },
    constant: (values, shape) => {
      const type = values instanceof Float32Array ? 'float' : values instanceof Int32Array ? 'int32' : 'uint32';
      const name = nameFor('Const');
      const attr = { dtype: encoded({ type }), value: { tensor: tensorOf(values, type, shape) } };
      nodes.push({ name, op: 'Const', input: [], attr });
      return { name, type };
    },
    inSequence: (operations, after, work) => {
      const outer = sequence;
      sequence = { operations, last: [after, ...(outer?.last ?? [])] };
      try {
        return work();
      } finally {
        if (outer !== undefined) outer.last = sequence.last;
        sequence = outer;
      }
    },
  };
}

/** A tensor's shape as the file has it. */
export function shapeProto(shape: GraphShape): Readonly<Record<string, unknown>> {
  return { dim: shape.map((size) => ({ size })) };
}

function tensorOf(
  values: Float32Array | Int32Array | Uint32Array,
  type: DataTypeName,
  shape: GraphShape,
): Readonly<Record<string, unknown>> {
  const tensorContent = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { dtype: DataType[type], tensorShape: shapeProto(shape), tensorContent };
}

function encoded(attribute: Attribute): Readonly<Record<string, unknown>> {
  if ('type' in attribute) return { type: DataType[attribute.type] };
  if ('shape' in attribute) return { shape: shapeProto(attribute.shape) };
  if ('s' in attribute) return { s: new TextEncoder().encode(attribute.s) };
  if ('ints' in attribute) return { list: { i: attribute.ints } };
  return attribute;
}
