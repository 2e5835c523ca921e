import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { cacheFolder, callerFolder } from '../../../scripts/setup/paths.mjs';

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

describe('callerFolder', () => {
  const typed = { npm_lifecycle_event: 'lab', INIT_CWD: tmpdir() };

  it('is where the person typed "npm run"', () => {
    expect(callerFolder('lab', typed, '/checkout')).toBe(tmpdir());
  });

  it('is the present one without npm, below another script, and where the other one is gone', () => {
    expect(callerFolder('lab', {}, '/checkout')).toBe('/checkout');
    expect(callerFolder('lab', { ...typed, npm_lifecycle_event: 'test' }, '/checkout')).toBe('/checkout');
    expect(callerFolder('lab', { ...typed, INIT_CWD: join(tmpdir(), 'no', 'such') }, '/checkout')).toBe('/checkout');
  });
});
