import { bounded } from '../basics/bounds';
import { definePairing } from './definition';
import { redrawOption, sameWeightOption } from './options';

/** For discrimination: each image with a random other one, so many times. */
export const randomPermutation = definePairing({
  kind: 'random-permutation',
  options: {
    permutations: bounded('onlyPermutations').default(1),
    redraw: redrawOption.default(true),
    sameWeight: sameWeightOption,
  },
  pairCount: ({ permutations }, images) => images * permutations,
  title: ({ permutations }) => `${permutations} random permutation${permutations === 1 ? '' : 's'}`,
});
