import { describe, expect, it } from 'vitest';

import { classEvaluation, predictSet, scoresOf } from '#main/training/evaluate';

import type { Batch } from '#main/engine/engine';

import { fakeNetwork } from './fake-network';

const set = { images: new Uint8Array(0), labels: Uint8Array.of(0, 1, 1), count: 3 };
const probabilities = [0.5, 0.5, 0.25, 0.75, 1, 0];
const network = {
  ...fakeNetwork(() => ({ loss: 0, correct: 0 })),
  predict: (_: unknown, { first }: Batch) => ({
    class: Float32Array.from([...first].flatMap((index) => probabilities.slice(2 * index, 2 * index + 2))),
  }),
};

describe('the evaluation of a model', () => {
  it('takes the first of equal probabilities, and bounds the loss of a class that was given none', async () => {
    const predictions = await predictSet({ network, set, classCount: 2 });
    expect(predictions).not.toBeNull();
    if (predictions === null) return;
    expect([...predictions.predicted]).toEqual([0, 1, 0]);
    const losses = [Math.log(2), -Math.log(0.75), -Math.log(1e-7)];
    losses.forEach((loss, image) => expect(predictions.losses[image]).toBeCloseTo(loss, 5));
    expect(scoresOf(predictions, set).accuracy).toBeCloseTo(2 / 3, 12);
    expect(classEvaluation(predictions, set, 2, 'single').metrics.confusion).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('gives nothing when it is stopped half-way', async () => {
    expect(await predictSet({ network, set, classCount: 2, stopped: () => true })).toBeNull();
  });

  it('does not turn a NaN into a number', async () => {
    const broken = { ...network, predict: () => ({ class: new Float32Array(6).fill(Number.NaN) }) };
    const predictions = await predictSet({ network: broken, set, classCount: 2 });
    expect(predictions === null ? 0 : scoresOf(predictions, set).loss).toBeNaN();
  });
});
