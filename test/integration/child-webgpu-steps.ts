import type { ImageSet } from '#main/datasets/dataset';
import type { DeviceEngine, TrainingBatch } from '#main/engine/engine';
import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { openWebgpuEngine } from '#main/engine/layers/webgpu-engine';
import { loadTensorflow, loadTfjs } from '#main/engine/tensorflow';
import { DATASETS } from '#shared/datasets/datasets';
import { createRandom } from '#shared/basics/random';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { planLayers, sizeOf, type Layer } from '#shared/networks/layer';
import { headShape, isSiamese, JOINT, type NetworkPlan } from '#shared/networks/plan';

/**
 * Batch normalisation over four images, and in the last block of a VGG over maps of 1×1, makes some thousandfold of a
 * rounding: with the usual rate libtensorflow and plain JavaScript part as far in three steps as either does from a GPU.
 */
const [RATE, TOUCHY_RATE] = [0.01, 1e-5];
const BATCH = 4;
const STEPS = 3;

export interface Steps {
  readonly losses: readonly (readonly [processor: number, gpu: number])[];
  /** The largest difference between two weights after the steps. */
  readonly weights: number;
  /** Tensors more after the last step than after the first. */
  readonly tensors: number;
}

/**
 * Trains a network for three steps of four images on libtensorflow and, from the same weights, by WebGPU.
 * @param narrowing how many times fewer filters and units each layer has
 */
export async function answer(kind: string, dataset: string, narrowing: string): Promise<Steps> {
  const parsed = parseExperimentSpec({ network: { kind }, dataset });
  if (parsed.kind === 'invalid') throw new Error(parsed.problems[0]?.message);
  const plan = narrowed(planNetwork(parsed.spec.network, DATASETS.get(parsed.spec.dataset)), Number(narrowing));
  const processor = await trained(createLayersEngine(loadTensorflow()), 'tensorflow', plan);
  const gpu = await trained(await openWebgpuEngine(0), 'webgpu', plan);
  return {
    losses: processor.losses.map((loss, step) => [loss, gpu.losses[step] ?? Number.NaN] as const),
    weights: processor.weights.reduce(
      (most, value, place) => Math.max(most, Math.abs(value - (gpu.weights[place] ?? Number.NaN))),
      0,
    ),
    tensors: gpu.tensors,
  };
}

/** The same layers in the same order, with fewer filters and units but for the classes'. */
function narrowed(plan: NetworkPlan, narrowing: number): NetworkPlan {
  const narrow = (layer: Layer): Layer => {
    if (layer.kind === 'conv2d') return { ...layer, filters: layer.filters / narrowing };
    return layer.kind === 'dense' && layer.activation === 'relu' ? { ...layer, units: layer.units / narrowing } : layer;
  };
  const towers = plan.towers.map((tower) => ({
    ...tower,
    layers: planLayers(
      tower.name,
      tower.layers[0]?.inputShape ?? [],
      tower.layers.map(({ layer }) => narrow(layer)),
    ),
  }));
  const features = sizeOf(towers[0]?.layers.at(-1)?.outputShape ?? []);
  const branches = plan.branches.map((branch) => {
    const joined = headShape(branch.head, features);
    const layers = planLayers(
      JOINT,
      joined,
      branch.layers.map(({ layer }) => narrow(layer)),
    );
    return { ...branch, headShape: joined, layers };
  });
  return { ...plan, towers, branches };
}

async function trained(
  engine: DeviceEngine,
  backend: string,
  plan: NetworkPlan,
): Promise<{ readonly losses: readonly number[]; readonly weights: readonly number[]; readonly tensors: number }> {
  await loadTfjs().setBackend(backend);
  const train = images(plan);
  const isTouchy = plan.network.endsWith('-bn');
  const training = { optimiser: 'sgd', learningRate: isTouchy ? TOUCHY_RATE : RATE, momentum: 0.9 } as const;
  const compiled = await engine.compile({ plan, training, train, pixels: { mean: 120, deviation: 60 }, seed: 3 });
  compiled.importWeights(initialWeights(plan, 5));
  const losses = [(await compiled.trainBatch(batchOf(plan, train, 0))).loss];
  const tensors = compiled.tensorCount();
  for (let step = 1; step < STEPS; step++) losses.push((await compiled.trainBatch(batchOf(plan, train, step))).loss);
  const grown = compiled.tensorCount() - tensors;
  const weights = (await compiled.exportWeights()).flatMap(({ values }) => [...values]);
  compiled.dispose();
  return { losses, weights, tensors: grown };
}

function images({ inputs }: NetworkPlan): ImageSet {
  const random = createRandom(9);
  const count = 8;
  return {
    images: Uint8Array.from({ length: count * sizeOf(inputs[0]?.shape ?? []) }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, (_, index) => index % 3),
    count,
  };
}

function batchOf(plan: NetworkPlan, { labels, count }: ImageSet, step: number): TrainingBatch {
  const first = Uint32Array.from({ length: BATCH }, (_, place) => (step * 3 + place) % count);
  if (!isSiamese(plan)) return { first };
  const second = first.map((index) => (index + 3) % count);
  return {
    first,
    second,
    same: Uint8Array.from(first, (index, place) => Number(labels[index] === labels[second[place] ?? 0])),
  };
}
