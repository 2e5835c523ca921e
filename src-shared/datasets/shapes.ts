import type { DatasetDefinition } from './datasets';

/** Drawn by the lab itself. */
export const SHAPES: DatasetDefinition<'shapes'> = {
  name: 'shapes',
  title: 'Shapes',
  imageShape: [32, 32, 3],
  classNames: ['disc', 'ring', 'square', 'triangle', 'cross', 'star', 'stripes', 'checkers', 'dots', 'waves'],
  trainCount: 5_000,
  testCount: 1_000,
  needsInstall: false,
};
