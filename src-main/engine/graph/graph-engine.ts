import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DataTypeMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-node';

import { layersOf, weightsOf } from '#shared/networks/plan';

import type { ImageSet } from '../../datasets/dataset';
import { mix } from '#shared/basics/random';
import type {
  Batch,
  BatchResult,
  CompiledNetwork,
  CompileOptions,
  Engine,
  KernelFingerprints,
  Outputs,
  TrainingBatch,
} from '../engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { MOST_KEPT_BYTES } from '#shared/networks/frozen-front';
import { pickTensors, slotTensors, type StateTensor } from '../state';
import { describeTensorflow, isOnGpu, type Tensorflow } from '../tensorflow';
import { GRAPH_SETS, type GraphSet } from './image-sets';
import { createKeptFeatures, keptCut } from './kept-features';
import { alonePrediction, fingerprintedWeights } from './alone';
import { laneBounds, laneCountFor, lanesForRows, signatureFor } from './lanes';
import { partsOf, STATE_KINDS, type StateKind } from './network-state';
import { stepFactors } from './optimiser';
import { SAVED_MODEL_TAG, writeSavedModel, type GraphModel } from './saved-model';
import { buildTrainingGraph } from './training-graph';

export interface GraphEngineOptions {
  /** Of the processor that it may use. */
  readonly cores?: number;
  /** Of what frozen layers make of the training images; where it would be more, it is worked out anew. */
  readonly mostKeptBytes?: number;
  /** Whether each shape of a kernel is used alone before kernels run side by side. Only a benchmark of the race says no. */
  readonly usesAloneFirst?: boolean;
}

/**
 * A whole training step as one TensorFlow graph: images, weights and the optimiser's slots stay in libtensorflow, and
 * only the indices of a batch go in. What frozen layers at the front make of an image is worked out once.
 */
export function createGraphEngine(
  tf: Tensorflow,
  { cores = availableParallelism(), mostKeptBytes = MOST_KEPT_BYTES, usesAloneFirst = true }: GraphEngineOptions = {},
): Engine {
  // the race is oneDNN's, and kernels of a GPU are not; what they sum up may differ in the last bit each time
  const isOnProcessor = !isOnGpu(tf);
  return {
    name: 'graph',
    ...describeTensorflow(tf),
    compile: (options) =>
      compile(tf, options, {
        laneCount: isOnProcessor ? laneCountFor(options.plan, cores) : 1,
        mostKeptBytes,
        usesAloneFirst: isOnProcessor && usesAloneFirst,
        hasFingerprints: isOnProcessor,
      }),
  };
}

interface CompileSettings extends Required<Pick<GraphEngineOptions, 'mostKeptBytes' | 'usesAloneFirst'>> {
  readonly laneCount: number;
  readonly hasFingerprints: boolean;
}

async function compile(
  tf: Tensorflow,
  { plan, training, train, pixels, seed }: CompileOptions,
  { laneCount, mostKeptBytes, usesAloneFirst, hasFingerprints }: CompileSettings,
): Promise<CompiledNetwork> {
  const cut = keptCut(plan, train, mostKeptBytes);
  const model = buildTrainingGraph(plan, training, pixels, laneCount, cut);
  const loaded = await loadSignatures(tf, model);
  const layerCount = layersOf(plan).length;
  const stateful = { weights: weightsOf(plan), slots: slotTensors(plan, training.optimiser) };
  const held = new Map<GraphSet, ImageSet>();
  const features = createKeptFeatures(plan, cut, (signature, indices) => {
    const part = (size: number): NamedTensorMap => ({ indices: tf.tensor1d(indices.subarray(0, size), 'int32') });
    for (const { size } of laneBounds(indices.length, laneCount))
      useAlone(`alone/${signature}`, size, () => part(size));
    run(signature, part(indices.length));
  });
  let step = 0;
  const usedAlone = new Set<string>();

  /** Runs a signature, and reads what came out. */
  function run(signature: string, inputs: NamedTensorMap): Readonly<Record<string, Float32Array>> {
    return outputsOf<'float32'>(signature, inputs);
  }

  function outputsOf<Type extends 'float32' | 'int32'>(
    signature: string,
    inputs: NamedTensorMap,
  ): Readonly<Record<string, DataTypeMap[Type]>> {
    const model = loaded.get(signature);
    if (model === undefined) throw new Error(`The graph has no signature ${signature}.`);
    const outputs = model.predict(inputs) as NamedTensorMap;
    try {
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync<Type>()]));
    } finally {
      tf.dispose(outputs);
      tf.dispose(inputs);
    }
  }

  /** Uses the kernels for so many rows for the first time: one at a time, see `alone.ts`. */
  function useAlone(signature: string, size: number, inputs: () => NamedTensorMap): void {
    const shape = `${signature} ${size}`;
    if (!usesAloneFirst || usedAlone.has(shape)) return;
    outputsOf<'int32'>(signature, inputs());
    usedAlone.add(shape);
  }

  /** Has the images of a set in the graph, and of those of a batch what the frozen front makes of them. */
  function hold(set: GraphSet, images: ImageSet, batch: Batch): void {
    if (held.get(set) !== images) {
      run(`fill/${set}`, {
        packed: tf.tensor1d(packed(images.images), 'int32'),
        labels: tf.tensor1d(Int32Array.from(images.labels), 'int32'),
      });
      held.set(set, images);
      features.forget(set);
    }
    features.need(set, images, batch);
  }

  const indices = (values: Uint32Array): Tensor => tf.tensor1d(Int32Array.from(values), 'int32');
  const sidesOf = ({ first, second }: Batch): NamedTensorMap =>
    plan.inputs.length === 1 ? { first: indices(first) } : { first: indices(first), second: indices(second ?? first) };

  /** What is fed of a batch to the signatures of a step. @param step that its masks belong to */
  function stepFeeds(batch: TrainingBatch, step: number): NamedTensorMap {
    const size = batch.first.length;
    const keys = Int32Array.from({ length: layerCount }, (_, ordinal) =>
      mix(mix(seed ^ Math.imul(ordinal, 0x9e3779b9)) ^ step),
    );
    return {
      ...sidesOf(batch),
      same: tf.tensor2d(Float32Array.from(batch.same ?? new Uint8Array(size)), [size, 1]),
      weights: tf.tensor1d(batch.weights ?? new Float32Array(size).fill(1)),
      keys: tf.tensor1d(keys, 'int32'),
    };
  }

  const lanesOf = ({ first }: Batch): ReturnType<typeof laneBounds> =>
    laneBounds(first.length, lanesForRows(laneCount, first.length));

  const laneFeeds = (batch: TrainingBatch, step: number, lane: { from: number; size: number }): NamedTensorMap => ({
    ...stepFeeds(batch, step),
    from: tf.scalar(lane.from, 'int32'),
    size: tf.scalar(lane.size, 'int32'),
  });

  function trainBatch(batch: TrainingBatch): BatchResult {
    hold('train', train, batch);
    step += 1;
    for (const lane of lanesOf(batch)) useAlone('alone/step', lane.size, () => laneFeeds(batch, step, lane));
    const { beta1Power, beta2Power } = stepFactors(step);
    const { loss, hits } = run(signatureFor('train', laneCount, batch.first.length), {
      ...stepFeeds(batch, step),
      beta1Power: tf.scalar(beta1Power),
      beta2Power: tf.scalar(beta2Power),
    });
    return { loss: loss?.[0] ?? Number.NaN, correct: hits?.[0] ?? 0 };
  }

  function kernelFingerprints(batch: TrainingBatch): KernelFingerprints {
    hold('train', train, batch);
    const lanes = lanesOf(batch);
    const feeds = (): NamedTensorMap => stepFeeds(batch, step + 1);
    for (const lane of lanes) useAlone('alone/step', lane.size, () => laneFeeds(batch, step + 1, lane));
    const side = outputsOf<'int32'>(signatureFor('fingerprint', laneCount, batch.first.length), feeds());
    const alone = lanes.map((lane) => outputsOf<'int32'>('alone/step', laneFeeds(batch, step + 1, lane)));
    return {
      weights: fingerprintedWeights({ plan }),
      together: side['fingerprints'] ?? new Int32Array(),
      alone: Int32Array.from(alone.flatMap(({ fingerprints }) => [...(fingerprints ?? [])])),
    };
  }

  function predict(images: ImageSet, batch: Batch): Outputs {
    const set: GraphSet = images === train ? 'train' : 'other';
    hold(set, images, batch);
    const lanes = lanesOf(batch);
    const signature = alonePrediction(set, lanes.length === 1);
    for (const { size } of lanes) {
      const part = { first: batch.first.subarray(0, size), second: batch.second?.subarray(0, size) };
      useAlone(signature, size, () => sidesOf(part));
    }
    return run(signatureFor(`predict/${set}`, laneCount, batch.first.length), sidesOf(batch));
  }

  function read(kind: StateKind): readonly NamedTensor[] {
    return partsOf<StateTensor>(stateful[kind]).flatMap((part, place) => {
      const values = run(`read/${kind}/${place}`, {});
      return part.map(({ name, shape }) => ({ name, shape, values: Float32Array.from(values[name] ?? []) }));
    });
  }

  /** @param given all the tensors of the kind */
  function write(kind: StateKind, given: readonly NamedTensor[]): void {
    partsOf(given).forEach((part, place) => {
      const tensors = part.map(({ name, shape, values }) => [name, tf.tensor(values, [...shape])]);
      run(`write/${kind}/${place}`, Object.fromEntries(tensors) as NamedTensorMap);
    });
    features.forget();
  }

  return {
    trainBatch,
    predict,
    penalty: () => (loaded.has('penalty') ? (run('penalty', {})['penalty']?.[0] ?? 0) : 0),
    importWeights: (given) => {
      write('weights', pickTensors(given, stateful.weights));
      // what an optimiser remembers of other weights says nothing about these
      run('reset', {});
      step = 0;
    },
    exportWeights: () => read('weights'),
    saveState: () => ({ step, tensors: STATE_KINDS.flatMap(read) }),
    loadState: (state) => {
      // both are picked before either is written: what is refused leaves no half of it
      const picked = STATE_KINDS.map((kind) => [kind, pickTensors(state.tensors, stateful[kind])] as const);
      for (const [kind, tensors] of picked) write(kind, tensors);
      step = state.step;
    },
    ...(hasFingerprints ? { kernelFingerprints } : {}),
    tensorCount: () => tf.memory().numTensors,
    dispose: () => {
      for (const set of GRAPH_SETS) held.delete(set);
      for (const model of loaded.values()) model.dispose();
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

/** Bytes four to a number, as the graph unpacks them; zeros fill the last one up. */
function packed(bytes: Uint8Array): Int32Array {
  const isAligned = bytes.byteOffset % 4 === 0 && bytes.byteLength % 4 === 0;
  if (isAligned) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const padded = new Uint8Array(Math.ceil(bytes.byteLength / 4) * 4);
  padded.set(bytes);
  return new Int32Array(padded.buffer);
}
