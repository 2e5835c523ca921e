import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createEnsembles, type Ensembles } from '#main/lab/answers/ensembles';
import type { AnswerRun } from '#shared/answers/answer-run';
import type { RunPredictions } from '#shared/datasets/pixels';
import { evaluationWith, FACTS, runWith } from '../../../shared/comparison/specimens';
import { answerRun } from '../../../shared/answers/runs';
import type { Run } from '#shared/runs/run';

interface Kept {
  readonly run: Run;
  readonly predictions: RunPredictions | null;
}

function ensemblesWith(kept: readonly Kept[]): Ensembles {
  const find = (id: number): Kept => {
    const found = kept.find(({ run }) => run.id === id);
    if (found === undefined) throw new Error(`There is no run ${id}.`);
    return found;
  };
  return createEnsembles({
    run: (id) => find(id).run,
    predictions: async (id) => Promise.resolve(find(id).predictions),
  });
}

const CLASSES = 3;
const aRun = (id: number, change: Partial<Run> = {}): Run =>
  runWith({ id, seed: id, status: 'finished', evaluations: [evaluationWith(7)], facts: FACTS, ...change });

function predictionsOf(truth: readonly number[], probabilities: readonly number[]): RunPredictions {
  return {
    truth: Uint8Array.from(truth),
    predicted: new Uint8Array(truth.length),
    probabilities: Float32Array.from(probabilities),
  };
}

/** The same worked out in the plainest way: a table of counts, then each figure from it by its definition. */
function slowly(truth: readonly number[], members: readonly Float32Array[]) {
  const counts = Array.from({ length: CLASSES }, () => Array<number>(CLASSES).fill(0));
  for (const [image, label] of truth.entries()) {
    let best = -1;
    let largest = -1;
    for (let each = 0; each < CLASSES; each++) {
      let sum = 0;
      for (const member of members) sum += member[image * CLASSES + each] ?? 0;
      const mean = Math.fround(sum / members.length);
      if (mean > largest) [best, largest] = [each, mean];
    }
    const line = counts[label];
    if (line !== undefined) line[best] = (line[best] ?? 0) + 1;
  }
  let [right, macro, weighted] = [0, 0, 0];
  for (let each = 0; each < CLASSES; each++) {
    const hits = counts[each]?.[each] ?? 0;
    const support = (counts[each] ?? []).reduce((sum, count) => sum + count, 0);
    const named = counts.reduce((sum, line) => sum + (line[each] ?? 0), 0);
    const f1 = support + named === 0 ? 0 : (2 * hits) / (support + named);
    right += hits;
    macro += f1 / CLASSES;
    weighted += (f1 * support) / truth.length;
  }
  return { counts, accuracy: right / truth.length, macro, weighted };
}

describe('an ensemble', () => {
  it('has the figures of the averaged probabilities', async () => {
    const cases = fc
      .integer({ min: 1, max: 12 })
      .chain((images) =>
        fc.tuple(
          fc.array(fc.nat(CLASSES - 1), { minLength: images, maxLength: images }),
          fc.array(
            fc.float32Array({ min: 0, max: 1, noNaN: true, minLength: images * CLASSES, maxLength: images * CLASSES }),
            { minLength: 2, maxLength: 4 },
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(cases, async ([truth, members]) => {
        const kept = members.map((each, place) => ({
          run: aRun(place + 1),
          predictions: predictionsOf(truth, [...each]),
        }));
        const { metrics } = await ensemblesWith(kept).evaluate(kept.map(({ run }) => run.id));
        const slow = slowly(truth, members);
        expect(metrics.confusion).toEqual(slow.counts);
        expect(metrics.accuracy).toBeCloseTo(slow.accuracy, 12);
        expect(metrics.macroF1).toBeCloseTo(slow.macro, 12);
        expect(metrics.weightedF1).toBeCloseTo(slow.weighted, 12);
      }),
    );
  });

  it('can be right where each of its members is wrong', async () => {
    const kept = [
      { run: aRun(1), predictions: predictionsOf([0], [0.4, 0.6, 0]) },
      { run: aRun(2), predictions: predictionsOf([0], [0.4, 0, 0.6]) },
    ];
    const { metrics, loss } = await ensemblesWith(kept).evaluate([1, 2]);
    expect([metrics.accuracy, loss]).toEqual([1, expect.closeTo(-Math.log(0.4), 6)]);
  });

  const fine = predictionsOf([0, 1], [1, 0, 0, 0, 1, 0]);
  it.each<[string, Kept, string]>([
    [
      'trains',
      { run: aRun(2, { status: 'running' }), predictions: fine },
      'Received run 2, which is running; expected finished',
    ],
    ['keeps nothing', { run: aRun(2), predictions: null }, 'Received run 2, which keeps no class probabilities'],
    [
      'has other images',
      { run: aRun(2, { facts: { ...FACTS, datasetChecksum: 'other' } }), predictions: fine },
      'Received runs 1 and 2 whose checksum differ',
    ],
    [
      'has other labels',
      { run: aRun(2), predictions: predictionsOf([1, 1], [1, 0, 0, 0, 1, 0]) },
      'whose test images differ',
    ],
    ['has fewer images', { run: aRun(2), predictions: predictionsOf([0], [1, 0, 0]) }, 'whose images differ (2 and 1)'],
    [
      'has other classes',
      { run: aRun(2), predictions: predictionsOf([0, 1], [1, 0, 0, 1]) },
      'whose classes differ (3 and 2)',
    ],
    [
      'was tested otherwise',
      { run: aRun(2, { evaluations: [evaluationWith(7, 'duplicates')] }), predictions: fine },
      'whose protocol differ (single and duplicates)',
    ],
  ])('takes no run that %s', async (_, other, message) => {
    await expect(ensemblesWith([{ run: aRun(1), predictions: fine }, other]).evaluate([1, 2])).rejects.toThrow(message);
  });

  it.each([[[]], [[1]], [[1, 1]]])('is of two different runs or more, not %o', async (ids) => {
    const { evaluate } = ensemblesWith([{ run: aRun(1), predictions: fine }]);
    await expect(evaluate(ids)).rejects.toThrow('expected two or more different ones');
  });
});

describe('the ensembles of an answer', () => {
  const truth = [0, 1, 2];
  const right = predictionsOf(truth, [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  const weights = { kind: 'predictions', file: 'predictions.safetensors', bytes: 1, sha256: 'a' } as const;
  const asked = (id: number): AnswerRun => ({
    ...answerRun({ fraction: 0.1, 'network.kind': 'vanilla' }, 0.5, id),
    runId: id,
  });

  it('are runs of the answer with the figures of the ensemble, of those that keep what is needed', async () => {
    const kept = [1, 2, 3, 4, 5].map((id) => ({
      run: aRun(id, { artefacts: id === 3 ? [] : [weights], trainCount: 5000 }),
      predictions: right,
    }));
    const found = await ensemblesWith(kept).among([1, 2, 3, 4, 5].map(asked), 2);
    expect(found.map(({ members, seed, figures }) => ({ members, seed, accuracy: figures['accuracy'] }))).toEqual([
      { members: [1, 2], seed: 1, accuracy: 1 },
      { members: [4, 5], seed: 4, accuracy: 1 },
    ]);
    expect(found[0]?.fields).toMatchObject({ ensemble: 2, row: null, 'network.kind': 'vanilla' });
  });
});
