import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';
import type { RunScores, ScoredPairSet } from '#shared/datasets/pixels';
import type { Artefact } from '#shared/runs/run';

import { readArtefact } from './predictions';
import type { SafeTensor } from '../formats/safetensors';

const ROTATION = /^rotation-(\d+)$/;

/** What `writeScores` wrote, the rotations in their order first. @throws LabError `artefact-damaged` */
export async function readScores(folder: string, artefact: Artefact): Promise<RunScores> {
  const { tensors } = await readArtefact(folder, artefact);
  const values = new Map(tensors.map((tensor) => [tensor.name, tensor.values]));
  const names = new Set(tensors.map(({ name }) => name.slice(0, name.lastIndexOf('/'))));
  const sets = [...names].map((name): ScoredPairSet => {
    const [scores, same, second] = ['score', 'same', 'second'].map((part) => values.get(`${name}/${part}`));
    if (!(scores instanceof Float32Array && same instanceof Uint8Array && second instanceof Uint32Array)) {
      throw refusal(folder, artefact, tensors);
    }
    const rotation = ROTATION.exec(name)?.[1];
    return { rotation: rotation === undefined ? null : Number(rotation), scores, same, second };
  });
  return { sets: sets.toSorted((a, b) => (a.rotation ?? Infinity) - (b.rotation ?? Infinity)) };
}

function refusal(folder: string, { file }: Artefact, tensors: readonly SafeTensor[]): LabError {
  return new LabError(
    'artefact-damaged',
    `${join(folder, file)} holds ${tensors.map(({ name }) => name).join(', ')}; ` +
      'expected score, same and second for each set of pairs. Run it again.',
  );
}
