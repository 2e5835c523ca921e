/** A probability as something that a person can picture. */
export interface Chance {
  /** Times out of … */
  readonly times: number;
  readonly of: number;
  /** The probability is less than that, and nobody needs to know by how much. */
  readonly isLess: boolean;
}

/** "8 of 100", "3 of 1,000", "fewer than 1 of 10,000". @param probability 0 to 1 */
export function chanceOf(probability: number): Chance {
  for (const of of [100, 1_000, 10_000]) {
    if (probability * of >= 0.995) return { times: Math.round(probability * of), of, isLess: false };
  }
  return { times: 1, of: 10_000, isLess: true };
}
