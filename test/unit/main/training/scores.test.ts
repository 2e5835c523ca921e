import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writePredictions, writeScores } from '#main/training/artefacts';
import { PROTOCOL_TESTS, type PairSet } from '#main/training/protocol-tests';
import { ownOutputEvaluation, type ScoredSet } from '#main/training/score-pairs';
import { readScores } from '#main/training/scores';
import { countPairSet, summariseSets, thresholdFor } from '#shared/metrics/own-output';

const set = { images: new Uint8Array(0), labels: Uint8Array.from({ length: 13 }, (_, image) => image % 3), count: 13 };
function pairsOf(protocol: string): readonly PairSet[] {
  const test = PROTOCOL_TESTS.get(protocol);
  if (test.judgedBy !== 'pairs') throw new Error(`${protocol} shows no pairs.`);
  return test.show(set, 4);
}
const scored = (protocol: 'rotations' | 'random-permutation'): readonly ScoredSet[] =>
  pairsOf(protocol).map((pairs) => ({
    ...pairs,
    scores: Float32Array.from(pairs.second, (partner) => ((partner * 7) % 13) / 13),
  }));
const folderOf = (): Promise<string> => mkdtemp(join(tmpdir(), 'siamese-lab-'));

it('every figure can be counted anew from what was written', async () => {
  const folder = await folderOf();
  const sets = [...scored('random-permutation'), ...scored('rotations')];
  const artefact = await writeScores(folder, sets, { run: '1' });
  expect(artefact).toMatchObject({ kind: 'scores', file: 'scores.safetensors' });
  const read = await readScores(folder, artefact);
  expect(read.sets.map(({ rotation }) => rotation)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, null]);
  const [random] = scored('random-permutation');
  expect(read.sets.at(-1)).toEqual({
    rotation: null,
    scores: random?.scores,
    same: random?.same,
    second: random?.second,
  });
  const threshold = thresholdFor(null);
  const { metrics } = ownOutputEvaluation('rotations', scored('rotations'), threshold);
  const anew = read.sets.filter(({ rotation }) => rotation !== null);
  expect(summariseSets(anew.map((each) => countPairSet(each.rotation, each, threshold.value)))).toEqual(metrics);
});

it('refuses a file that holds something else', async () => {
  const folder = await folderOf();
  const predictions = { probabilities: Float32Array.of(1), predicted: Uint8Array.of(0), losses: Float32Array.of(0) };
  const one = { images: new Uint8Array(1), labels: Uint8Array.of(0), count: 1 };
  const artefact = await writePredictions(folder, predictions, one, {});
  await expect(readScores(folder, artefact)).rejects.toMatchObject({
    code: 'artefact-damaged',
    message: expect.stringContaining('expected score, same and second for each set of pairs') as string,
  });
});
