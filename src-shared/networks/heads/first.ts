import type { HeadDefinition } from './definition';

/** a alone, as in a plain network. */
export const first: HeadDefinition = {
  kind: 'first',
  joins: 1,
  shape: (features) => [features],
  isConcatenation: false,
  text: () => null,
};
