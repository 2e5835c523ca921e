import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DataTypeMap, NamedTensorMap } from '@tensorflow/tfjs-node';

import type { Tensorflow } from '../tensorflow';
import { SAVED_MODEL_TAG, writeSavedModel, type GraphModel } from './saved-model';

type Values<Type extends keyof DataTypeMap> = Readonly<Record<string, DataTypeMap[Type]>>;

/** A graph in libtensorflow. The tensors that it is given are its own: it disposes of them. */
export interface GraphSession {
  readonly has: (signature: string) => boolean;
  /** Runs a signature, and reads what came out. */
  readonly run: (signature: string, inputs: NamedTensorMap) => Values<'float32'>;
  readonly runIntegers: (signature: string, inputs: NamedTensorMap) => Values<'int32'>;
  /** Uses the kernels for so many rows for the first time: one at a time, see `alone.ts`. */
  readonly useAlone: (signature: string, rows: number, inputs: () => NamedTensorMap) => void;
  readonly dispose: () => void;
}

/** @param usesAloneFirst whether `useAlone` does anything */
export async function openSession(tf: Tensorflow, model: GraphModel, usesAloneFirst: boolean): Promise<GraphSession> {
  const loaded = await loadSignatures(tf, model);
  const usedAlone = new Set<string>();

  function valuesOf<Type extends keyof DataTypeMap>(signature: string, inputs: NamedTensorMap): Values<Type> {
    const found = loaded.get(signature);
    if (found === undefined) throw new Error(`The graph has no signature ${signature}.`);
    const outputs = found.predict(inputs) as NamedTensorMap;
    try {
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync<Type>()]));
    } finally {
      tf.dispose(outputs);
      tf.dispose(inputs);
    }
  }

  return {
    has: (signature) => loaded.has(signature),
    run: (signature, inputs) => valuesOf<'float32'>(signature, inputs),
    runIntegers: (signature, inputs) => valuesOf<'int32'>(signature, inputs),
    useAlone: (signature, rows, inputs) => {
      const shape = `${signature} ${rows}`;
      if (!usesAloneFirst || usedAlone.has(shape)) return;
      valuesOf<'int32'>(signature, inputs());
      usedAlone.add(shape);
    },
    dispose: () => {
      for (const signature of loaded.values()) signature.dispose();
    },
  };
}

type Loaded = Awaited<ReturnType<Tensorflow['node']['loadSavedModel']>>;

/** Each signature of a graph, all in one session of libtensorflow's. */
async function loadSignatures(tf: Tensorflow, model: GraphModel): Promise<ReadonlyMap<string, Loaded>> {
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-graph-'));
  const loaded = new Map<string, Loaded>();
  try {
    await writeSavedModel(folder, model);
    for (const name of model.signatures.keys()) {
      loaded.set(name, await tf.node.loadSavedModel(folder, [SAVED_MODEL_TAG], name));
      // tfjs reads the file anew for each signature; the session is there after the first, and the nodes are not asked for again
      if (loaded.size === 1) await writeSavedModel(folder, { ...model, nodes: [] });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return loaded;
}
