/** How much a pair counts in the loss, by its true answer. */
export interface PairWeights {
  readonly different: number;
  readonly same: number;
}

/** The deck's: about one pair in ten is "same", and each counts twice. */
export const DECK_PAIR_WEIGHTS: PairWeights = { different: 1, same: 2 };

/**
 * The weight of each pair. The loss of a batch is the sum of weight × loss over its pairs, divided by the number of pairs and not by
 * the sum of the weights: so Keras does with class_weight, and so the deck's losses are.
 * @param same 1 (same) or 0 (different), one a pair
 */
export function sampleWeights(same: Uint8Array, weights: PairWeights = DECK_PAIR_WEIGHTS): Float32Array {
  return Float32Array.from(same, (isSame) => (isSame === 1 ? weights.same : weights.different));
}
