const USUAL_DECIMALS = 2;
/** As many as Intl and `toFixed` both take. */
const MOST_DECIMALS = 20;

/**
 * The decimals of a share as a percentage: two, or as many more as it takes for a share near none or near all not to
 * read as 0 or 100, with two digits of what it is or of what is missing.
 * @param share 0.001 % is 0.00001
 */
export function percentDecimals(share: number): number {
  const percent = Math.abs(share) * 100;
  const distance = Math.min(percent, Math.abs(100 - percent));
  if (!(distance > 0)) return USUAL_DECIMALS;
  return Math.min(MOST_DECIMALS, Math.max(USUAL_DECIMALS, 1 - Math.floor(Math.log10(distance))));
}

/** "10", "0.25", "0.001": a share as a percentage, without the sign. */
export function percentText(share: number): string {
  const digits = (share * 100).toFixed(percentDecimals(share));
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
