/**
 * What `kernels.test.ts` has a process of its own do: train and predict with networks of every kind in the graph engine,
 * and say before each run of a signature which it is. With ONEDNN_VERBOSE=2, oneDNN says in between what it makes.
 */
import { availableParallelism } from 'node:os';

import { isSiamese, weightsOf, type NetworkPlan } from '#shared/networks/plan';

import type { TrainingBatch } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTensorflow, type Tensorflow } from '#main/engine/tensorflow';

const CORES = Math.max(2, availableParallelism());
/** Enough for lanes, and not a multiple of their number. */
const FEWEST_ROWS = 8 * Math.min(8, CORES) + 3;
/** So many more for each network: none then finds the kernels of another one made. */
const MORE_ROWS = 64;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The same library, which names each signature that it runs. */
function naming(tf: Tensorflow): Tensorflow {
  const loadSavedModel: Tensorflow['node']['loadSavedModel'] = async (folder, tags, signature) => {
    const model = await tf.node.loadSavedModel(folder, tags, signature);
    const predict = model.predict.bind(model);
    model.predict = (...given) => {
      say(`SIGNATURE ${signature}`);
      return predict(...given);
    };
    return model;
  };
  return Object.create(tf, { node: { value: { ...tf.node, loadSavedModel } } }) as Tensorflow;
}

function batchOf(plan: NetworkPlan, rows: number, count: number): TrainingBatch {
  const first = Uint32Array.from({ length: rows }, (_, place) => (place * 5) % count);
  if (!isSiamese(plan)) return { first };
  return {
    first,
    second: first.map((index) => (index + 2) % count),
    same: Uint8Array.from(first, (index) => index % 2),
  };
}

export async function answer(): Promise<object> {
  const tf = naming(loadTensorflow(1));
  const engine = createGraphEngine(tf, { cores: CORES });
  for (const [place, { name, plan }] of TINY_NETWORKS.entries()) {
    const most = FEWEST_ROWS + place * MORE_ROWS;
    const [train, test] = [tinyImages(most + 4, 3), tinyImages(most, 4)];
    say(`NETWORK ${name}`);
    const pixels = { mean: 120, deviation: 60 };
    const training = { optimiser: 'adam', learningRate: 0.01, momentum: 0.9 } as const;
    const network = await engine.compile({ plan, training, train, pixels, seed: 11 });
    network.importWeights(tinyWeights(weightsOf(plan), 6));
    // whole batches, the last one of an epoch, one too short for lanes
    for (const rows of [most, most, most - 7, 5]) {
      network.trainBatch(batchOf(plan, rows, train.count));
      network.predict(test, batchOf(plan, rows, test.count));
    }
    network.kernelFingerprints?.(batchOf(plan, most, train.count));
    network.dispose();
  }
  return { networks: TINY_NETWORKS.length };
}
