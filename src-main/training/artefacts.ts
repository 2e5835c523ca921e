import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { Artefact, ArtefactKind } from '#shared/runs/run';

import type { ImageSet } from '../datasets/dataset';
import type { NamedTensor } from '#shared/networks/named-tensor';
import type { Predictions } from './evaluate';
import { putContent } from '../files/whole-file';
import { encodeSafetensors, type SafeTensor } from '../formats/safetensors';
import type { ScoredSet } from './score-pairs';

type Metadata = Readonly<Record<string, string>>;

/** Writes the trained weights, a tensor per weight of the plan. */
export function writeWeights(folder: string, weights: readonly NamedTensor[], metadata: Metadata): Promise<Artefact> {
  return writeArtefact(folder, 'weights', encodeSafetensors(weights, metadata));
}

/** Writes what the model said of each test image: probabilities [count, classes], predicted and true class [count]. */
export function writePredictions(
  folder: string,
  { probabilities, predicted }: Predictions,
  { labels, count }: ImageSet,
  metadata: Metadata,
): Promise<Artefact> {
  const tensors = [
    { name: 'probabilities', shape: [count, probabilities.length / count], values: probabilities },
    { name: 'predicted', shape: [count], values: predicted },
    { name: 'truth', shape: [count], values: labels },
  ];
  return writeArtefact(folder, 'predictions', encodeSafetensors(tensors, metadata));
}

/**
 * Writes what the network said of pairs of test images, three tensors a set: `rotation-1/score`, the probability of
 * "same", `…/same`, the truth, and `…/second`, the other image of each pair, where pair k begins with image k. A set of
 * partners drawn at random is named `random-permutation`.
 */
export function writeScores(folder: string, sets: readonly ScoredSet[], metadata: Metadata): Promise<Artefact> {
  const tensors = sets.flatMap(({ rotation, scores, same, second }) => {
    const name = rotation === null ? 'random-permutation' : `rotation-${rotation}`;
    const shape = [scores.length];
    return [
      { name: `${name}/score`, shape, values: scores },
      { name: `${name}/second`, shape, values: second },
      { name: `${name}/same`, shape, values: same },
    ];
  });
  return writeArtefact(folder, 'scores', encodeSafetensors(inOrderOfWidth(tensors), metadata));
}

/** The widest values first, so that each tensor lies where its numbers can be read in place. */
function inOrderOfWidth(tensors: readonly SafeTensor[]): readonly SafeTensor[] {
  return tensors.toSorted((a, b) => b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT);
}

async function writeArtefact(folder: string, kind: ArtefactKind, content: Uint8Array): Promise<Artefact> {
  const file = `${kind}.safetensors`;
  await putContent(join(folder, file), content);
  return { kind, file, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}
