import type { HeadDefinition } from './definition';

/** [‖a − b‖, a, b] */
export const distanceAndBoth: HeadDefinition = {
  kind: 'distanceAndBoth',
  joins: 2,
  shape: (features) => [1 + 2 * features],
  isConcatenation: false,
  text: (features) => ({
    kind: 'Concatenate',
    setting: `‖a − b‖, 1 + ${features} + ${features}`,
    title: '‖a − b‖, a, b',
  }),
};
