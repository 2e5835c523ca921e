import type { HeadDefinition } from './definition';

/** ‖a − b‖, the euclidean distance. */
export const distance: HeadDefinition = {
  kind: 'distance',
  joins: 2,
  shape: () => [1],
  isConcatenation: false,
  text: () => ({ kind: 'Distance', setting: '‖a − b‖', title: 'Distance ‖a − b‖' }),
};
