import fc from 'fast-check';
import { expect, it } from 'vitest';

import { contrastRatio } from '../../../../../src-renderer/ui/contrast';
import { DIVERGING_TICKS, divergingColour } from '../../../../../src-renderer/features/compare/diverging-scale';

const SURFACES = { light: '#ffffff', dark: '#191d20' } as const;
const theme = fc.constantFrom('light' as const, 'dark' as const);

it('can be read on every colour', () => {
  fc.assert(
    fc.property(theme, fc.double({ min: -1, max: 1, noNaN: true }), (shown, difference) => {
      const { background, ink } = divergingColour(shown, difference);
      expect(contrastRatio(background, ink)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it('stands out more from the page the larger the difference, either way', () => {
  const size = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(theme, fc.constantFrom(-1, 1), size, size, (shown, sign, one, other) => {
      const contrast = (share: number): number =>
        contrastRatio(divergingColour(shown, sign * share).background, SURFACES[shown]);
      const [small, large] = [Math.min(one, other), Math.max(one, other)];
      expect(contrast(large)).toBeGreaterThanOrEqual(contrast(small) * 0.999);
    }),
  );
});

it('is the page’s own colour at 0, and takes opposite hues for opposite differences', () => {
  expect(divergingColour('light', 0).background).toBe('#ffffff');
  for (const tick of DIVERGING_TICKS.filter((each) => each !== 0)) {
    expect(divergingColour('dark', tick).background).not.toBe(divergingColour('dark', -tick).background);
  }
});
