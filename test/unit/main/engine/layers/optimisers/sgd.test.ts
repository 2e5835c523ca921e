import { expect, it } from 'vitest';

import { createOptimiser } from '#main/engine/layers/optimisers/optimiser';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';

const tf = loadTensorflow();

it.each([0, 0.9])(
  'gradient descent with momentum %s goes the way of Keras’s recurrence, value by value',
  (momentum) => {
    const random = createRandom(3);
    const drawn = (count: number): number[] => Array.from({ length: count }, () => Math.fround(random.normal()));
    const [start, steps] = [[drawn(6), drawn(2)], Array.from({ length: 5 }, () => [drawn(6), drawn(2)])];
    const before = tf.memory().numTensors;
    const variables = [tf.variable(tf.tensor2d(start[0] ?? [], [3, 2])), tf.variable(tf.tensor1d(start[1] ?? []))];
    const held = tf.memory().numTensors;
    const optimiser = createOptimiser(tf, variables, { optimiser: 'sgd', learningRate: 0.05, momentum });

    const weights = start.map((values) => [...values]);
    const velocities = weights.map((values) => values.map(() => 0));
    for (const gradients of steps) {
      tf.tidy(() =>
        optimiser.apply(
          gradients.map((values, index) => tf.tensor(values, variables[index]?.shape)),
          1,
        ),
      );
      gradients.forEach((values, tensor) =>
        values.forEach((gradient, place) => {
          const velocity = momentum * (velocities[tensor]?.[place] ?? 0) - 0.05 * gradient;
          (velocities[tensor] ?? [])[place] = velocity;
          (weights[tensor] ?? [])[place] = (weights[tensor]?.[place] ?? 0) + velocity;
        }),
      );
    }
    variables.forEach((variable, tensor) => {
      [...variable.dataSync()].forEach((value, place) => expect(value).toBeCloseTo(weights[tensor]?.[place] ?? 0, 5));
    });
    optimiser.dispose();
    // each tensor above is held once by its variable
    expect(tf.memory().numTensors).toBe(held);
    tf.dispose(variables);
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + variables.length);
  },
);
