import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openHome } from '#main/lab/folder/home';

describe('the lab’s folder', () => {
  it('is the one asked for, before the one of the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
    const environment = { SIAMESE_LAB_HOME: join(folder, 'environment') };
    expect(openHome(join(folder, 'asked'), environment)).toBe(join(folder, 'asked'));
    expect(openHome(undefined, environment)).toBe(join(folder, 'environment'));
  });

  it('cannot be a file, and the message says what else to do', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'siamese-lab-')), 'file');
    await writeFile(file, '');
    expect(() => openHome(file, {})).toThrow(/cannot be used.*Name another with --home or SIAMESE_LAB_HOME/);
  });

  it.runIf(process.platform === 'linux')('is refused where the system makes none, in words', () => {
    expect(() => openHome('/proc/1/nope', {})).toThrow(
      "The folder /proc/1/nope cannot be used for the lab's data: there is no such file or folder. Expected a folder",
    );
  });

  it('is named by something: an empty name is refused, an empty variable is none', () => {
    expect(() => openHome('', {})).toThrow('--home: Received no name; expected a folder');
    expect(() => openHome('', { SIAMESE_LAB_HOME: '/elsewhere' })).toThrow('--home: Received no name');
  });
});
