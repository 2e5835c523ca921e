import { expect, it } from 'vitest';

import { classBranch } from '#shared/networks/class-branch';

it('a class branch ends in one softmax layer over what its head gives', () => {
  const branch = classBranch('concatenate', 32, 10);
  expect(branch).toMatchObject({ name: 'class', head: 'concatenate', headShape: [64] });
  expect(branch.layers.map(({ outputShape, weights }) => [outputShape, weights.map(({ name }) => name)])).toEqual([
    [[10], ['joint/classes/kernel', 'joint/classes/bias']],
  ]);
});
