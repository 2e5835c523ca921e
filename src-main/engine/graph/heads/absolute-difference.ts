import { opposite, type GraphHead } from './head';

export const absoluteDifference: GraphHead = {
  kind: 'absoluteDifference',
  build: (operations, [a, b]) => {
    const { subtract, unary, multiply } = operations;
    const difference = subtract(a, b);
    return {
      output: unary('Abs', difference),
      backward: (gradient) => opposite(operations, multiply(gradient, unary('Sign', difference))),
    };
  },
};
