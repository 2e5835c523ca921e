/** Below it the series for erf converges fast, above it the continued fraction for erfc does. */
const CROSSOVER = 2;
const MOST_TERMS = 200;

/**
 * The complementary error function, 1 − erf(x): 2/√π ∫ₓ^∞ exp(−t²) dt, to about 14 digits also where it is tiny.
 * Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 7.1.6 and 7.1.14.
 * @param x 0 or more
 * @throws RangeError where x is negative or no number
 */
export function erfc(x: number): number {
  if (Number.isNaN(x) || x < 0) throw new RangeError(`Received ${x}; expected a number of 0 or more.`);
  return x < CROSSOVER ? 1 - erfBySeries(x) : erfcByFraction(x);
}

/** 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)): every term is positive, so that nothing cancels. */
function erfBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < MOST_TERMS && term > sum * Number.EPSILON; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))), from the inside out. */
function erfcByFraction(x: number): number {
  let inner = x;
  for (let n = MOST_TERMS; n >= 1; n--) inner = x + n / 2 / inner;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * inner);
}
