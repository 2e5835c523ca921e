import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { cacheFolder } from '../../../scripts/setup/paths.mjs';

describe('cacheFolder', () => {
  it('is the one that the user names, on every system', () => {
    expect(cacheFolder({ SIAMESE_LAB_CACHE: '/big/disk' }, 'darwin', '/home/ada')).toBe(resolve('/big/disk'));
  });

  it('is where each system keeps caches', () => {
    expect(cacheFolder({}, 'linux', '/home/ada')).toBe(join('/home/ada', '.cache', 'siamese-lab'));
    expect(cacheFolder({ XDG_CACHE_HOME: '' }, 'linux', '/home/ada')).toBe(join('/home/ada', '.cache', 'siamese-lab'));
    expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, 'linux', '/home/ada')).toBe(join('/cache', 'siamese-lab'));
    expect(cacheFolder({}, 'darwin', '/Users/ada')).toBe(join('/Users/ada', 'Library', 'Caches', 'siamese-lab'));
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32', '/ada')).toBe(join('/local', 'siamese-lab'));
  });
});
