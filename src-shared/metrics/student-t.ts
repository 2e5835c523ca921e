const MOST_STEPS = 300;
/** Takes the place of a zero that something is divided by (W. J. Lentz, Applied Optics 15, 1976). */
const TINY = 1e-300;

/** Lanczos' coefficients for g = 7, n = 9 (P. Godfrey 2001): 15 digits for arguments of 0.5 or more. */
const LANCZOS: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x of 0.5 or more (C. Lanczos, SIAM Journal on Numerical Analysis 1, 1964). */
function logGamma(x: number): number {
  const series = LANCZOS.reduce((sum, coefficient, place) => sum + coefficient / (x + place), 1);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}

/**
 * The regularised incomplete beta function Iₓ(a, b) by its continued fraction (Abramowitz & Stegun 1964, 26.5.8).
 * @param complement 1 − x, which the caller may know without rounding
 */
function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  // the fraction converges fast on this side only
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(complement, x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement) - Math.log(a),
  );
  return front / betaFraction(x, a, b);
}

/** The continued fraction 1 + d₁/(1 + d₂/(1 + …)), from the front (Lentz's method). */
function betaFraction(x: number, a: number, b: number): number {
  const safe = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let value = 1;
  let above = 1;
  let below = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const m = Math.floor(step / 2);
    const numerator =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    below = 1 / safe(1 + numerator * below);
    above = safe(1 + numerator / above);
    const factor = above * below;
    value *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return value;
}

/**
 * The probability that Student's t is greater than `t`.
 * @param t 0 or more
 * @param degreesOfFreedom above 0; no whole number where Welch and Satterthwaite found it
 */
export function tUpperTail(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  const sum = degreesOfFreedom + square;
  return 0.5 * incompleteBeta(degreesOfFreedom / sum, square / sum, degreesOfFreedom / 2, 0.5);
}

/**
 * The t with so much probability in both tails together: what a confidence interval reaches to either side, in standard
 * errors. Own code, because the one kept library that has it (@stdlib) brings dozens of packages for it.
 * @param twoSided 0.05 for an interval of 95 %
 * @throws RangeError where a number is out of range
 */
export function tQuantile(twoSided: number, degreesOfFreedom: number): number {
  if (!(twoSided > 0 && twoSided < 1) || !(degreesOfFreedom >= 1) || !Number.isFinite(degreesOfFreedom)) {
    throw new RangeError(
      `Received the probability ${twoSided} with ${degreesOfFreedom} degrees of freedom; expected one between 0 and 1, and 1 degree or more.`,
    );
  }
  const tail = twoSided / 2;
  let low = 0;
  let high = 1;
  while (tUpperTail(high, degreesOfFreedom) > tail) high *= 2;
  // halved until two neighbouring doubles are left: nothing is gained by being quicker
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tUpperTail(middle, degreesOfFreedom) > tail) low = middle;
    else high = middle;
  }
}
