import { expect, it } from 'vitest';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { bestWeightsHook } from '#main/training/hooks/best-weights';

const tensor = (value: number): NamedTensor => ({ name: 'w', shape: [1], values: Float32Array.of(value) });

async function afterLosses(
  losses: readonly number[],
): Promise<{ readonly epoch: number | undefined; readonly weights: NamedTensor }> {
  let weights = tensor(0);
  const hook = bestWeightsHook({
    exportWeights: () => [weights],
    importWeights: ([given]) => {
      weights = given ?? weights;
    },
  });
  losses.forEach((loss, index) => {
    weights = tensor(index + 1);
    const train = { loss: -index, accuracy: 0 };
    hook.onEpochEnd?.({ epoch: index + 1, train, validation: { loss, accuracy: 0 } }, () => undefined);
  });
  await hook.restore();
  return { epoch: hook.epoch(), weights };
}

it('the weights of the smallest validation loss come back, those of the first where several are equal', async () => {
  expect(await afterLosses([3, 1, 2, 1])).toEqual({ epoch: 2, weights: tensor(2) });
  expect(await afterLosses([3, 2, 1])).toEqual({ epoch: 3, weights: tensor(3) });
});

it('a loss that is no number is never the smallest', async () => {
  expect(await afterLosses([Number.NaN, 4, Number.NaN])).toEqual({ epoch: 2, weights: tensor(2) });
  expect(await afterLosses([])).toEqual({ epoch: undefined, weights: tensor(0) });
});
