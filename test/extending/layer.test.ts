import { beforeAll, expect, it } from 'vitest';

import { weightsOf } from '#shared/networks/plan';
import { tinyWeights } from '#main/engine/self-test/tiny-networks';

import { registerExample } from './example';
import { BARE, ENGINES, expectAlike, layersWith, smallPlan, trainedBy } from './small-training';

const GAIN = { kind: 'gain', name: 'gain', start: 1 };

beforeAll(() => registerExample('toy-layer'));

it('has the same gradients in both engines, in one lane and in two', async () => {
  await expectAlike(smallPlan(layersWith(GAIN), ['class']), BARE, 1, 1e-4);
});

it('is trained the same in both engines, and learns', async () => {
  const plan = smallPlan(layersWith(GAIN), ['class']);
  const training = { optimiser: 'adam', learningRate: 0.01, momentum: 0 };
  await expectAlike(plan, training, 5, 1e-3);
  const before = tinyWeights(weightsOf(plan), 6).find(({ name }) => name === 'tower/gain/gain');
  const { weights } = await trainedBy(ENGINES['graph, two lanes'], plan, training, 5);
  expect(weights.get('tower/gain/gain')).toHaveLength(3);
  expect(weights.get('tower/gain/gain')).not.toEqual(before?.values);
});

it('stays as it is where it is frozen', async () => {
  const plan = smallPlan(layersWith({ ...GAIN, frozen: true } as typeof GAIN), ['class']);
  await expectAlike(plan, BARE, 1, 1e-4);
  const before = tinyWeights(weightsOf(plan), 6).find(({ name }) => name === 'tower/gain/gain');
  const { weights } = await trainedBy(ENGINES['graph, two lanes'], plan, BARE, 1);
  expect(weights.get('tower/gain/gain')).toEqual(before?.values);
});
