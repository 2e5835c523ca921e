import { describe, expect, it } from 'vitest';

import { specFromArguments } from '#main/cli/arguments';
import { designBudgetLine, sweepBudget, wantedBudget, withLength } from '#main/cli/budget-arguments';
import { designLike } from '#main/cli/like-argument';
import type { Lab } from '#main/lab/lab';
import { LabError } from '#shared/errors/errors';
import { readStoredSpec } from '#shared/experiment/stored-spec';
import { runWith } from '../../shared/comparison/specimens';

const RUNS = [
  runWith({ id: 1, experimentId: 7, seed: 3, draft: { dataset: 'cifar10', fraction: 0.1, seeds: [3, 4] } }),
  runWith({ id: 2, experimentId: 8, spec: readStoredSpec('{"dataset":"mars"}') }),
];
const lab = {
  run: (id: number) => {
    const run = RUNS.find((each) => each.id === id);
    if (run === undefined) throw new LabError('unknown-run', `There is no run ${id}.`);
    return run;
  },
  runsOfExperiment: (id: number) => RUNS.filter(({ experimentId }) => experimentId === id),
} as unknown as Pick<Lab, 'run' | 'runsOfExperiment'>;

describe('train for', () => {
  it('so many updates or examples is the nearest whole number of epochs', () => {
    const start = { dataset: 'cifar10', fraction: 0.1 };
    expect(specFromArguments({ ...start, updates: 147 }).training.epochs).toBe(15);
    expect(specFromArguments({ ...start, examples: 76_000 }).training.epochs).toBe(15);
    expect(specFromArguments({ ...start, updates: 1 }).training.epochs).toBe(1);
  });

  it('tells the exact budget', () => {
    const spec = specFromArguments({ row: 'C6', updates: 100 });
    expect(designBudgetLine(spec)).toBe('2 epochs: 98 updates, 50,000 pairs (100,000 images), 1.08e+12 multiply-adds');
  });

  it('makes of a row a design of one’s own', () => {
    expect(specFromArguments({ row: 'C3', updates: 150 })).toMatchObject({ row: null, training: { epochs: 15 } });
    expect(specFromArguments({ row: 'C3', epochs: 15 }).row).toBe('C3');
  });

  it.each([
    [{ epochs: 3, updates: 5 }, 'Received --epochs and --updates; expected one of them.'],
    [{ updates: 5, examples: 5 }, 'Received --updates and --examples; expected one of them.'],
    [{ updates: 0 }, '--updates: Received 0; expected how many updates to train for'],
    [{ examples: 'many' }, '--examples: Received "many"; expected how many examples'],
  ])('refuses %o', (typed, message) => {
    expect(() => wantedBudget(typed)).toThrow(message);
  });

  it('refuses more epochs than a design may have, by the name of what was typed', () => {
    expect(() => specFromArguments({ updates: 1e9 })).toThrow(/^--updates: Received 1000000000 updates/);
    expect(() => specFromArguments({ updates: 1e30 })).toThrow(
      /^--updates: Received 1e\+30 updates, which would be [\d.e+]+ epochs of \d+; expected \d+ epochs at most, so \d+ updates\.$/,
    );
  });
});

describe('as long as a run', () => {
  const trained = [
    runWith({ id: 1, experimentId: 7, epochsDone: 3, trainCount: 5000, draft: { dataset: 'cifar10', fraction: 0.1 } }),
    runWith({ id: 2, experimentId: 7, epochsDone: 4, trainCount: 5000, draft: { dataset: 'cifar10', fraction: 0.1 } }),
    runWith({ id: 3, experimentId: 8, epochsDone: 0, draft: { dataset: 'cifar10' } }),
  ];
  const withRuns = {
    run: (id: number) => trained.find((each) => each.id === id),
    runsOfExperiment: (id: number) => trained.filter(({ experimentId }) => experimentId === id),
  } as unknown as Pick<Lab, 'run' | 'runsOfExperiment'>;

  it('is its updates, or those of an experiment on average', () => {
    expect(withLength(withRuns, { asLongAs: '1' })).toMatchObject({ updates: 30 });
    expect(withLength(withRuns, { asLongAs: 'experiment-7' })).toMatchObject({ updates: 35 });
    expect(withLength(withRuns, { updates: 7 })).toEqual({ updates: 7 });
  });

  it.each([
    [{ asLongAs: 'C3' }, '--as-long-as: Received "C3"; expected a run or an experiment'],
    [{ asLongAs: '3' }, '--as-long-as: Received 3; expected what was trained for an epoch or more'],
    [{ asLongAs: 'experiment-99' }, 'Received experiment-99; expected what was trained'],
    [{ asLongAs: '1', examples: 5 }, 'Received --as-long-as and --examples; expected one of them'],
  ])('refuses %o', (typed, message) => {
    expect(() => withLength(withRuns, typed)).toThrow(message);
  });
});

describe('the budget of a sweep', () => {
  const base = specFromArguments({ row: 'C6' });

  it('is what was typed, or what the design comes to', () => {
    expect(sweepBudget({}, base)).toBeNull();
    expect(sweepBudget({ updates: 7 }, base)).toEqual({ of: 'updates', count: 7 });
    expect(sweepBudget({ equal: 'updates', epochs: 3 }, base)).toEqual({ of: 'updates', count: 14_700 });
    expect(sweepBudget({ equal: 'examples' }, base)).toEqual({ of: 'examples', count: 7_500_000 });
  });

  it.each([
    [{ equal: 'epochs' }, '--equal: Received "epochs"; expected updates or examples.'],
    [{ equal: 'updates', examples: 5 }, 'Received --equal and --examples; expected one of them'],
    [{ equal: 'updates', updates: 5, asLongAs: '3' }, 'Received --equal and --as-long-as; expected one of them'],
  ])('refuses %o', (typed, message) => {
    expect(() => sweepBudget(typed, base)).toThrow(message);
  });
});

describe('a design like that of a run', () => {
  it('has its seed, or the seeds of its experiment', () => {
    expect(designLike(lab, { like: '1' })).toMatchObject({ dataset: 'cifar10', fraction: 0.1, seeds: [3] });
    expect(designLike(lab, { like: 'experiment-7' })).toMatchObject({ seeds: [3, 4] });
    expect(designLike(lab, {})).toBeUndefined();
  });

  it('takes what else is typed in place of its settings', () => {
    const spec = specFromArguments({ like: '1', updates: 147, seed: [9] }, designLike(lab, { like: '1' }));
    expect(spec).toMatchObject({ dataset: 'cifar10', fraction: 0.1, seeds: [9], training: { epochs: 15 } });
  });

  it.each([
    [{ like: 'C3' }, '--like: Received "C3"; expected a run or an experiment'],
    [{ like: 'experiment-99' }, '--like: Received experiment-99; there is no such experiment'],
    [{ like: '5' }, 'There is no run 5'],
    [{ like: '2' }, 'Run 2 cannot be repeated'],
    [{ like: '1', row: 'C3' }, 'Received --like and --row; expected one of the two'],
    [{ like: '1', design: 'a.json' }, 'Received --like and --design; expected one of the two'],
  ])('refuses %o', (typed, message) => {
    expect(() => designLike(lab, typed)).toThrow(message);
  });
});
