import { availableParallelism } from 'node:os';

import type { ImageSet } from '../../datasets/dataset';
import type { Batch, CompiledNetwork, CompileOptions, Engine, Outputs } from '../engine';
import { MOST_KEPT_BYTES } from '#shared/networks/frozen-front';
import { describeTensorflow, isOnGpu, type Tensorflow } from '../tensorflow';
import { alonePrediction } from './alone';
import { createBatchFeeds } from './batch-feeds';
import { openSession } from './graph-session';
import { createGraphSteps } from './graph-steps';
import { createHeldImages } from './held-images';
import type { GraphSet } from './image-sets';
import { keptCut } from './kept-features';
import { laneCountFor, lanesOfBatch, signatureFor } from './lanes';
import { createStateAccess } from './state-access';
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
  options: CompileOptions,
  { laneCount, mostKeptBytes, usesAloneFirst, hasFingerprints }: CompileSettings,
): Promise<CompiledNetwork> {
  const { plan, training, train, pixels, seed } = options;
  const cut = keptCut(plan, train, mostKeptBytes);
  const session = await openSession(tf, buildTrainingGraph(plan, training, pixels, laneCount, cut), usesAloneFirst);
  const images = createHeldImages(tf, session, { plan, cut, laneCount });
  const steps = createGraphSteps(tf, session, options, laneCount);
  const state = createStateAccess(tf, session, plan, training.optimiser);
  const feeds = createBatchFeeds(tf, plan, seed);
  let step = 0;

  function predict(set: ImageSet, batch: Batch): Outputs {
    const name: GraphSet = set === train ? 'train' : 'other';
    images.hold(name, set, batch);
    const lanes = lanesOfBatch(laneCount, batch.first.length);
    const alone = alonePrediction(name, lanes.length === 1);
    for (const { size } of lanes) {
      const part = { first: batch.first.subarray(0, size), second: batch.second?.subarray(0, size) };
      session.useAlone(alone, size, () => feeds.sides(part));
    }
    return session.run(signatureFor(`predict/${name}`, laneCount, batch.first.length), feeds.sides(batch));
  }

  return {
    trainBatch: (batch) => {
      images.hold('train', train, batch);
      step += 1;
      return steps.train(batch, step);
    },
    predict,
    penalty: () => (session.has('penalty') ? (session.run('penalty', {})['penalty']?.[0] ?? 0) : 0),
    importWeights: (given) => {
      state.start(given);
      images.forgetFeatures();
      step = 0;
    },
    exportWeights: state.weights,
    saveState: () => ({ step, tensors: state.tensors() }),
    loadState: (saved) => {
      state.restore(saved);
      images.forgetFeatures();
      step = saved.step;
    },
    ...(hasFingerprints
      ? {
          kernelFingerprints: (batch) => {
            images.hold('train', train, batch);
            return steps.fingerprints(batch, step + 1);
          },
        }
      : {}),
    tensorCount: () => tf.memory().numTensors,
    dispose: session.dispose,
  };
}
