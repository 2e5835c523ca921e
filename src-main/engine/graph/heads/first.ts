import type { GraphHead } from './head';

export const first: GraphHead = {
  kind: 'first',
  build: (_, [a]) => ({ output: a, backward: (gradient) => [gradient] }),
};
