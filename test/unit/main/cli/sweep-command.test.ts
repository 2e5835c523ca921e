import { expect, it } from 'vitest';

import { axesOf } from '#main/cli/sweep-command';

it.each([
  [{ networks: 'vanilla,vanilla' }, '--networks: Received vanilla more than once; expected each value once.'],
  [{ fractions: '0.5, 1, .50' }, '--fractions: Received 0.5 more than once'],
  [{ permutations: '1,2,1' }, '--permutations: Received 1 more than once'],
  [{ networks: 'vanila' }, '--networks: Received "vanila"; expected some of vanilla'],
])('a sweep refuses the axes %j', (typed, says) => {
  expect(() => axesOf(typed)).toThrow(says);
});

it('a sweep takes axes as they are typed', () => {
  expect(axesOf({ networks: 'vanilla, siamese-vanilla', fractions: '0.1,half' })).toEqual({
    networks: ['vanilla', 'siamese-vanilla'],
    fractions: [0.1, 'half'],
    permutations: [],
  });
});
