import { describe, expect, it } from 'vitest';

import type { Batch, Outputs } from '#main/engine/engine';
import { watchNetwork } from '#main/training/watch';

import { specOf } from '../database/spec';
import { fakeNetwork } from './fake-network';

const labels = Uint8Array.of(0, 0, 1, 1, 0);
const set = { images: new Uint8Array(0), labels, count: 5 };
/** Rotation 1 pairs them as same, different, same, different, same. */
const SCORES = [0.9, 0.2, 0.4, 0.6, 0.8];
/** Probabilities of class 1, by first image. */
const CLASSES = [0.3, 0.1, 0.8, 0.4, 0.2];

function watching(tells: readonly (keyof Outputs)[]) {
  const shown: Batch[] = [];
  const network = {
    ...fakeNetwork(() => ({ loss: 0, correct: 0 })),
    predict: (_: unknown, batch: Batch): Outputs => {
      shown.push(batch);
      return {
        ...(tells.includes('class')
          ? {
              class: Float32Array.from(
                [...batch.first].flatMap((image) => [1 - (CLASSES[image] ?? 0), CLASSES[image] ?? 0]),
              ),
            }
          : {}),
        ...(tells.includes('same') ? { same: Float32Array.from(batch.first, (image) => SCORES[image] ?? 0) } : {}),
      };
    },
  };
  return { shown, options: { network, set, classCount: 2, seed: 1 } };
}

const total = (losses: readonly number[]): number => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;

describe('watching a network after an epoch', () => {
  it('asks one that tells "same" about rotation 1 alone, and weighs "same" pairs as the training does', async () => {
    const { shown, options } = watching(['same']);
    const spec = specOf({ network: { kind: 'discrimination' }, pairing: { kind: 'rotations', sameWeight: 3 } });
    const scores = await watchNetwork(spec, options);
    expect(shown.map(({ first, second }) => [[...first], [...(second ?? [])]])).toEqual([
      [
        [0, 1, 2, 3, 4],
        [1, 2, 3, 4, 0],
      ],
    ]);
    expect(scores?.accuracy).toBeCloseTo(3 / 5, 12);
    const losses = [3 * -Math.log(0.9), -Math.log(0.8), 3 * -Math.log(0.4), -Math.log(0.4), 3 * -Math.log(0.8)];
    expect(scores?.loss).toBeCloseTo(total(losses), 5);
  });

  it('of the joint network takes the accuracy of the first image’s class, and the sum of both losses', async () => {
    const { options } = watching(['class', 'same']);
    const spec = specOf({ network: { kind: 'joint' }, pairing: { kind: 'balanced' } });
    const scores = await watchNetwork(spec, options);
    // images 0, 1, 2 and 4 are named rightly
    expect(scores?.accuracy).toBeCloseTo(4 / 5, 12);
    const ofSame = [0.9, 0.8, 0.4, 0.4, 0.8].map((right) => -Math.log(right));
    const ofClass = [0.7, 0.9, 0.8, 0.4, 0.8].map((right) => -Math.log(right));
    expect(scores?.loss).toBeCloseTo(total(ofSame) + total(ofClass), 5);
  });

  it('shows both towers the same image where a design is to be tested by a half first: the whole is what is trained', async () => {
    const { shown, options } = watching(['class']);
    const spec = specOf({ network: { kind: 'siamese-vanilla' }, protocols: ['tower-a', 'duplicates'] });
    expect((await watchNetwork(spec, options))?.accuracy).toBeCloseTo(4 / 5, 12);
    expect(shown.every(({ first, second }) => second === undefined || second.join() === first.join())).toBe(true);
  });

  it('gives nothing when it is stopped half-way', async () => {
    const { options } = watching(['same']);
    const spec = specOf({ network: { kind: 'discrimination' } });
    expect(await watchNetwork(spec, { ...options, stopped: () => true })).toBeNull();
  });
});
