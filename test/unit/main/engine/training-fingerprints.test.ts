import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { CompileOptions, Engine } from '#main/engine/engine';
import { buildTrainingGraph } from '#main/engine/graph/training-graph';
import { keptCut } from '#main/engine/graph/kept-features';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTfjs } from '#main/engine/tensorflow';
import { isSiamese, weightsOf, type NetworkPlan } from '#shared/networks/plan';

import { graphFingerprints } from './graph/graph-fingerprint';

/*
 * What training computes, recorded before losses, optimisers and layers became definitions: a change that is to change no
 * figure changes none of these. One that is meant to records them anew: vitest run -u.
 */
const PIXELS = { mean: 120, deviation: 60 };
const IMAGES = tinyImages(9, 3);
const TRAININGS = [
  { optimiser: 'adam', learningRate: 0.01, momentum: 0.9 },
  { optimiser: 'sgd', learningRate: 0.05, momentum: 0.9 },
] as const satisfies readonly CompileOptions['training'][];
const CASES = TINY_NETWORKS.flatMap(({ name, plan }) => TRAININGS.map((training) => ({ name, plan, training })));

function batchOf(plan: NetworkPlan, step: number) {
  const first = Uint32Array.from({ length: 5 - (step % 2) }, (_, place) => (step * 3 + place) % IMAGES.count);
  if (!isSiamese(plan)) return { first };
  const second = first.map((index) => (index + 2) % IMAGES.count);
  const same = Uint8Array.from(first, (index, place) =>
    Number(IMAGES.labels[index] === IMAGES.labels[second[place] ?? 0]),
  );
  return { first, second, same, weights: Float32Array.from(same, (isSame) => 1 + isSame) };
}

/** The bits of losses, hits, weights, slots and outputs after three steps. */
async function traceOf(engine: Engine, plan: NetworkPlan, training: CompileOptions['training']): Promise<string> {
  const network = await engine.compile({ plan, training, train: IMAGES, pixels: PIXELS, seed: 11 });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  const hash = createHash('sha256');
  for (let step = 0; step < 3; step++) {
    const { loss, correct } = network.trainBatch(batchOf(plan, step));
    hash.update(Float64Array.of(loss, correct));
  }
  for (const { values } of network.saveState().tensors) hash.update(values);
  const outputs = network.predict(IMAGES, { first: Uint32Array.of(6, 0, 2), second: Uint32Array.of(1, 0, 5) });
  for (const [name, values] of Object.entries(outputs).toSorted()) hash.update(name).update(values ?? '');
  network.dispose();
  return hash.digest('hex').slice(0, 16);
}

describe('training computes what it did', () => {
  it('in the graph, with one lane and with two, its frozen front kept or not', () => {
    const graphs = CASES.map(({ name, plan, training }) => {
      const graphOf = (lanes: number, keptBytes: number) =>
        buildTrainingGraph(plan, training, PIXELS, lanes, keptCut(plan, IMAGES, keptBytes));
      const variants = [graphOf(1, 0), graphOf(2, 0), graphOf(2, 2 ** 20)];
      return [`${name}, ${training.optimiser}`, graphFingerprints(variants)] as const;
    });
    expect(Object.fromEntries(graphs)).toMatchSnapshot();
  });

  it('in plain JavaScript, to the last bit', async () => {
    const tf = loadTfjs();
    await tf.setBackend('cpu');
    const engine = createLayersEngine(tf);
    const traces: Record<string, string> = {};
    for (const { name, plan, training } of CASES) {
      traces[`${name}, ${training.optimiser}`] = await traceOf(engine, plan, training);
    }
    expect(traces).toMatchSnapshot();
  });
});
