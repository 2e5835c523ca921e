import { describe, expect, it } from 'vitest';

import { compare } from '#shared/comparison/comparison';
import { aRow, aRun, FACTS } from './specimens';

const fieldOf = (path: string, ...compared: Parameters<typeof compare>[0]) =>
  compare(compared, 0).fields.find((row) => row.path === path);

describe('the fields of a comparison', () => {
  it('have a momentum only where the optimiser has one', () => {
    const sgd = aRun({ draft: { training: { optimiser: 'sgd', momentum: 0.5 } } });
    expect(fieldOf('training.momentum', aRun(), aRun({ id: 2 }))).toBeUndefined();
    expect(fieldOf('training.momentum', aRun(), sgd)).toMatchObject({ cells: [[], [0.5]], isSame: false });
    expect(fieldOf('training.momentum', sgd, sgd)).toMatchObject({ isSame: true });
  });

  it('have a sample only where a part of the images is used', () => {
    const tenth = aRun({ draft: { fraction: 0.1, sample: 'drawn' } });
    expect(fieldOf('sample', aRun(), aRun({ id: 2 }))).toBeUndefined();
    expect(fieldOf('sample', aRun(), tenth)).toMatchObject({ cells: [[], ['drawn']], isSame: false });
    expect(fieldOf('sample', tenth, aRow('C3'), aRow('C10'), aRow('D1'))?.cells).toEqual([
      ['drawn'],
      ['first'],
      [],
      [],
    ]);
  });

  it('have the precision that was used in place of the one that was chosen', () => {
    const told = aRun({ facts: { ...FACTS, machine: { ...FACTS.machine, precision: 'float32' } } });
    expect(fieldOf('compute.precision', told, told)).toBeUndefined();
    expect(fieldOf('facts.machine.precision', told, aRow('C1'))?.cells).toEqual([['float32'], null]);
    // an older run has not written it down
    expect(fieldOf('compute.precision', told, aRun())).toBeDefined();
  });
});
