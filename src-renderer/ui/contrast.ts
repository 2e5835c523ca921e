/** Contrast of two colours, by the formula of WCAG 2.2. Colours are written #rrggbb. */

export type Rgb = readonly [number, number, number];

/** @throws RangeError where the text is not #rrggbb */
export function parseHex(hex: string): Rgb {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex);
  if (parts === null) throw new RangeError(`Received the colour "${hex}"; expected #rrggbb.`);
  const [red, green, blue] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

export function toHex(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** 0 for black, 1 for white. */
export function relativeLuminance(hex: string): number {
  const [red, green, blue] = parseHex(hex);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** From 1 (the same) to 21 (black on white). Text wants 4.5. */
export function contrastRatio(one: string, other: string): number {
  const [dark, light] = [relativeLuminance(one), relativeLuminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The one of the inks that can be read best on a background. */
export function mostLegible(background: string, inks: readonly [string, string]): string {
  const [first, second] = inks;
  return contrastRatio(background, first) >= contrastRatio(background, second) ? first : second;
}
