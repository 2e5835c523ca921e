import { describe, expect, it } from 'vitest';

import { compareStyle } from '../../../../../src-renderer/features/compare/compare-palette';
import { contrastRatio, parseHex, type Rgb } from '../../../../../src-renderer/ui/contrast';

const SURFACES = { light: '#ffffff', dark: '#191d20' } as const;
const PLACES = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Machado, Oliveira, Fernandes (2009), at full severity, on linear light. */
const SEEN_BY = {
  everybody: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopes: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopes: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const;

const linear = (channel: number): number =>
  channel <= 10.31 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4;

/** CIE L*a*b* under D65, of linear light. */
function labOf([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(hex: string, by: keyof typeof SEEN_BY): Rgb {
  const [r, g, b] = parseHex(hex).map(linear);
  const matrix = SEEN_BY[by];
  const mix = (row: number): number =>
    Math.max(0, (matrix[row] ?? 0) * (r ?? 0) + (matrix[row + 1] ?? 0) * (g ?? 0) + (matrix[row + 2] ?? 0) * (b ?? 0));
  return labOf([mix(0), mix(3), mix(6)]);
}

describe.each(['light', 'dark'] as const)('the colours of a comparison, %s', (theme) => {
  it('stand out from the page as WCAG asks of graphics', () => {
    for (const place of PLACES) {
      expect(contrastRatio(compareStyle(theme, place).colour, SURFACES[theme])).toBeGreaterThan(3);
    }
  });

  it.each(['everybody', 'protanopes', 'deuteranopes'] as const)('are told apart by %s', (by) => {
    for (const one of PLACES) {
      for (const other of PLACES.filter((place) => place > one)) {
        const [a, b] = [one, other].map((place) => seen(compareStyle(theme, place).colour, by));
        const distance = Math.hypot(...[0, 1, 2].map((axis) => (a?.[axis] ?? 0) - (b?.[axis] ?? 0)));
        // 2.3 is the least that is noticed; the dashes tell the rest
        expect(distance, `${one} and ${other}`).toBeGreaterThan(8);
      }
    }
  });

  it('come each with dashes of its own', () => {
    expect(new Set(PLACES.map((place) => compareStyle(theme, place).dash)).size).toBe(PLACES.length);
  });
});
