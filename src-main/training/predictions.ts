import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';
import type { RunPredictions } from '#shared/datasets/pixels';
import type { Artefact } from '#shared/runs/run';
import { reasonOf } from '#shared/errors/system-errors';

import { decodeSafetensors, type SafeTensors } from '../formats/safetensors';

/**
 * Reads an artefact of tensors and holds it against what was recorded when it was written.
 * @throws LabError `artefact-damaged` where it is gone or other than it was
 */
export async function readArtefact(folder: string, { file, bytes, sha256 }: Artefact): Promise<SafeTensors> {
  const path = join(folder, file);
  const refuse = (problem: string): LabError =>
    new LabError(
      'artefact-damaged',
      `${path} ${problem}. The figures of the run stand; what was in the file can only be had by running it again.`,
    );
  let content: Buffer;
  try {
    // a file of another size is not taken into memory
    const { size } = await stat(path);
    if (size !== bytes) throw refuse(`is not as the run wrote it: received ${size} bytes, expected ${bytes}`);
    content = await readFile(path);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw refuse(`could not be read (${reasonOf(error)})`);
  }
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== sha256) throw refuse(`is not as the run wrote it: received sha256 ${found}, expected ${sha256}`);
  return decodeSafetensors(content);
}

/** What `writePredictions` wrote. @throws LabError `artefact-damaged` */
export async function readPredictions(folder: string, artefact: Artefact): Promise<RunPredictions> {
  const { tensors } = await readArtefact(folder, artefact);
  const [truth, predicted, probabilities] = ['truth', 'predicted', 'probabilities'].map(
    (name) => tensors.find((tensor) => tensor.name === name)?.values,
  );
  if (truth instanceof Uint8Array && predicted instanceof Uint8Array && probabilities instanceof Float32Array) {
    return { truth, predicted, probabilities };
  }
  throw new LabError(
    'artefact-damaged',
    `${join(folder, artefact.file)} holds ${tensors.map(({ name }) => name).join(', ')}; expected truth, predicted and probabilities. Run it again.`,
  );
}
