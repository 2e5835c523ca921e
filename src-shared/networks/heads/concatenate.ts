import type { HeadDefinition } from './definition';

/** [a, b] */
export const concatenate: HeadDefinition = {
  kind: 'concatenate',
  joins: 2,
  shape: (features) => [2 * features],
  isConcatenation: true,
  text: (features) => {
    const setting = `${features} + ${features}`;
    return { kind: 'Concatenate', setting, title: `Concatenate ${setting}` };
  },
};
