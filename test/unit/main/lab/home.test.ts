import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openHome } from '#main/lab/home';

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
});
