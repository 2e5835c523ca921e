import { describe, expect, it } from 'vitest';

import { DECK_PAIR_WEIGHTS, sampleWeights } from '#main/training/pairing/sample-weights';

describe('the weights of pairs', () => {
  it('are by default the deck’s: a same pair counts twice', () => {
    expect(DECK_PAIR_WEIGHTS).toEqual({ different: 1, same: 2 });
    expect(sampleWeights(Uint8Array.of(0, 1, 1, 0))).toEqual(Float32Array.of(1, 2, 2, 1));
  });

  it('are whatever is asked for', () => {
    expect(sampleWeights(Uint8Array.of(0, 1), { different: 0.5, same: 3 })).toEqual(Float32Array.of(0.5, 3));
  });
});
