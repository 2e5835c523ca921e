import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { platform } from 'node:process';

import koffi from 'koffi';
import protobuf from 'protobufjs';

import { DataType, type DataTypeName } from '#main/engine/graph/graph';
import { SAVED_MODEL_TAG, type GraphModel } from '#main/engine/graph/saved-model';
import type { KernelTime } from './step-trace';

/** A tensor to be fed. */
export interface Fed {
  readonly values: Float32Array | Int32Array;
  readonly shape: readonly number[];
}

/** A session on a graph of the lab that tells what each kernel cost: tfjs-node's runner has no way to ask for that. */
export interface TracedSession {
  /** Runs a signature. @returns the kernels of the run; none where they were not asked for */
  readonly run: (signature: string, feeds: Readonly<Record<string, Fed>>, trace?: boolean) => readonly KernelTime[];
}

const LIBRARY = { win32: 'tensorflow.dll', darwin: 'libtensorflow.dylib' } as Readonly<Record<string, string>>;

/** RunOptions with `trace_level: FULL_TRACE` (config.proto). */
const FULL_TRACE = Uint8Array.of(0x08, 0x03);

const RUN_METADATA = protobuf
  .parse(
    `syntax = "proto3";
    message RunMetadata { StepStats step_stats = 1; }
    message StepStats { repeated DeviceStepStats dev_stats = 1; }
    message DeviceStepStats { string device = 1; repeated NodeExecStats node_stats = 2; }
    message NodeExecStats {
      string node_name = 1; string timeline_label = 8; int64 all_start_nanos = 13;
      int64 op_start_rel_nanos = 14; int64 op_end_rel_nanos = 15;
    }`,
    { keepCase: false },
  )
  .root.lookupType('RunMetadata');

/**
 * Opens a graph in the very library that tfjs-node brings, by TensorFlow's C interface (c_api.h).
 * @param folder where `writeSavedModel` wrote it
 */
export function openTraced(folder: string, { signatures }: GraphModel): TracedSession {
  const tfjsNode = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
  const library = koffi.load(join(tfjsNode, 'deps', 'lib', LIBRARY[platform] ?? 'libtensorflow.so'));
  koffi.struct('TF_Output', { oper: 'void *', index: 'int' });
  const buffer = koffi.struct('TF_Buffer', { data: 'void *', length: 'size_t', deallocator: 'void *' });
  const c = {
    newStatus: library.func('void *TF_NewStatus()'),
    code: library.func('int TF_GetCode(void *status)'),
    message: library.func('const char *TF_Message(void *status)'),
    newGraph: library.func('void *TF_NewGraph()'),
    newOptions: library.func('void *TF_NewSessionOptions()'),
    load: library.func(
      'void *TF_LoadSessionFromSavedModel(void *options, void *run, const char *folder, const char **tags, int count, void *graph, void *meta, void *status)',
    ),
    operation: library.func('void *TF_GraphOperationByName(void *graph, const char *name)'),
    allocate: library.func('void *TF_AllocateTensor(int type, const int64_t *dims, int count, size_t bytes)'),
    dataOf: library.func('void *TF_TensorData(void *tensor)'),
    deleteTensor: library.func('void TF_DeleteTensor(void *tensor)'),
    newBufferFrom: library.func('void *TF_NewBufferFromString(const void *bytes, size_t length)'),
    newBuffer: library.func('void *TF_NewBuffer()'),
    deleteBuffer: library.func('void TF_DeleteBuffer(void *buffer)'),
    run: library.func(
      'void TF_SessionRun(void *session, void *options, const TF_Output *inputs, void **values, int inputCount, const TF_Output *outputs, _Out_ void **fetched, int outputCount, void **targets, int targetCount, void *metadata, void *status)',
    ),
  };
  const status: unknown = c.newStatus();
  const check = (): void => {
    if (c.code(status) !== 0) throw new Error(`libtensorflow: ${String(c.message(status))}`);
  };
  const graph: unknown = c.newGraph();
  const session: unknown = c.load(c.newOptions(), null, folder, [SAVED_MODEL_TAG], 1, graph, null, status);
  check();

  const place = (name: string): { readonly oper: unknown; readonly index: number } => {
    const [node = '', index = '0'] = name.split(':');
    return { oper: c.operation(graph, node), index: Number(index) };
  };

  function tensorOf({ values, shape }: Fed, type: DataTypeName): unknown {
    const tensor: unknown = c.allocate(DataType[type], shape.map(BigInt), shape.length, values.byteLength);
    const memory = new Uint8Array(koffi.view(c.dataOf(tensor), values.byteLength));
    memory.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return tensor;
  }

  return {
    run: (name, feeds, trace = false) => {
      const signature = signatures.get(name);
      if (signature === undefined) throw new Error(`The graph has no signature ${name}.`);
      const inputs = Object.entries(signature.inputs);
      const values = inputs.map(([key, { output: fed }]) => {
        const given = feeds[key];
        if (given === undefined) throw new Error(`The signature ${name} was not fed ${key}.`);
        return tensorOf(given, fed.type);
      });
      const outputs = Object.values(signature.outputs).map(({ output: fetched }) => place(fetched.name));
      const fetched: unknown[] = outputs.map(() => null);
      const options: unknown = trace ? c.newBufferFrom(FULL_TRACE, FULL_TRACE.length) : null;
      const metadata: unknown = trace ? c.newBuffer() : null;
      c.run(
        session,
        options,
        inputs.map(([, { output: fed }]) => place(fed.name)),
        values,
        inputs.length,
        outputs,
        fetched,
        outputs.length,
        null,
        0,
        metadata,
        status,
      );
      check();
      for (const tensor of [...values, ...fetched]) c.deleteTensor(tensor);
      if (!trace) return [];
      const { data, length } = koffi.decode(metadata, buffer) as { readonly data: unknown; readonly length: number };
      const kernels = kernelsIn(new Uint8Array(koffi.view(data, length)).slice());
      c.deleteBuffer(options);
      c.deleteBuffer(metadata);
      return kernels;
    },
  };
}

interface Decoded {
  readonly stepStats: {
    readonly devStats: readonly {
      readonly nodeStats: readonly {
        readonly nodeName: string;
        readonly timelineLabel: string;
        readonly allStartNanos: number;
        readonly opStartRelNanos: number;
        readonly opEndRelNanos: number;
      }[];
    }[];
  };
}

/** The kernels in a RunMetadata. The label of each is `name = Operation(inputs)`. */
export function kernelsIn(metadata: Uint8Array): readonly KernelTime[] {
  const message = RUN_METADATA.decode(metadata);
  const { stepStats } = RUN_METADATA.toObject(message, { longs: Number, defaults: true }) as Decoded;
  return stepStats.devStats.flatMap(({ nodeStats }) =>
    nodeStats.flatMap(({ timelineLabel, nodeName, allStartNanos, opStartRelNanos, opEndRelNanos }) => {
      const [, op] = / = (\w+)\(/.exec(timelineLabel) ?? [];
      return [{ op: op ?? nodeName, start: allStartNanos + opStartRelNanos, end: allStartNanos + opEndRelNanos }];
    }),
  );
}
