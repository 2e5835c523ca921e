/** As people write a number: no 0x10, no Infinity, and nothing is not 0. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text says; any other text as it is, so that its refusal can name it. */
export function numberOrText(text: string): number | string {
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}
