import { expect, it } from 'vitest';

import { discriminationPlan } from '#shared/networks/discrimination';
import { parameterCount } from '#shared/networks/plan';

it('the discrimination network has the 113,953 parameters of the deck, 109,664 of them in its tower', () => {
  const plan = discriminationPlan([32, 32, 3]);
  expect(parameterCount(plan)).toBe(113_953);
  expect(parameterCount({ ...plan, branches: [] })).toBe(109_664);
  expect(plan.branches[0]?.headShape).toEqual([65]);
});
