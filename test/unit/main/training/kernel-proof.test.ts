import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { KernelFingerprints, TrainingBatch } from '#main/engine/engine';
import { provedNetwork, unsoundWeights } from '#main/training/kernel-proof';

import { fakeNetwork } from './fake-network';

const batch: TrainingBatch = { first: Uint32Array.of(0, 1) };
const trained = () => ({ loss: 1, correct: 0 });

const sums = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
/** Rounds of sound kernels: every one the same, two lanes of three weights. */
const soundRounds = fc
  .tuple(fc.array(sums, { minLength: 6, maxLength: 6 }), fc.integer({ min: 1, max: 8 }))
  .map(([values, count]): KernelFingerprints[] =>
    Array.from({ length: count }, () => ({
      weights: ['conv1/kernel', 'conv1/bias', 'dense/kernel'],
      together: Int32Array.from(values),
      alone: Int32Array.from(values),
    })),
  );

describe('which weights have unsound kernels', () => {
  it('is none where all rounds agree', () => {
    fc.assert(
      fc.property(soundRounds, (rounds) => {
        expect(unsoundWeights(rounds)).toEqual([]);
      }),
    );
  });

  it('is the one whose gradient differs anywhere, in whichever round, lane and way', () => {
    const place = fc.record({ round: fc.nat(), lane: fc.nat(1), weight: fc.nat(2), isAlone: fc.boolean() });
    fc.assert(
      fc.property(
        soundRounds,
        place,
        fc.integer({ min: 1, max: 2 ** 31 }),
        (rounds, { round, lane, weight, isAlone }, by) => {
          const wrong = rounds[round % rounds.length];
          const of = isAlone ? wrong?.alone : wrong?.together;
          if (wrong === undefined || of === undefined) throw new Error('There is no round.');
          const before = of[lane * 3 + weight] ?? 0;
          of[lane * 3 + weight] = before + by;
          expect(unsoundWeights(rounds)).toEqual([wrong.weights[weight]]);
        },
      ),
    );
  });
});

describe('a network whose kernels are proved', () => {
  /** @param isWrong whether the kernels are wrong in the so-manieth round, from 0 */
  function proved(isWrong: (round: number) => boolean, msARound = 1) {
    let rounds = 0;
    let clock = 0;
    const network = fakeNetwork(trained);
    const kernelFingerprints = (): KernelFingerprints => {
      clock += msARound;
      const wrong = isWrong(rounds++);
      return {
        weights: ['conv1/kernel', 'conv2/kernel'],
        together: Int32Array.of(7, wrong ? 9 : 8),
        alone: Int32Array.of(7, 8),
      };
    };
    const sound = provedNetwork({ network: { ...network, kernelFingerprints }, seed: 1, now: () => clock });
    return { network: sound, batches: network.batches, rounds: () => rounds };
  }

  it('is asked for its gradients eight times before the first step, and not before the second', () => {
    const { network, rounds, batches } = proved(() => false);
    void network.trainBatch(batch);
    expect(rounds()).toBe(8);
    void network.trainBatch(batch);
    expect(rounds()).toBe(8);
    expect(batches).toEqual([batch, batch]);
  });

  it('is asked twice at least where that takes long', () => {
    const { network, rounds } = proved(() => false, 10_000);
    void network.trainBatch(batch);
    expect(rounds()).toBe(2);
  });

  it('makes no step where a round differs, and names the weight', () => {
    for (const bad of [0, 1, 7]) {
      const { network, batches } = proved((round) => round === bad);
      expect(() => network.trainBatch(batch)).toThrow(
        expect.objectContaining({
          code: 'kernels-unsound',
          message: expect.stringMatching(/conv2\/kernel.*first step/),
        }),
      );
      expect(batches).toEqual([]);
    }
  });

  it('is asked again at about one step in five hundred, and makes no step where that differs', () => {
    const { network, rounds } = proved(() => false);
    for (let step = 0; step < 50_000; step++) void network.trainBatch(batch);
    const again = rounds() - 8;
    expect(again).toBeGreaterThan(60);
    expect(again).toBeLessThan(150);

    const later = proved((round) => round === 8);
    const train = (): void => {
      for (let step = 0; step < 5000; step++) void later.network.trainBatch(batch);
    };
    expect(train).toThrow(
      expect.objectContaining({ code: 'kernels-unsound', message: expect.stringMatching(/after \d+ steps/) }),
    );
    expect(later.batches.length).toBeGreaterThan(1);
  });

  it('is left as it is where its engine has nothing to prove', () => {
    const network = fakeNetwork(trained);
    expect(provedNetwork({ network, seed: 1, now: () => 0 })).toBe(network);
  });
});
