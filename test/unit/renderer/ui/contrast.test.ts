import { describe, expect, it } from 'vitest';

import { contrastRatio, mostLegible, parseHex, relativeLuminance } from '../../../../src-renderer/ui/contrast';

describe('contrast', () => {
  it('is 21 between black and white, whichever comes first', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrastRatio('#ffffff', '#000000')).toBeCloseTo(21, 10);
  });

  it('agrees with the examples that WCAG tools give', () => {
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(relativeLuminance('#ff0000')).toBeCloseTo(0.2126, 4);
  });

  it('chooses the ink that can be read best', () => {
    expect(mostLegible('#ffff00', ['#000000', '#ffffff'])).toBe('#000000');
    expect(mostLegible('#000080', ['#000000', '#ffffff'])).toBe('#ffffff');
  });

  it('refuses a colour that is not written in six digits', () => {
    expect(() => parseHex('#fff')).toThrow('Received the colour "#fff"; expected #rrggbb.');
  });
});
