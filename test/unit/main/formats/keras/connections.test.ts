import { describe, expect, it } from 'vitest';

import { refuseOtherDescription } from '#main/formats/keras/check-description';
import { parseModelConfig } from '#main/formats/keras/model-config';
import { weightsForPlan } from '#main/formats/keras/weights-for-plan';
import { classBranch } from '#shared/networks/class-branch';
import { discriminationPlan } from '#shared/networks/discrimination';
import { planLayers } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';
import { siameseVanillaPlan } from '#shared/networks/siamese-vanilla';

import { become, find, PLAIN, set, SMALL, type Change } from './described-changes';
import { asFunctional, asSequential, type DescribedLayer } from './described-network';
import { functional } from './keras-files';
import { made } from './match-cases';

const TWIN = siameseVanillaPlan([32, 32, 3], 4, { ...SMALL, sharedTowers: false, head: 'concatenate' });

async function twin(change?: Change, plan = TWIN): Promise<number> {
  return weightsForPlan(await made(asFunctional(plan, change)), plan).length;
}

describe('the connections of a described network', () => {
  it('is taken where both towers are models inside the model, whose calls Keras counts from 1', async () => {
    const shared = siameseVanillaPlan([32, 32, 3], 4, { ...SMALL, sharedTowers: true, head: 'concatenate' });
    const inner = asSequential(PLAIN);
    const { layers: all } = (inner.config as { config: { layers: DescribedLayer[] } }).config;
    const tower = { class_name: 'Sequential', config: { name: 'tower', layers: all.slice(0, -1) } };
    const described = functional(
      ['x', 'y'],
      [
        ['Sequential', 'tower', ['x'], ['y']],
        ['Concatenate', 'both', ['tower:1', 'tower:2']],
        ['Dense', 'classes', ['both']],
      ],
    ) as { config: { layers: DescribedLayer[] } };
    Object.assign(find(described.config.layers, 'tower').config, tower.config);
    set('classes', { activation: 'softmax', units: 4 })(described.config.layers);
    const weights = inner.layers.slice(0, -1).flatMap((layer) => layer.weights ?? []);
    const classes = [
      { name: 'classes/kernel:0', shape: [6, 4] },
      { name: 'classes/bias:0', shape: [4] },
    ];
    const file = await made({
      layers: [
        { name: 'tower', weights },
        { name: 'classes', weights: classes },
      ],
      config: described,
    });
    expect(weightsForPlan(file, shared)).toHaveLength(10);
    set('conv2', { activation: 'tanh' })(tower.config.layers);
    expect(() => refuseOtherDescription({ ...file, model: parseModelConfig(described) }, shared)).toThrow(
      '"conv2" has the activation tanh; expected relu, as tower/conv2 has',
    );
  });

  it.each<[string, Change, string]>([
    ['a sum of its towers', become('both', 'Add'), '"both" (Add) joins 2 layers; expected Concatenate of two towers'],
    ['a join along another axis', set('both', { axis: 0 }), '"both" (Concatenate) joins 2 layers along axis 0'],
    [
      'one tower for both, by half',
      (layers) => {
        find(layers, 'conv2_tower-b').inbound_nodes = [[['pool1_tower-a', 0, 0, {}]]];
      },
      'layers in towers',
    ],
    [
      'another activation in its second tower',
      set('conv3_tower-b', { activation: 'elu' }),
      '"conv3_tower-b" has the activation elu; expected relu, as tower-b/conv3 has',
    ],
    [
      'a skip',
      (layers) => {
        const skip = { class_name: 'Add', name: 'add', config: { name: 'add' } };
        layers.push({
          ...skip,
          inbound_nodes: [
            [
              ['pool1_tower-a', 0, 0, {}],
              ['dropout1_tower-a', 0, 0, {}],
            ],
          ],
        });
        find(layers, 'conv3_tower-a').inbound_nodes = [[['add', 0, 0, {}]]];
      },
      '"add" (Add) joins 2 layers; expected one layer after another',
    ],
    [
      'scaling of one input alone',
      (layers) => {
        const scaling = {
          class_name: 'Rescaling',
          name: 'scale',
          config: { name: 'scale', scale: 1 / 255, offset: 0 },
        };
        layers.push({ ...scaling, inbound_nodes: [[['first', 0, 0, {}]]] });
        find(layers, 'conv1_tower-a').inbound_nodes = [[['scale', 0, 0, {}]]];
      },
      'scales the pixels (Rescaling) of one input and not of the other',
    ],
    [
      'a circle',
      (layers) => {
        find(layers, 'conv1_tower-a').inbound_nodes = [[['dense1_tower-a', 0, 0, {}]]];
      },
      'layers in towers',
    ],
  ])('is refused where two inputs meet: %s', async (name, change, message) => {
    const refusal = twin(change);
    await expect(refusal, name).rejects.toMatchObject({ code: 'invalid-weights' });
    await expect(refusal).rejects.toThrow(message);
  });

  it('is refused where its weights lie in another order than its connections', async () => {
    const chain = (from: readonly string[]): NetworkPlan => ({
      ...PLAIN,
      inputs: [{ name: 'image', shape: [4] }],
      towers: [
        {
          name: 'tower',
          inputs: ['image'],
          layers: planLayers(
            'tower',
            [4],
            from.map((name) => ({ kind: 'dense', name, units: 4, activation: 'relu' })),
          ),
        },
      ],
      branches: [classBranch('first', 4, 4)],
    });
    const plan = chain(['a', 'b']);
    const { layers } = asSequential(plan);
    const { config } = asSequential(chain(['b', 'a']));
    const file = await made({ layers, config });
    expect(() => weightsForPlan(file, plan)).toThrow(
      'its connections lead to "b" where its list of weights has "a"; expected one order',
    );
  });

  it.each([
    [
      [
        ['Dense', 'a', ['b']],
        ['Dense', 'b', ['a']],
      ],
      'leads back to "b" from itself',
    ],
    [[['Dense', 'a', ['nothing']]], 'names "nothing", which it does not hold'],
    [[['Dense', 'a']], 'does not say what flows into "a"'],
    [
      Array.from({ length: 600 }, (_, place) => [
        'Dense',
        `l${600 - place}`,
        [place === 599 ? 'x' : `l${599 - place}`],
      ]).reverse(),
      'has more than 500 layers behind each other',
    ],
  ] as const)('is refused where its connections lead nowhere', (layers, message) => {
    const model = parseModelConfig(functional(['x'], layers as Parameters<typeof functional>[1]));
    expect(() => refuseOtherDescription({ name: 'm.h5', kerasVersion: null, layers: [], model }, PLAIN)).toThrow(
      message,
    );
  });

  it('is refused where it joins its towers by code of its own', () => {
    const plan = discriminationPlan([32, 32, 3], { ...SMALL, sharedTowers: true, head: 'distanceAndBoth' });
    const layers = [
      ['Conv2D', 'c', ['x'], ['y']],
      ['Lambda', 'distance', ['c', 'c:1']],
      ['Dense', 'e', ['distance']],
    ] as const;
    const file = {
      name: 'm.h5',
      kerasVersion: null,
      layers: [],
      model: parseModelConfig(functional(['x', 'y'], layers)),
    };
    expect(() => refuseOtherDescription(file, plan)).toThrow(
      '"distance" (Lambda) joins what its towers give in a way that the lab cannot read out of a file',
    );
  });

  it('is refused where it is a description that lists no layers, and not taken for weights alone', async () => {
    const { layers } = asSequential(PLAIN);
    const config = { class_name: 'MyModel', config: {} };
    await expect(made({ layers, config })).rejects.toThrow('lists no layers that the lab can read');
    expect(weightsForPlan(await made({ layers }), PLAIN)).toHaveLength(10);
  });
});
