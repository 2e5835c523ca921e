import { describe, expect, it } from 'vitest';

import { budgetStanding, type BudgetStanding, type Control } from '#shared/comparison/budgets';
import { compare } from '#shared/comparison/comparison';
import { comparedExperiment, type Compared } from '#shared/comparison/compared';
import { aRow, aRun, evaluationWith, FACTS, runWith } from './specimens';

const CIFAR = { dataset: 'cifar10', fraction: 0.1 } as const;
const facts = { ...FACTS, trainCount: 5_000, testCount: 10_000 };
/** The two sides of the trial: three epochs of C3 and of C6. */
const plain = (id: number, seed = id): ReturnType<typeof runWith> =>
  runWith({
    id,
    experimentId: 1,
    seed,
    epochsDone: 3,
    facts,
    draft: { ...CIFAR, seeds: [1, 2], training: { epochs: 3 } },
  });
const siamese = (id: number, seed = id): ReturnType<typeof runWith> =>
  runWith({
    id,
    experimentId: 2,
    seed,
    epochsDone: 3,
    facts,
    draft: {
      ...CIFAR,
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 4 },
      training: { epochs: 3 },
    },
    evaluations: [evaluationWith(900, 'duplicates')],
  });
const PLAIN = comparedExperiment(1, [plain(1), plain(2)]);
const SIAMESE = comparedExperiment(2, [siamese(3, 1), siamese(4, 2)]);

function gapOf(standing: BudgetStanding) {
  if (standing.kind !== 'unequal') throw new Error(standing.kind);
  return standing.gap;
}
const controlOf = (one: Compared, other: Compared): Control | null => gapOf(budgetStanding(one, other)).control;

describe('budgets beside each other', () => {
  it('tell the trial for what it is: five times the examples in 4.9 times the updates', () => {
    expect(gapOf(budgetStanding(SIAMESE, PLAIN))).toMatchObject({
      isColumnLarger: true,
      larger: { updates: 147, examples: 75_000, unit: 'pairs' },
      smaller: { updates: 30, examples: 15_000, unit: 'images' },
      updates: 4.9,
      examples: 5,
    });
    expect(gapOf(budgetStanding(PLAIN, SIAMESE))).toMatchObject({ isColumnLarger: false, examples: 5 });
  });

  it('are equal up to a tenth, and unequal beyond it', () => {
    const after = (epochsDone: number): Compared => aRun({ epochsDone, draft: { training: { epochs: epochsDone } } });
    expect(budgetStanding(after(11), after(10))).toEqual({ kind: 'equal' });
    expect(budgetStanding(after(12), after(10)).kind).toBe('unequal');
    expect(budgetStanding(after(10), after(12)).kind).toBe('unequal');
  });

  it('are unequal where only the examples differ: the batches are smaller', () => {
    const batches = (batchSize: number, epochsDone: number): Compared =>
      aRun({ epochsDone, draft: { training: { batchSize, epochs: epochsDone } } });
    const control = controlOf(batches(50, 1), batches(100, 2));
    expect(control?.wanted).toEqual({ of: 'examples', count: 10_000 });
    expect(control?.spec.training).toMatchObject({ epochs: 2, batchSize: 50 });
  });

  it('have no control where whole epochs come no nearer', () => {
    const batches = (batchSize: number): Compared =>
      aRun({ epochsDone: 1, draft: { training: { batchSize, epochs: 1 } } });
    // one epoch has too few of the updates, and two have too many
    expect(controlOf(batches(100), batches(70))).toBeNull();
  });

  it('are not known where the deck does not say enough, or nothing was trained', () => {
    expect(budgetStanding(aRun(), aRow('C7'))).toEqual({ kind: 'unknown' });
    expect(budgetStanding(aRow('C7'), aRun())).toEqual({ kind: 'unknown' });
    expect(budgetStanding(aRun({ epochsDone: 0 }), aRun())).toEqual({ kind: 'unknown' });
  });

  it('have a control: the smaller design for as many updates, to within half an epoch, with its seeds', () => {
    expect(controlOf(SIAMESE, PLAIN)).toMatchObject({
      like: { kind: 'experiment', id: 1 },
      wanted: { of: 'updates', count: 147 },
      spec: { row: null, seeds: [1, 2], network: { kind: 'vanilla' }, training: { epochs: 15 } },
      budget: { updates: 150, examples: 75_000 },
    });
    expect(controlOf({ kind: 'run', run: plain(7, 2) }, SIAMESE)?.spec.seeds).toEqual([2]);
  });

  it('have a control of a row with the seeds that it is held against', () => {
    const long = aRun({
      seed: 5,
      epochsDone: 800,
      draft: { ...CIFAR, training: { epochs: 800 } },
      facts,
    });
    expect(controlOf(aRow('C3'), long)).toMatchObject({
      like: { kind: 'row', row: 'C3' },
      wanted: { of: 'updates', count: 8_000 },
      spec: { row: null, seeds: [5], training: { epochs: 800 } },
    });
  });

  it('have no control that would take more epochs than a design may have', () => {
    const huge = aRun({
      epochsDone: 10_000,
      draft: { dataset: 'cifar10', training: { epochs: 10_000, batchSize: 64 } },
    });
    expect(controlOf(huge, aRun({ epochsDone: 1, draft: { ...CIFAR, training: { epochs: 1 } } }))).toBeNull();
  });

  it('stand in rows, over the runs of a column; a published row has no time', () => {
    const { budgets } = compare([PLAIN, aRow('C3'), aRow('C7')], 0);
    const row = (name: string) =>
      budgets.find((each) => each.name === name)?.cells.map((cell) => cell?.aggregate.mean ?? null);
    expect(row('epochs')).toEqual([3, 400, null]);
    expect(row('updates')).toEqual([30, 4_000, null]);
    expect(row('examples')).toEqual([15_000, 2_000_000, null]);
    expect(row('time')).toBeUndefined();
    const timed = compare([aRun({ trainedFor: 12_000 }), aRow('C3')], 0);
    expect(timed.budgets.find(({ name }) => name === 'time')?.cells[0]?.aggregate.mean).toBe(12_000);
  });
});

describe('a difference', () => {
  const accuracyOf = (compared: readonly Compared[]) =>
    compare(compared, 0)
      .figures.find(({ name }) => name === 'accuracy')
      ?.cells.map((cell) => cell?.worth ?? null);
  const experiment = (id: number, rights: readonly number[], firstSeed = 1): Compared =>
    comparedExperiment(
      id,
      rights.map((right, place) =>
        runWith({
          id: 10 * id + place,
          experimentId: id,
          seed: firstSeed + place,
          evaluations: [evaluationWith(right)],
        }),
      ),
    );

  it('of unequal budgets is neither better nor worse, whatever its size and its interval', () => {
    expect(accuracyOf([PLAIN, SIAMESE])?.[1]).toMatchObject({ verdict: null, open: 'unequal-budget' });
    const short = aRun({ epochsDone: 3, draft: { ...CIFAR, training: { epochs: 3 } }, facts });
    expect(accuracyOf([aRow('C3'), short])?.[1]).toMatchObject({ verdict: null, open: 'unequal-budget' });
  });

  it('of an unknown budget is neither', () => {
    const draft = { dataset: 'cifar10' } as const;
    expect(accuracyOf([aRow('C7'), aRun({ draft, facts })])?.[1]).toMatchObject({
      verdict: null,
      open: 'unknown-budget',
    });
  });

  it('of one seed each is neither, and has no interval', () => {
    expect(accuracyOf([aRun(), aRun({ id: 2, evaluations: [evaluationWith(990)] })])?.[1]).toMatchObject({
      difference: { interval: null },
      verdict: null,
      open: 'one-seed',
      resolution: null,
    });
  });

  it('is better or worse only where its interval leaves zero out', () => {
    const base = experiment(1, [700, 720, 710]);
    expect(accuracyOf([base, experiment(2, [750, 771, 762])])?.[1]).toMatchObject({
      difference: { method: 'paired' },
      verdict: 'better',
      open: null,
    });
    expect(accuracyOf([base, experiment(2, [650, 671, 662], 9)])?.[1]).toMatchObject({
      difference: { method: 'welch' },
      verdict: 'worse',
    });
    const near = accuracyOf([base, experiment(2, [730, 700, 740])])?.[1];
    expect(near).toMatchObject({ verdict: null, open: 'not-told' });
    expect(near?.resolution?.moreSeeds).toBeGreaterThan(0);
  });

  it('of a loss is better where it is less', () => {
    const loss = compare([experiment(1, [700, 720, 710]), experiment(2, [750, 771, 762])], 0).figures.find(
      ({ name }) => name === 'loss',
    );
    expect(loss?.cells[1]?.worth).toMatchObject({ verdict: 'better' });
    expect(loss?.cells[1]?.difference).toBeLessThan(0);
  });

  it('to a published figure is judged by the interval of our mean, on either side', () => {
    const ours = (rights: readonly number[]): Compared =>
      comparedExperiment(
        5,
        rights.map((right, place) =>
          runWith({
            id: 50 + place,
            seed: place + 1,
            epochsDone: 400,
            facts,
            draft: { ...CIFAR, training: { epochs: 400 } },
            evaluations: [evaluationWith(right)],
          }),
        ),
      );
    // C3 is 0.6355
    expect(accuracyOf([aRow('C3'), ours([650, 652, 654])])?.[1]).toMatchObject({
      difference: { method: 'one-sample', counts: [3, 1] },
      verdict: 'better',
    });
    expect(accuracyOf([ours([650, 652, 654]), aRow('C3')])?.[1]).toMatchObject({ verdict: 'worse' });
    expect(accuracyOf([aRow('C3'), ours([620, 640, 650])])?.[1]).toMatchObject({ verdict: null, open: 'not-told' });
    expect(accuracyOf([aRow('C3'), ours([650])])?.[1]).toMatchObject({ verdict: null, open: 'one-seed' });
  });

  it('of two rows has one value on each side', () => {
    expect(accuracyOf([aRow('C4'), aRow('C10')])?.[1]).toBeNull();
    expect(accuracyOf([aRow('D1'), aRow('D2')])?.[1] ?? null).toBeNull();
    const same = compare([aRow('D1'), aRow('D2')], 0).figures.find(({ name }) => name === 'sameAccuracy');
    expect(same?.cells[1]?.worth).toMatchObject({ open: 'unequal-budget', difference: { counts: [1, 1] } });
  });
});

describe('an experiment with seeds that have not finished', () => {
  it('is compared by the others, and says so', () => {
    const waiting = runWith({ id: 9, experimentId: 1, seed: 3, status: 'queued', evaluations: [], epochsDone: 0 });
    // seed 2 failed once and was tried again
    const failed = runWith({ id: 8, experimentId: 1, seed: 2, status: 'failed', evaluations: [] });
    const compared = comparedExperiment(1, [plain(1), failed, plain(2), waiting]);
    expect(compared).toMatchObject({ unfinishedSeeds: [3] });
    expect(compared.kind === 'experiment' && compared.runs.map(({ id }) => id)).toEqual([1, 2]);
  });
});
