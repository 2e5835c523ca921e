import { expect, it } from 'vitest';

import { emnistPlan } from '#shared/networks/emnist';
import { layersOf, parameterCount } from '#shared/networks/plan';

it('the EMNIST toy network has the 5,414,938 parameters of the deck', () => {
  const plan = emnistPlan([28, 28, 1], 26);
  expect(parameterCount(plan)).toBe(5_414_938);
  expect(layersOf(plan).find(({ layer }) => layer.kind === 'flatten')?.outputShape).toEqual([10_368]);
});
