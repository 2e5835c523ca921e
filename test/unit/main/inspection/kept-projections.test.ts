import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { keptProjections } from '#main/inspection/kept-projections';

const POINTS = { x: Float32Array.of(1, 2.5), y: Float32Array.of(-3, 0), explained: [0.5, 0.25] };
const aFolder = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'siamese-lab-kept-')), 'projections');

it('gives back what was kept, by what decides the points and by nothing else', async () => {
  const kept = keptProjections(await aFolder());
  expect(await kept.read('a')).toBeUndefined();
  await kept.write('a', POINTS);
  expect([await kept.read('a'), await kept.read('b')]).toEqual([POINTS, undefined]);
});

it('keeps nothing where the folder cannot be written, and does not fail', async () => {
  const folder = await aFolder();
  await writeFile(folder, 'a file where the folder should be');
  const kept = keptProjections(folder);
  await kept.write('a', POINTS);
  expect(await kept.read('a')).toBeUndefined();
});

it('takes a damaged file for none', async () => {
  const folder = await aFolder();
  const kept = keptProjections(folder);
  await kept.write('a', POINTS);
  const [file = ''] = await readdir(folder);
  await writeFile(join(folder, file), 'no tensors');
  expect(await kept.read('a')).toBeUndefined();
});
