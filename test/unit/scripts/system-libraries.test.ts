import { describe, expect, it } from 'vitest';

import { hasDisplay, missingLibraries } from '../../../scripts/setup/system-libraries.mjs';

describe('missingLibraries', () => {
  it('lists each library that ldd did not find, once', () => {
    const listing = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)',
      '\tlibgbm.so.1 => not found',
      '\tlibgtk-3.so.0 => not found',
    ].join('\n');
    expect(missingLibraries(listing)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
  });

  it('finds nothing missing where ldd said nothing, as for a program of another system', () => {
    expect(missingLibraries('')).toEqual([]);
  });
});

describe('hasDisplay', () => {
  it.runIf(process.platform === 'linux')('knows X11 and Wayland, and takes an empty name for none', () => {
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay({ DISPLAY: '' })).toBe(false);
  });
});
