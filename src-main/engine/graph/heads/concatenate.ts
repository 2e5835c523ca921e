import { columns, type GraphHead } from './head';

export const concatenate: GraphHead = {
  kind: 'concatenate',
  build: (operations, features, count) => ({
    output: operations.concatenate(features, 1),
    backward: (gradient) => [columns(operations, gradient, 0, count), columns(operations, gradient, count, count)],
  }),
};
