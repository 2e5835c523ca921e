import { expect } from 'vitest';

import type { CompiledNetwork, CompileOptions, Engine } from '#main/engine/engine';
import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { TINY_IMAGE, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTensorflow } from '#main/engine/tensorflow';
import { planLayers, type Layer } from '#shared/networks/layer';
import { headShape, weightsOf, type Branch, type NetworkPlan } from '#shared/networks/plan';

const tf = loadTensorflow();
const IMAGES = tinyImages(40, 3);
/** Enough for two lanes. */
const ROWS = 24;

/** The engines that an example is tried in, each against the others. */
export const ENGINES = {
  layers: createLayersEngine(tf),
  'graph, one lane': createGraphEngine(tf, { cores: 1 }),
  'graph, two lanes': createGraphEngine(tf, { cores: 2 }),
} as const;

/** After one step, what a weight was less what it is, is its gradient. */
export const BARE: CompileOptions['training'] = { optimiser: 'sgd', learningRate: 1, momentum: 0 };

/** Layers of which the compiler knows nothing: extensions bring them. */
export function layersWith(...added: readonly { readonly kind: string; readonly name: string }[]): readonly Layer[] {
  const layers = [
    { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'valid', activation: 'relu' },
    ...added,
    { kind: 'flatten', name: 'flatten' },
    { kind: 'dense', name: 'features', units: 4, activation: 'linear' },
  ];
  return layers as readonly Layer[];
}

/** A plain network of these outputs. @param loss of the embedding */
export function smallPlan(layers: readonly Layer[], outputs: readonly Branch['output'][], loss?: string): NetworkPlan {
  return {
    network: 'small',
    inputs: [{ name: 'image', shape: TINY_IMAGE }],
    scaling: 'unit',
    towers: [{ name: 'tower', inputs: ['image'], layers: planLayers('tower', TINY_IMAGE, layers) }],
    branches: outputs.map((output) => ({
      name: output,
      output,
      ...(output === 'embedding' && loss !== undefined ? { loss } : {}),
      head: 'first',
      headShape: headShape('first', 4),
      layers: planLayers('joint', headShape('first', 4), [
        { kind: 'dense', name: output, units: 3, activation: output === 'class' ? 'softmax' : 'linear' },
      ]),
    })),
  };
}

export async function compiled(
  engine: Engine,
  plan: NetworkPlan,
  training: CompileOptions['training'],
): Promise<CompiledNetwork> {
  const network = await engine.compile({ plan, training, train: IMAGES, seed: 11 });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  return network;
}

export function batchAt(step: number): { readonly first: Uint32Array } {
  return { first: Uint32Array.from({ length: ROWS }, (_, place) => (step * 5 + place) % IMAGES.count) };
}

/** What some steps leave: losses, hits, weights and outputs. */
export async function trainedBy(
  engine: Engine,
  plan: NetworkPlan,
  training: CompileOptions['training'],
  steps: number,
): Promise<{ readonly figures: readonly number[]; readonly weights: ReadonlyMap<string, Float32Array> }> {
  const network = await compiled(engine, plan, training);
  const told = Array.from({ length: steps }, (_, step) => network.trainBatch(batchAt(step)));
  const weights = new Map(network.exportWeights().map(({ name, values }) => [name, values]));
  const outputs = Object.values(network.predict(IMAGES, batchAt(0)));
  network.dispose();
  const figures = [
    ...told.flatMap(({ loss, correct }) => [loss, correct]),
    ...[...weights.values()].flatMap((values) => [...values]),
    ...outputs.flatMap((values) => [...(values ?? [])]),
  ];
  return { figures, weights };
}

/** Expects the same of all engines. @param gap that rounding may make: a part of a value or, below 1, absolutely */
export async function expectAlike(
  plan: NetworkPlan,
  training: CompileOptions['training'],
  steps: number,
  gap: number,
): Promise<void> {
  const reference = await trainedBy(ENGINES.layers, plan, training, steps);
  for (const [name, engine] of Object.entries(ENGINES)) {
    const { figures } = await trainedBy(engine, plan, training, steps);
    expect(figures).toHaveLength(reference.figures.length);
    const gaps = figures.map((value, place) => {
      const right = reference.figures[place] ?? Number.NaN;
      return Math.abs(value - right) / Math.max(1, Math.abs(right));
    });
    expect(Math.max(...gaps), name).toBeLessThan(gap);
  }
}
