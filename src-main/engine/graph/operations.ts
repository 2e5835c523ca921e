import type { DataTypeName, Graph, NodeOptions, Output, Variable } from './graph';

/** TensorFlow's operations as functions: each adds the node and sets the attributes that follow from its inputs. */
export interface Operations {
  readonly graph: Graph;
  readonly add: (a: Output, b: Output) => Output;
  /** The sum of one or more tensors of one shape, in their order. */
  readonly addAll: (terms: readonly Output[]) => Output;
  readonly subtract: (a: Output, b: Output) => Output;
  readonly multiply: (a: Output, b: Output) => Output;
  readonly divide: (a: Output, b: Output) => Output;
  readonly unary: (
    op: 'Sqrt' | 'Rsqrt' | 'Square' | 'Neg' | 'Abs' | 'Sign' | 'Relu' | 'Sigmoid' | 'Softplus' | 'Softmax',
    x: Output,
  ) => Output;
  readonly binary: (op: string, a: Output, b: Output, type?: DataTypeName) => Output;
  readonly sum: (x: Output, axes: readonly number[], keepDims?: boolean) => Output;
  readonly mean: (x: Output, axes: readonly number[], keepDims?: boolean) => Output;
  readonly matMul: (a: Output, b: Output, transpose?: 'a' | 'b') => Output;
  readonly concatenate: (parts: readonly Output[], axis: number) => Output;
  readonly reshape: (x: Output, shape: readonly number[] | Output) => Output;
  /** int32 [rank] */
  readonly shapeOf: (x: Output) => Output;
  /** How many values a batch has: its rows, times those of each row. int32 [] */
  readonly valueCount: (x: Output, ofEachRow: number) => Output;
  /** How many places the axes have together. int32 [] */
  readonly rowCount: (x: Output, axes: readonly number[]) => Output;
  readonly slice: (x: Output, begin: readonly number[], size: readonly number[]) => Output;
  readonly cast: (x: Output, to: DataTypeName) => Output;
  readonly bitcast: (x: Output, to: DataTypeName) => Output;
  /** The rows of a variable at these places. */
  readonly gather: (variable: Variable, indices: Output) => Output;
  readonly read: (variable: Variable, options?: NodeOptions) => Output;
  /**
   * A value in memory of TensorFlow's own. What is fed may lie in an array of JavaScript's: a variable that kept it would
   * write its updates there, and let it go on a thread of TensorFlow's, where JavaScript must not be called.
   */
  readonly copy: (x: Output) => Output;
  /** A tensor of one value. @param shape int32 [rank] */
  readonly fill: (shape: Output, value: Output) => Output;
  /** Puts rows into a variable at these places. @returns the name of the node that does */
  readonly scatter: (variable: Variable, indices: Output, rows: Output) => string;
  /** @returns the name of the node that assigns */
  readonly assign: (variable: Variable, value: Output, options?: NodeOptions) => string;
  readonly identity: (x: Output, options?: NodeOptions) => Output;
}

export function createOperations(graph: Graph): Operations {
  return { graph, ...arithmetic(graph), ...shapes(graph), ...variables(graph) };
}

type Arithmetic = Pick<
  Operations,
  'add' | 'addAll' | 'subtract' | 'multiply' | 'divide' | 'unary' | 'binary' | 'sum' | 'mean' | 'matMul'
>;

function arithmetic(graph: Graph): Arithmetic {
  const binary: Operations['binary'] = (op, a, b, type = a.type) =>
    graph.add(op, [a, b], type, { attr: { T: { type: a.type } } });
  const reduce = (op: 'Sum' | 'Mean', x: Output, axes: readonly number[], keepDims = false): Output =>
    graph.add(op, [x, graph.ints(axes)], x.type, {
      attr: { T: { type: x.type }, Tidx: { type: 'int32' }, keep_dims: { b: keepDims } },
    });
  return {
    binary,
    unary: (op, x) => graph.add(op, [x], x.type, { attr: { T: { type: x.type } } }),
    add: (a, b) => binary('AddV2', a, b),
    addAll: (terms) => terms.reduce((sum, term) => binary('AddV2', sum, term)),
    subtract: (a, b) => binary('Sub', a, b),
    multiply: (a, b) => binary('Mul', a, b),
    divide: (a, b) => binary('RealDiv', a, b),
    sum: (x, axes, keepDims) => reduce('Sum', x, axes, keepDims),
    mean: (x, axes, keepDims) => reduce('Mean', x, axes, keepDims),
    matMul: (a, b, transpose) =>
      graph.add('MatMul', [a, b], a.type, {
        attr: { T: { type: a.type }, transpose_a: { b: transpose === 'a' }, transpose_b: { b: transpose === 'b' } },
      }),
  };
}

type Shapes = Pick<
  Operations,
  'concatenate' | 'reshape' | 'shapeOf' | 'valueCount' | 'rowCount' | 'slice' | 'cast' | 'bitcast' | 'fill'
>;

function shapes(graph: Graph): Shapes {
  const shapeOf: Operations['shapeOf'] = (x) =>
    graph.add('Shape', [x], 'int32', { attr: { T: { type: x.type }, out_type: { type: 'int32' } } });
  return {
    concatenate: (parts, axis) => {
      const type = parts[0]?.type ?? 'float';
      return graph.add('ConcatV2', [...parts, graph.scalar(axis)], type, {
        attr: { T: { type }, N: { i: parts.length }, Tidx: { type: 'int32' } },
      });
    },
    reshape: (x, shape) =>
      graph.add('Reshape', [x, 'name' in shape ? shape : graph.ints(shape)], x.type, {
        attr: { T: { type: x.type }, Tshape: { type: 'int32' } },
      }),
    shapeOf,
    valueCount: (x, ofEachRow) => {
      const batch = firstOf(graph, shapeOf(x));
      return graph.add('Mul', [batch, graph.scalar(ofEachRow)], 'int32', { attr: { T: { type: 'int32' } } });
    },
    rowCount: (x, axes) => {
      const sizes = graph.add('GatherV2', [shapeOf(x), graph.ints(axes), graph.scalar(0)], 'int32', {
        attr: {
          Tparams: { type: 'int32' },
          Tindices: { type: 'int32' },
          Taxis: { type: 'int32' },
          batch_dims: { i: 0 },
        },
      });
      return graph.add('Prod', [sizes, graph.ints([0])], 'int32', {
        attr: { T: { type: 'int32' }, Tidx: { type: 'int32' }, keep_dims: { b: false } },
      });
    },
    slice: (x, begin, size) =>
      graph.add('Slice', [x, graph.ints(begin), graph.ints(size)], x.type, {
        attr: { T: { type: x.type }, Index: { type: 'int32' } },
      }),
    cast: (x, to) => graph.add('Cast', [x], to, { attr: { SrcT: { type: x.type }, DstT: { type: to } } }),
    bitcast: (x, to) => graph.add('Bitcast', [x], to, { attr: { T: { type: x.type }, type: { type: to } } }),
    fill: (shape, value) =>
      graph.add('Fill', [shape, value], value.type, {
        attr: { T: { type: value.type }, index_type: { type: 'int32' } },
      }),
  };
}

/** The first number of a vector, int32 []. */
function firstOf(graph: Graph, vector: Output): Output {
  return graph.add('StridedSlice', [vector, graph.ints([0]), graph.ints([1]), graph.ints([1])], 'int32', {
    attr: {
      T: { type: 'int32' },
      Index: { type: 'int32' },
      begin_mask: { i: 0 },
      end_mask: { i: 0 },
      ellipsis_mask: { i: 0 },
      new_axis_mask: { i: 0 },
      shrink_axis_mask: { i: 1 },
    },
  });
}

function variables(graph: Graph): Pick<Operations, 'gather' | 'read' | 'copy' | 'scatter' | 'assign' | 'identity'> {
  return {
    gather: ({ handle, type }, indices) =>
      graph.add('ResourceGather', [handle, indices], type, {
        attr: { dtype: { type }, Tindices: { type: 'int32' }, batch_dims: { i: 0 }, validate_indices: { b: true } },
      }),
    read: ({ handle, type }, options) =>
      graph.add('ReadVariableOp', [handle], type, { ...options, attr: { dtype: { type } } }),
    copy: (x) => graph.add('DeepCopy', [x], x.type, { attr: { T: { type: x.type } } }),
    scatter: ({ handle, type }, indices, rows) =>
      graph.add('ResourceScatterUpdate', [handle, indices, rows], type, {
        attr: { dtype: { type }, Tindices: { type: 'int32' } },
      }).name,
    assign: ({ handle, type }, value, options) =>
      graph.add('AssignVariableOp', [handle, value], type, { ...options, attr: { dtype: { type } } }).name,
    identity: (x, options) => graph.add('Identity', [x], x.type, { ...options, attr: { T: { type: x.type } } }),
  };
}
