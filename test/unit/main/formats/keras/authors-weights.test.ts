import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { readCifar10 } from '#main/datasets/cifar10';
import type { ImageSet } from '#main/datasets/dataset';
import { createLayersEngine } from '#main/engine/layers/layers-engine';
import { loadTensorflow } from '#main/engine/tensorflow';
import { classEvaluation, predictSet } from '#main/training/evaluate';
import { matchKerasWeights, weightTarget } from '#main/formats/keras/match';
import { readKerasH5, type KerasFile } from '#main/formats/keras/read-h5';
import { sizeOf } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';
import { DECK_TOWER } from '#shared/networks/small-tower';
import { vanillaPlan } from '#shared/networks/vanilla';

const dataFolder = process.env['SIAMESE_LAB_DATA'] ?? '';
const vanilla = vanillaPlan([32, 32, 3], 10);
const siamese = siameseVanillaPlan([32, 32, 3], 10, { ...DECK_TOWER, sharedTowers: false, head: 'concatenate' });

function read(name: string): Promise<KerasFile> {
  return readKerasH5(join(dataFolder, 'authors-weights', `${name}.h5`));
}

const layersWithWeights = ({ layers }: KerasFile): readonly string[] =>
  layers.filter(({ weights }) => weights.length > 0).map(({ name }) => name);

const parametersOf = ({ layers }: KerasFile): number =>
  layers.flatMap(({ weights }) => weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

describe.skipIf(dataFolder === '')(
  'the weights of the deck’s authors (needs SIAMESE_LAB_DATA to name their folder)',
  () => {
    it.each(['vanilla_cifar10', 'vanilla_50p_cifar10'])('%s holds one chain of 79,274 parameters', async (name) => {
      const file = await read(name);
      expect(file.kerasVersion).toBe('2.6.0');
      expect(file.layers).toHaveLength(13);
      expect(layersWithWeights(file).map((layer) => layer.replace(/_\d+$/, ''))).toEqual([
        'conv2d',
        'conv2d',
        'conv2d',
        'dense',
        'dense',
      ]);
      expect(parametersOf(file)).toBe(79_274);
      const tensors = matchKerasWeights(file, weightTarget(vanilla));
      expect(tensors.map(({ name: weight, shape }) => ({ name: weight, shape }))).toEqual(
        weightsOf(vanilla).map(({ name: weight, shape }) => ({ name: weight, shape })),
      );
    });

    it('siamese_vanilla_cifar10 holds two interleaved towers of 158,538 parameters in all', async () => {
      const file = await read('siamese_vanilla_cifar10');
      expect(layersWithWeights(file)).toEqual([
        'conv2d_3',
        'conv2d_6',
        'conv2d_4',
        'conv2d_7',
        'conv2d_5',
        'conv2d_8',
        'dense_2',
        'dense_3',
        'dense_4',
      ]);
      expect(parametersOf(file)).toBe(158_538);
      const tensors = matchKerasWeights(file, weightTarget(siamese));
      expect(tensors.map(({ name }) => name)).toEqual(weightsOf(siamese).map(({ name }) => name));
      // the first value of each kernel, as h5py reads conv2d_3, dense_2, conv2d_6, dense_3 and dense_4
      const firstOf = (name: string): number | undefined => tensors.find((tensor) => tensor.name === name)?.values[0];
      expect(firstOf('tower-a/conv1/kernel')).toBe(0.04539918154478073);
      expect(firstOf('tower-a/dense1/kernel')).toBe(0.016081692650914192);
      expect(firstOf('tower-b/conv1/kernel')).toBe(0.06656420230865479);
      expect(firstOf('tower-b/dense1/kernel')).toBe(0.40070557594299316);
      expect(firstOf('joint/classes/kernel')).toBe(-0.272885262966156);
      // and its layer names alone, without the description, lead to the same
      expect(matchKerasWeights({ ...file, model: null }, weightTarget(siamese))).toEqual(tensors);
    });

    it('do not fit each other’s networks', async () => {
      const [plain, twin] = await Promise.all([read('vanilla_cifar10'), read('siamese_vanilla_cifar10')]);
      expect(() => matchKerasWeights(plain, weightTarget(siamese))).toThrow(
        'The file has 3 conv2d, 2 dense, the network 6 conv2d, 3 dense.',
      );
      expect(() => matchKerasWeights(twin, weightTarget(vanilla))).toThrow(
        'it has 4 + 4 layers in towers and 1 behind them; expected 4 layers in towers',
      );
    });

    describe('on the real CIFAR-10 test set', () => {
      const sets: { test?: ImageSet } = {};
      beforeAll(async () => {
        sets.test = (await readCifar10(join(dataFolder, 'cifar-10-batches-bin'))).test;
      });

      // what Keras 3.15 computes from the same files and images
      it.each<[string, NetworkPlan, number, number]>([
        ['vanilla_cifar10', vanilla, 0.789, 0.78433],
        ['vanilla_50p_cifar10', vanilla, 0.7549, 0.75441],
        ['siamese_vanilla_cifar10', siamese, 0.8134, 0.81176],
      ])('%s gives the accuracy and macro F1 that Keras gives', async (name, plan, accuracy, macroF1) => {
        const { test } = sets;
        if (test === undefined) throw new Error('The test set was not read.');
        const engine = createLayersEngine(loadTensorflow());
        const network = engine.compile({
          plan,
          training: { optimiser: 'adam', learningRate: 0.001, momentum: 0 },
          train: test,
          seed: 1,
        });
        network.importWeights(matchKerasWeights(await read(name), weightTarget(plan)));
        const predictions = await predictSet({ network, set: test, classCount: 10 });
        network.dispose();
        if (predictions === null) throw new Error('The prediction was stopped.');
        const { metrics } = classEvaluation(predictions, test, 10, 'single');
        expect(metrics.accuracy).toBeCloseTo(accuracy, 10);
        expect(metrics.macroF1).toBeCloseTo(macroF1, 5);
      });
    });
  },
);
