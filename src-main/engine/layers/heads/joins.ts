import type { TfjsHead } from './head';

export const first: TfjsHead = { kind: 'first', join: (_, [a]) => a };

export const concatenate: TfjsHead = { kind: 'concatenate', join: (tf, [a, b]) => tf.concat2d([a, b], 1) };

export const absoluteDifference: TfjsHead = {
  kind: 'absoluteDifference',
  join: (tf, [a, b]) => tf.abs(tf.sub(a, b)),
};
