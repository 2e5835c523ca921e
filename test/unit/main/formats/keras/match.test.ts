import { describe, expect, it } from 'vitest';

import { matchKerasWeights, weightTarget, type PlannedWeight, type WeightTarget } from '#main/formats/keras/match';
import type { KerasFile } from '#main/formats/keras/read-h5';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';
import { DECK_TOWER } from '#shared/networks/small-tower';
import { vanillaPlan } from '#shared/networks/vanilla';

import { functional, madeConv, type MadeLayer } from './keras-files';
import { CONV, DESCRIBED, INTERLEAVED, made, PLAIN, planned, SIAMESE, tower } from './match-cases';

/** The first value of each kernel and bias. */
const SIAMESE_VALUES = [
  ['tower-a/conv/kernel', 100],
  ['tower-a/conv/bias', 1100],
  ['tower-a/dense/kernel', 300],
  ['tower-a/dense/bias', 1300],
  ['tower-b/conv/kernel', 200],
  ['tower-b/conv/bias', 1200],
  ['tower-b/dense/kernel', 400],
  ['tower-b/dense/bias', 1400],
  ['joint/classes/kernel', 500],
  ['joint/classes/bias', 1500],
];

const firstValues = (file: KerasFile, target: WeightTarget): unknown =>
  matchKerasWeights(file, target).map(({ name, values }) => [name, values[0]]);

describe('weights from a Keras file', () => {
  it('go to the layers of a plain network in order', async () => {
    const layers = [madeConv('c', CONV, 10), { name: 'pool' }, madeConv('d', [16, 5], 20), madeConv('e', [5, 2], 30)];
    const file = await made({ layers });
    expect(matchKerasWeights(file, PLAIN).map(({ name, shape, values }) => [name, shape, values[0]])).toEqual([
      ['tower/conv/kernel', CONV, 10],
      ['tower/conv/bias', [4], 1010],
      ['tower/dense/kernel', [16, 5], 20],
      ['tower/dense/bias', [5], 1020],
      ['joint/classes/kernel', [5, 2], 30],
      ['joint/classes/bias', [2], 1030],
    ]);
  });

  it('go to two towers by what flows into them', async () => {
    expect(firstValues(await made({ layers: INTERLEAVED, config: DESCRIBED }), SIAMESE)).toEqual(SIAMESE_VALUES);
  });

  it('go to two towers of weights alone, whose layers are interleaved', async () => {
    expect(firstValues(await made({ layers: INTERLEAVED }), SIAMESE)).toEqual(SIAMESE_VALUES);
  });

  it('go to two towers of weights alone that lie one after the other', async () => {
    const order = [2, 6, 3, 7, 9];
    const layers = order.flatMap((index) => INTERLEAVED[index] ?? []);
    expect(firstValues(await made({ layers }), SIAMESE)).toEqual(SIAMESE_VALUES);
  });

  it('are refused where both ways would fit', async () => {
    const square = (name: string): readonly PlannedWeight[] =>
      ['one', 'two'].flatMap((layer) => planned(`${name}/${layer}`, [5, 5]));
    const target = { towers: [square('tower-a'), square('tower-b')], joint: [] };
    const file = await made({ layers: ['a', 'b', 'c', 'd'].map((name) => madeConv(name, [5, 5])) });
    expect(() => matchKerasWeights(file, target)).toThrow(
      'its towers could lie in it one after the other or interleaved; expected one way only',
    );
  });

  it('go to towers that are models themselves', async () => {
    const inner = (name: string, first: number): MadeLayer => ({
      name,
      weights: [madeConv(`conv_${first}`, CONV, first), madeConv(`dense_${first}`, [16, 5], first + 200)].flatMap(
        ({ weights = [] }) => weights,
      ),
    });
    const config = functional(
      ['x', 'y'],
      [
        ['Functional', 'model_1', ['x']],
        ['Functional', 'model_2', ['y']],
        ['Concatenate', 'both', ['model_1', 'model_2']],
        ['Dense', 'dense_9', ['both']],
      ],
    );
    const layers = [inner('model_1', 100), inner('model_2', 200), madeConv('dense_9', [10, 2], 500)];
    expect(firstValues(await made({ layers, config }), SIAMESE)).toEqual(SIAMESE_VALUES);
  });

  it('go to one tower that both inputs share', async () => {
    const config = functional(
      ['x', 'y'],
      [
        ['Conv2D', 'c', ['x'], ['y']],
        ['Dense', 'd', ['c'], ['c:1']],
        ['Lambda', 'distance', ['d', 'd:1']],
        ['Concatenate', 'all', ['distance', 'd', 'd:1']],
        ['Dense', 'e', ['all']],
      ],
    );
    const layers = [madeConv('c', CONV, 10), madeConv('d', [16, 5], 20), madeConv('e', [11, 2], 30)];
    const target = { towers: [tower('tower')], joint: planned('joint/dense', [11, 2]) };
    expect(firstValues(await made({ layers, config }), target)).toEqual([
      ['tower/conv/kernel', 10],
      ['tower/conv/bias', 1010],
      ['tower/dense/kernel', 20],
      ['tower/dense/bias', 1020],
      ['joint/dense/kernel', 30],
      ['joint/dense/bias', 1030],
    ]);
  });

  it('include the four of batch normalisation, whose moving averages a nested model stores last', async () => {
    const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'] as const;
    const target: WeightTarget = {
      towers: [
        [
          ...roles.map((role) => ({ name: `tower/norm/${role}`, role, shape: [4] })),
          ...planned('tower/conv', [2, 2, 4, 4]),
        ],
      ],
      joint: [],
    };
    const weights = [
      { name: 'bn/gamma', shape: [4], first: 1 },
      { name: 'bn/beta', shape: [4], first: 2 },
      ...(madeConv('c', [2, 2, 4, 4], 5).weights ?? []),
      { name: 'bn/moving_mean', shape: [4], first: 3 },
      { name: 'bn/moving_variance', shape: [4], first: 4 },
    ];
    expect(firstValues(await made({ layers: [{ name: 'model_1', weights }] }), target)).toEqual([
      ['tower/norm/gamma', 1],
      ['tower/norm/beta', 2],
      ['tower/norm/movingMean', 3],
      ['tower/norm/movingVariance', 4],
      ['tower/conv/kernel', 5],
      ['tower/conv/bias', 1005],
    ]);
  });

  it('are put back in order where a nested model stores its frozen layers last', async () => {
    const weights = ['second', 'first'].flatMap(
      (name, index) => madeConv(name, [5, 5], 10 * (index + 1)).weights ?? [],
    );
    const model = functional(
      ['i'],
      [
        ['Dense', 'first', ['i']],
        ['Dense', 'second', ['first']],
      ],
    );
    const config = { class_name: 'Sequential', config: { name: 'outer', layers: [rename(model, 'inner')] } };
    const target = { towers: [[...planned('t/one', [5, 5]), ...planned('t/two', [5, 5])]], joint: [] };
    expect(firstValues(await made({ layers: [{ name: 'inner', weights }], config }), target)).toEqual([
      ['t/one/kernel', 20],
      ['t/one/bias', 1020],
      ['t/two/kernel', 10],
      ['t/two/bias', 1010],
    ]);
  });

  it('may have the names of the first Keras, which tell a kernel from a bias by their order alone', async () => {
    const weights = [
      { name: 'block1_conv1_W_1:0', shape: [3, 3, 3, 4] },
      { name: 'block1_conv1_b_1:0', shape: [4], first: 7 },
    ];
    const target = { towers: [planned('t/c', [3, 3, 3, 4])], joint: [] };
    expect(firstValues(await made({ layers: [{ name: 'block1_conv1', weights }] }), target)).toEqual([
      ['t/c/kernel', 0],
      ['t/c/bias', 7],
    ]);
  });
});

describe('the target of a plan', () => {
  it('has a scope for each tower, and one for what follows', () => {
    const siamese = weightTarget(
      siameseVanillaPlan([32, 32, 3], 10, { ...DECK_TOWER, sharedTowers: false, head: 'concatenate' }),
    );
    expect(siamese.towers.map((scope) => scope.map(({ name }) => name.split('/')[0]))).toEqual([
      new Array(8).fill('tower-a'),
      new Array(8).fill('tower-b'),
    ]);
    expect(siamese.joint.map(({ name }) => name)).toEqual(['joint/classes/kernel', 'joint/classes/bias']);
    expect(weightTarget(vanillaPlan([32, 32, 3], 10)).towers).toHaveLength(1);
  });
});

/** The same model under another name. */
function rename(model: unknown, name: string): unknown {
  const { class_name: className, config } = model as { class_name: string; config: object };
  return { class_name: className, config: { ...config, name } };
}
