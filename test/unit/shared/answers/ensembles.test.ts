import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answerOf, type Answer } from '#shared/answers/answer';
import type { AnswerRun } from '#shared/answers/answer-run';
import { answerCsv } from '#shared/answers/csv';
import { asAnswerRun, disjointGroups, ensemblesOf } from '#shared/answers/ensembles';
import { axesOf } from '#shared/answers/lines';
import { answerRun, seeds } from './runs';

const plain = (fraction: number, row: string | null = null): AnswerRun['fields'] => ({
  row,
  fraction,
  'network.kind': 'vanilla',
});
const siamese = (fraction: number): AnswerRun['fields'] => ({ fraction, 'network.kind': 'siamese-vanilla' });

describe('disjoint groups', () => {
  it('use each run once at most, in the order of the seeds, and as many as there can be', () => {
    const runs = fc.array(fc.record({ seed: fc.integer({ min: 1, max: 9 }), runId: fc.nat() }), { maxLength: 20 });
    fc.assert(
      fc.property(runs, fc.integer({ min: 2, max: 4 }), (given, size) => {
        const groups = disjointGroups(given, size);
        expect(groups).toHaveLength(Math.floor(given.length / size));
        const used = groups.flat();
        expect(new Set(used).size).toBe(used.length);
        expect(groups.every(({ length }) => length === size)).toBe(true);
        const inOrder = used.map(({ seed }) => seed);
        expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe('the ensembles of an answer', () => {
  it('are of one design each, of networks that look at one image, and of the runs that count', () => {
    const few = seeds(plain(0.1), [0.5, 0.6, 0.7, 0.8, 0.9]);
    const again = answerRun(plain(0.1), 0.65, 2);
    const runs = [...few, again, ...seeds(plain(1), [0.8, 0.9]), ...seeds(siamese(0.1), [0.5, 0.6])];
    const found = ensemblesOf(runs, 2).map((members) => members.map(({ seed }) => seed));
    expect(found).toEqual([[1, 2], [3, 4], [1, 2]]); // prettier-ignore
    expect(ensemblesOf(runs, 2)[0]?.[1]).toBe(again);
    expect(ensemblesOf(runs, 3).map(({ length }) => length)).toEqual([3]);
  });
});

function withEnsembles(runs: readonly AnswerRun[]): readonly AnswerRun[] {
  const averaged = ensemblesOf(runs, 2).flatMap((members) => {
    const [first] = members;
    const mean = members.reduce((sum, { figures }) => sum + (figures['accuracy'] ?? 0), 0) / members.length;
    return first === undefined ? [] : [asAnswerRun({ ...first, figures: { accuracy: mean + 0.02 } }, members)];
  });
  return [...runs, ...averaged];
}
const keyOf = ({ lines }: Answer, isEnsemble: boolean): string | undefined =>
  lines.find(
    ({ points }) => points[0]?.fields['network.kind'] === 'vanilla' && 'ensemble' in points[0].fields === isEnsemble,
  )?.key;

describe('a line of ensembles', () => {
  const runs = [
    ...seeds(plain(0.1, 'C3'), [0.6, 0.61, 0.62, 0.64]),
    ...seeds(plain(1, 'C1'), [0.78, 0.79, 0.8, 0.81]),
    ...seeds(siamese(0.1), [0.62, 0.63, 0.64, 0.65]),
    ...seeds(siamese(1), [0.8, 0.81, 0.82, 0.83]),
  ];
  const all = withEnsembles(runs);

  it('stands beside the networks that it is made of, with half as many values', () => {
    const answer = answerOf(all, { figure: 'accuracy' });
    expect(answer?.axis).toBe('fraction');
    expect(answer?.lines.map(({ points }) => points.map(({ aggregate }) => aggregate.count))).toEqual([
      [4, 4],
      [4, 4],
      [2, 2],
    ]);
    expect(answer?.leftOut).toEqual([]);
    // it is no row of the deck, and how many are averaged is no place on an axis
    expect(answer?.lines[2]?.points[0]?.fields['row']).toBeNull();
    expect(axesOf(all)).toEqual(['fraction']);
  });

  it('can be what siamese networks are held against, by an interval that pairs no seeds', () => {
    const answer = answerOf(all, { figure: 'accuracy' });
    if (answer === null) throw new Error('There is no answer.');
    const against = answerOf(all, { figure: 'accuracy', baseline: keyOf(answer, true) });
    expect('ensemble' in (against?.baseline.points[0]?.fields ?? {})).toBe(true);
    const gaps = against?.against.find(
      ({ line }) => line.points[0]?.fields['network.kind'] === 'siamese-vanilla',
    )?.gaps;
    expect(gaps?.map(({ difference: { method, counts } }) => ({ method, counts }))).toEqual([
      { method: 'welch', counts: [4, 2] },
      { method: 'welch', counts: [4, 2] },
    ]);
    expect(gaps?.[0]?.difference.value).toBeCloseTo(0.635 - 0.6375, 12);
    expect(gaps?.[0]?.otherBudget).toBeNull();
    // the single networks stay what they were held against
    expect(answer.against.flatMap((each) => each.gaps.map((gap) => gap.baselineLine.key))).toEqual(
      Array(4).fill(keyOf(answer, false)),
    );
  });

  it('is never paired with the single runs whose seeds it has', () => {
    const two = [
      ...seeds(plain(0.1), [0.6, 0.61, 0.62, 0.64]),
      ...seeds(siamese(0.1), [0.6]),
      answerRun(siamese(0.1), 0.7, 3),
    ];
    const answer = answerOf(withEnsembles(two), { figure: 'accuracy' });
    const own = answer?.lines.find(({ points }) => 'ensemble' in (points[0]?.fields ?? {}));
    const against = answerOf(withEnsembles(two), { figure: 'accuracy', baseline: own?.key });
    // ensembles of the seeds 1 and 3 stand beside siamese runs of the same seeds
    expect(own?.points[0]?.seeds.map(({ seed }) => seed)).toEqual([1, 3]);
    const gap = against?.against.find(({ line }) => line.points[0]?.fields['network.kind'] === 'siamese-vanilla')
      ?.gaps[0];
    expect(gap?.difference.method).toBe('welch');
  });

  it('has the name of its network where that is the only one', () => {
    const alone = withEnsembles(seeds(plain(0.1), [0.6, 0.61, 0.62, 0.64]));
    expect(answerOf(alone, { figure: 'accuracy' })?.lines.map(({ differs }) => differs)).toEqual([
      [
        { path: 'network.kind', value: 'vanilla' },
        { path: 'ensemble', value: undefined },
      ],
      [
        { path: 'network.kind', value: 'vanilla' },
        { path: 'ensemble', value: 2 },
      ],
    ]);
  });

  it('names the runs behind each value', () => {
    const answer = answerOf(all, { figure: 'accuracy' });
    if (answer === null) throw new Error('There is no answer.');
    const [one, two] = runs;
    const csv = answerCsv(answer, ({ points }) => ('ensemble' in (points[0]?.fields ?? {}) ? 'two' : 'one'));
    expect(csv).toContain(`two,fraction,0.1,1,${one?.runId}+${two?.runId},accuracy,`);
  });
});
