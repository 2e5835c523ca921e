/** A decimal comma: before one or two digits, or after a lone zero. "1,000" is a thousand to some and one to others, so it is none. */
const DECIMAL_COMMA = /^(-?)(0,\d+|\d+,\d{1,2})$/;

/** The number that a person typed, with a decimal point or a comma. NaN for nothing and for what is no number. */
export function typedNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  return Number(DECIMAL_COMMA.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
}
