import { buildDistance } from './distance';
import { columns, opposite, type GraphHead } from './head';

export const distanceAndBoth: GraphHead = {
  kind: 'distanceAndBoth',
  build: (operations, [a, b], count) => {
    const distance = buildDistance(operations, a, b);
    return {
      output: operations.concatenate([distance.output, a, b], 1),
      backward: (gradient) => {
        const byDistance = opposite(operations, distance.backward(columns(operations, gradient, 0, 1)));
        return byDistance.map((side, place) =>
          operations.add(side, columns(operations, gradient, 1 + place * count, count)),
        );
      },
    };
  },
};
