import type { HeadDefinition } from './definition';

/** |a − b|, value by value. */
export const absoluteDifference: HeadDefinition = {
  kind: 'absoluteDifference',
  joins: 2,
  shape: (features) => [features],
  isConcatenation: false,
  text: () => ({ kind: 'Difference', setting: '|a − b|', title: 'Difference |a − b|' }),
};
