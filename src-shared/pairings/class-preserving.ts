import { bounded } from '../basics/bounds';
import { oneOf } from '../basics/expected';
import { definePairing } from './definition';
import { redrawOption } from './options';

/** For classification: each image with itself, and so many paired copies more, each image with one of its class. */
export const classPreserving = definePairing({
  kind: 'class-preserving',
  options: {
    permutations: bounded('permutations').default(2),
    draw: oneOf(
      ['with-replacement', 'permutation'],
      'how partners are drawn, "with-replacement" being the deck\'s',
    ).default('with-replacement'),
    redraw: redrawOption.default(false),
  },
  pairCount: ({ permutations }, images) => images * (1 + permutations),
  title: ({ permutations }) => `${permutations} permutation${permutations === 1 ? '' : 's'}`,
});
