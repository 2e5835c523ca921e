import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeWeights } from '#main/training/artefacts';

it('an artefact is listed with the size and the hash of the file that is there, and nothing is left beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
  const artefact = await writeWeights(folder, [{ name: 'w', shape: [2], values: Float32Array.of(1, 2) }], { run: '3' });
  const content = await readFile(join(folder, artefact.file));
  expect(artefact).toEqual({
    kind: 'weights',
    file: 'weights.safetensors',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  expect(await readdir(folder)).toEqual(['weights.safetensors']);
});
