import { describe, expect, it } from 'vitest';

import { contrastRatio, relativeLuminance } from '../../../../src-renderer/ui/contrast';
import { heatColour } from '../../../../src-renderer/ui/heat-scale';

const SHARES = Array.from({ length: 1001 }, (_, step) => step / 1000);

describe.each(['light', 'dark'] as const)('the heat scale of the %s theme', (theme) => {
  it('carries text of at least 4.5 : 1 on every colour', () => {
    const worst = Math.min(
      ...SHARES.map((share) => {
        const { background, ink } = heatColour(theme, share);
        return contrastRatio(background, ink);
      }),
    );
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });

  it('moves ever further from the page’s surface', () => {
    const luminances = SHARES.map((share) => relativeLuminance(heatColour(theme, share).background));
    const sorted = [...luminances].sort((one, other) => (theme === 'light' ? other - one : one - other));
    expect(luminances).toEqual(sorted);
  });

  it('draws what lies outside of 0 to 1 like the nearer end', () => {
    expect(heatColour(theme, -0.5)).toEqual(heatColour(theme, 0));
    expect(heatColour(theme, 1.5)).toEqual(heatColour(theme, 1));
  });
});
