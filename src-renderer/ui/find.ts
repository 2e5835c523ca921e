/**
 * How well a text answers what was typed: every typed word must begin a word of the text; earlier is better.
 * Null where it does not answer at all. Case and accents do not matter.
 */
export function rankOf(text: string, typed: string): number | null {
  const words = plainText(text).split(/[^\p{L}\p{N}]+/u);
  let rank = 0;
  for (const wanted of plainText(typed).split(/\s+/)) {
    const place = words.findIndex((word) => word.startsWith(wanted));
    if (place === -1) return null;
    rank += place;
  }
  return rank;
}

/** A text as it is compared: small letters without accents. */
export function plainText(text: string): string {
  // ł has no accent that could be taken off
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').trim();
}
