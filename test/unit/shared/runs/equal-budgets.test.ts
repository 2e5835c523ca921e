import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { expandSweep, experimentsOf, type Swept } from '#shared/experiment/sweep';
import { budgetOfDesign } from '#shared/runs/budget';
import { isApart, trainedEqually, unequalUpdates } from '#shared/runs/equal-budgets';

const c6 = specFor('C6');
const swept = expandSweep(c6, { networks: ['vanilla', 'siamese-vanilla'], fractions: [0.1, 1], permutations: [1, 4] });
function specFor(row: string): ExperimentSpec {
  const preset = presetOf(row);
  if (preset === undefined) throw new Error(`There is no design for ${row}.`);
  return preset;
}
const updatesOf = (spec: ExperimentSpec): number => budgetOfDesign(spec, DATASETS.get(spec.dataset)).updates;

describe('a grid that is trained for one budget', () => {
  it('gives each experiment the epochs of its own that come nearest', () => {
    const equal = experimentsOf(trainedEqually(swept, { of: 'updates', count: 14_700 }));
    expect(equal.map(({ training }) => training.epochs)).toEqual([1470, 150, 735, 300, 75, 30]);
    expect(equal.every(({ row }) => row === null)).toBe(true);
    expect(unequalUpdates(equal)).toBeNull();
  });

  it('is as near to it as whole epochs can be, and loses no place of the grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (count) => {
        const equal = trainedEqually(swept, { of: 'updates', count });
        expect(equal.map(({ kind }) => kind === 'merged')).toEqual(swept.map(({ kind }) => kind === 'merged'));
        for (const spec of experimentsOf(equal)) {
          const epoch = updatesOf({ ...spec, training: { ...spec.training, epochs: 1 } });
          const difference = Math.abs(updatesOf(spec) - count);
          expect(spec.training.epochs === 1 || difference <= epoch / 2).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('refuses an experiment for which that would be too many epochs, and trains the others', () => {
    const equal = trainedEqually(swept, { of: 'updates', count: 200_000 });
    const kinds = (each: readonly Swept[]): readonly string[] => each.map(({ kind }) => kind);
    expect(kinds(swept)).toEqual(['experiment', 'merged', 'experiment', 'merged', ...Array(4).fill('experiment')]);
    expect(kinds(equal)).toEqual(['refused', 'merged', 'experiment', 'merged', ...Array(4).fill('experiment')]);
    expect(equal[0]).toMatchObject({ problems: [{ field: 'training.epochs' }] });
  });

  it('leaves every experiment its epochs where no budget is wanted', () => {
    expect(trainedEqually(swept, null)).toBe(swept);
  });
});

it('says between which updates experiments lie that are not trained for equally long', () => {
  expect(unequalUpdates(experimentsOf(swept))).toEqual({ least: 3000, most: 146_700 });
  expect(unequalUpdates([c6])).toBeNull();
  expect(unequalUpdates([])).toBeNull();
});

it('calls amounts equal up to a tenth', () => {
  expect([isApart(100, 110), isApart(110, 100), isApart(100, 111), isApart(0.1, 0.11)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it('knows no design that a budget makes invalid', () => {
  const equal = experimentsOf(trainedEqually(swept, { of: 'examples', count: 7_500_000 }));
  for (const spec of equal) expect(parseExperimentSpec(spec).kind).toBe('valid');
});
