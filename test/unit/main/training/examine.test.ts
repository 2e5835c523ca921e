import { describe, expect, it } from 'vitest';

import type { ImageSet } from '#main/datasets/dataset';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { initialWeights } from '#main/engine/initial-weights';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { examine, type Subject } from '#main/training/examine';
import { createRandom } from '#shared/basics/random';
import { thresholdFor } from '#shared/metrics/own-output';
import { jointPlan } from '#shared/networks/joint';
import type { NetworkPlan } from '#shared/networks/plan';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';
import type { Protocol } from '#shared/protocols/protocols';

const tf = loadTensorflow();
const engine = createLayersEngine(tf);
const SHAPE = [18, 18, 1] as const;
const CLASSES = 3;
const COUNT = 12;
const OPTIONS = { width: 2, embedding: 4, dropout: 0.2, l2: 0 };

function imageSet(): ImageSet {
  const random = createRandom(5);
  return {
    images: Uint8Array.from({ length: COUNT * 18 * 18 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: COUNT }, () => random.integer(CLASSES)),
    count: COUNT,
  };
}

/** Weights far enough from nothing that every feature counts. */
function weightsFor(plan: NetworkPlan): readonly NamedTensor[] {
  const random = createRandom(6);
  return initialWeights(plan, 3).map(({ name, shape, values }) => ({
    name,
    shape,
    values: values.map((value) => value + 0.3 * random.normal()),
  }));
}

function subjectOf(plan: NetworkPlan): Subject & { readonly weights: readonly NamedTensor[] } {
  const set = imageSet();
  const weights = weightsFor(plan);
  const create = (of: NetworkPlan) =>
    engine.compile({
      plan: of,
      training: { optimiser: 'adam', learningRate: 0.001, momentum: 0 },
      train: set,
      seed: 1,
    });
  const network = create(plan);
  network.importWeights(weights);
  return {
    plan,
    network,
    compile: (of) => Promise.resolve(create(of)),
    set,
    classCount: CLASSES,
    seed: 9,
    threshold: thresholdFor(null),
    weights,
  };
}

/** Each layer of the vanilla tower by loops over its definition. */
function featuresByHand(
  plan: NetworkPlan,
  tower: string,
  weights: readonly NamedTensor[],
  image: Uint8Array,
): readonly number[] {
  const valueOf = (name: string, at: number): number =>
    weights.find((weight) => weight.name === name)?.values[at] ?? Number.NaN;
  let values: readonly number[] = Array.from(image, (pixel) => pixel / 255);
  const layers = plan.towers.find(({ name }) => name === tower)?.layers ?? [];
  for (const { layer, inputShape, outputShape } of layers) {
    const name = `${tower}/${layer.name}`;
    const [, width = 1, channels = 1] = inputShape;
    const [outHeight = 1, outWidth = 1, outChannels = 1] = outputShape;
    const at = (row: number, column: number, channel: number): number =>
      values[(row * width + column) * channels + channel] ?? Number.NaN;
    const each = (of: (row: number, column: number, channel: number) => number): readonly number[] =>
      Array.from({ length: outHeight * outWidth * outChannels }, (_, index) =>
        of(
          Math.floor(index / (outWidth * outChannels)),
          Math.floor(index / outChannels) % outWidth,
          index % outChannels,
        ),
      );
    if (layer.kind === 'conv2d') {
      const [rows, columns] = layer.kernel;
      const input = values;
      values = each((row, column, filter) => {
        let sum = valueOf(`${name}/bias`, filter);
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++)
            for (let channel = 0; channel < channels; channel++)
              sum +=
                (input[((row + r) * width + column + c) * channels + channel] ?? Number.NaN) *
                valueOf(`${name}/kernel`, ((r * columns + c) * channels + channel) * layer.filters + filter);
        return Math.max(0, sum);
      });
    } else if (layer.kind === 'maxPool2d') {
      values = each((row, column, channel) =>
        Math.max(
          at(2 * row, 2 * column, channel),
          at(2 * row, 2 * column + 1, channel),
          at(2 * row + 1, 2 * column, channel),
          at(2 * row + 1, 2 * column + 1, channel),
        ),
      );
    } else if (layer.kind === 'dense') {
      const input = values;
      values = Array.from({ length: layer.units }, (_, unit) =>
        Math.max(
          0,
          input.reduce(
            (sum, value, index) => sum + value * valueOf(`${name}/kernel`, index * layer.units + unit),
            valueOf(`${name}/bias`, unit),
          ),
        ),
      );
    }
  }
  return values;
}

function softmax(logits: readonly number[]): readonly number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
}

describe('half of a cut network', () => {
  it.each([
    {
      name: 'siamese vanilla, separate',
      plan: siameseVanillaPlan(SHAPE, CLASSES, { ...OPTIONS, sharedTowers: false, head: 'concatenate' }),
    },
    {
      name: 'siamese vanilla, shared',
      plan: siameseVanillaPlan(SHAPE, CLASSES, { ...OPTIONS, sharedTowers: true, head: 'concatenate' }),
    },
    { name: 'joint, shared', plan: jointPlan(SHAPE, CLASSES, { ...OPTIONS, sharedTowers: true }) },
  ])('says what its features and its rows of the kernel give by hand: $name', async ({ plan }) => {
    const subject = subjectOf(plan);
    const tensors = tf.memory().numTensors;
    for (const [protocol, side] of [
      ['tower-a', 0],
      ['tower-b', 1],
    ] as const) {
      const examined = await examine(protocol, subject);
      if (examined?.kind !== 'classes') throw new Error('A half names classes.');
      const tower = plan.towers[side]?.name ?? 'tower';
      const kernel = subject.weights.find(({ name }) => name === 'joint/classes/kernel')?.values ?? new Float32Array();
      const bias = subject.weights.find(({ name }) => name === 'joint/classes/bias')?.values ?? new Float32Array();
      for (let image = 0; image < COUNT; image++) {
        const features = featuresByHand(
          plan,
          tower,
          subject.weights,
          subject.set.images.subarray(image * 324, (image + 1) * 324),
        );
        const logits = Array.from({ length: CLASSES }, (_, label) =>
          features.reduce(
            (sum, feature, row) =>
              sum + feature * (kernel[(side * OPTIONS.embedding + row) * CLASSES + label] ?? Number.NaN),
            bias[label] ?? Number.NaN,
          ),
        );
        softmax(logits).forEach((probability, label) =>
          expect(examined.predictions.probabilities[image * CLASSES + label]).toBeCloseTo(probability, 5),
        );
      }
      expect(examined.evaluation).toMatchObject({ task: 'classification', protocol, metrics: { count: COUNT } });
    }
    // each half was given back
    expect(tf.memory().numTensors).toBe(tensors);
    subject.network.dispose();
  });

  it('leaves the whole as it was', async () => {
    const plan = siameseVanillaPlan(SHAPE, CLASSES, { ...OPTIONS, sharedTowers: false, head: 'concatenate' });
    const subject = subjectOf(plan);
    const before = await examine('duplicates', subject);
    await examine('tower-b', subject);
    expect(await examine('duplicates', subject)).toEqual(before);
    subject.network.dispose();
  });
});

describe('a network’s own output', () => {
  const plan = jointPlan(SHAPE, CLASSES, { ...OPTIONS, sharedTowers: true });

  it('is asked about image i with image i + r, for each rotation', async () => {
    const subject = subjectOf(plan);
    const examined = await examine('rotations', subject);
    if (examined?.kind !== 'pairs') throw new Error('Rotations are pairs.');
    expect(examined.sets.map(({ rotation }) => rotation)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { rotation, second, scores, same } of examined.sets) {
      for (let image = 0; image < COUNT; image++) {
        const partner = (image + (rotation ?? 0)) % COUNT;
        const alone = await subject.network.predict(subject.set, {
          first: Uint32Array.of(image),
          second: Uint32Array.of(partner),
        });
        expect(second[image]).toBe(partner);
        expect(same[image]).toBe(subject.set.labels[image] === subject.set.labels[partner] ? 1 : 0);
        expect(scores[image]).toBeCloseTo(alone.same?.[0] ?? Number.NaN, 5);
      }
    }
    const { evaluation } = examined;
    const losses = examined.sets.flatMap(({ scores, same }) =>
      Array.from(scores, (score, pair) => -Math.log(same[pair] === 1 ? score : 1 - score)),
    );
    expect(evaluation.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 5);
    expect(evaluation).toMatchObject({
      task: 'discrimination',
      protocol: 'rotations',
      threshold: { kind: 'fixed', value: 0.5 },
      metrics: { count: 120 },
    });
    subject.network.dispose();
  });

  it('is asked about the same random partners whenever the seed is the same', async () => {
    const subject = subjectOf(plan);
    const secondOf = async (seed: number): Promise<readonly number[]> => {
      const examined = await examine('random-permutation', { ...subject, seed });
      return examined?.kind === 'pairs' ? [...(examined.sets[0]?.second ?? [])] : [];
    };
    const once = await secondOf(1);
    expect(once.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, image) => image));
    expect(once.every((partner, image) => partner !== image)).toBe(true);
    expect(await secondOf(1)).toEqual(once);
    expect(await secondOf(2)).not.toEqual(once);
    subject.network.dispose();
  });

  it('gives nothing when it is stopped half-way', async () => {
    const subject = subjectOf(plan);
    for (const protocol of ['rotations', 'duplicates', 'tower-a'] as const satisfies readonly Protocol[]) {
      expect(await examine(protocol, { ...subject, stopped: () => true })).toBeNull();
    }
    subject.network.dispose();
  });
});
