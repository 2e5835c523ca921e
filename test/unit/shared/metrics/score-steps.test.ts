import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scoreSteps } from '#shared/metrics/score-steps';

import { anyPairs, countOf, countReaching, distinctScores } from './scored-pairs';

describe('the steps of a score', () => {
  it('count at each distinct score what counting pair by pair gives', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const { positives, negatives, steps } = scoreSteps(pairs.scores, pairs.truth);
        expect([positives, negatives]).toEqual([countOf(pairs, 1), countOf(pairs, 0)]);
        expect(steps.map(({ truePositives, falsePositives }) => [truePositives, falsePositives])).toEqual(
          distinctScores(pairs).map((score) => [countReaching(pairs, 1, score), countReaching(pairs, 0, score)]),
        );
        // + 0: a score of −0 is one of 0
        expect(steps.map(({ threshold }) => threshold + 0)).toEqual(distinctScores(pairs).map((score) => score + 0));
      }),
    );
  });

  it('do not depend on the order of the pairs, and leave the arrays as they were', () => {
    const scores = Float32Array.of(0.5, 0.25, 0.5);
    const truth = Uint8Array.of(1, 0, 0);
    expect(scoreSteps(scores, truth)).toEqual(scoreSteps([0.5, 0.5, 0.25], [0, 1, 0]));
    expect([...scores]).toEqual([0.5, 0.25, 0.5]);
  });

  it('refuse what is no score and no truth, and say which pair', () => {
    expect(() => scoreSteps([1, Number.NaN], [0, 1])).toThrow('Pair 1 has the score NaN; expected a finite number');
    expect(() => scoreSteps([Number.POSITIVE_INFINITY], [0])).toThrow('Pair 0 has the score Infinity');
    expect(() => scoreSteps([1, 2], [0, 2])).toThrow('Pair 1 has the truth 2; expected 0 for different or 1 for same');
    expect(() => scoreSteps([1, 2], [0])).toThrow('Received 2 scores and 1 truths');
  });
});
