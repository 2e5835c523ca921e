import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writePredictions } from '#main/training/artefacts';
import { readPredictions } from '#main/training/predictions';

const predictions = {
  probabilities: Float32Array.of(0.25, 0.75, 0.5, 0.5),
  predicted: Uint8Array.of(1, 0),
  losses: Float32Array.of(0, 0),
};
const set = { images: new Uint8Array(2), labels: Uint8Array.of(1, 1), count: 2 };

async function written() {
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
  return { folder, artefact: await writePredictions(folder, predictions, set, {}) };
}

it('reads back what a run wrote', async () => {
  const { folder, artefact } = await written();
  expect(await readPredictions(folder, artefact)).toEqual({
    truth: set.labels,
    predicted: predictions.predicted,
    probabilities: predictions.probabilities,
  });
});

it('refuses a file that is not as the run wrote it, and one that is gone', async () => {
  const { folder, artefact } = await written();
  const path = join(folder, artefact.file);
  const content = await readFile(path);
  content[content.length - 1] = 9;
  await writeFile(path, content);
  await expect(readPredictions(folder, artefact)).rejects.toMatchObject({
    code: 'artefact-damaged',
    message: expect.stringContaining(`expected ${artefact.sha256}`) as string,
  });
  await writeFile(path, Buffer.alloc(artefact.bytes + 1));
  await expect(readPredictions(folder, artefact)).rejects.toMatchObject({
    code: 'artefact-damaged',
    message: expect.stringContaining(`received ${artefact.bytes + 1} bytes, expected ${artefact.bytes}`) as string,
  });
  await rm(path);
  await expect(readPredictions(folder, artefact)).rejects.toThrow(`${path} could not be read`);
});
