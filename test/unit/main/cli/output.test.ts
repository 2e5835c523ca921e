import { expect, it } from 'vitest';

import { runsText, seriesByName, table } from '#main/cli/output';

it('a table aligns words to the left and numbers to the right', () => {
  expect(
    table(
      ['name', 'count'],
      [
        ['cat', '5'],
        ['automobile', '12'],
      ],
    ),
  ).toBe(['name        count', '----------  -----', 'cat             5', 'automobile     12'].join('\n'));
});

it('series are printed by split and metric, a value an epoch', () => {
  expect(
    seriesByName([
      { split: 'train', metric: 'loss', epoch: 1, value: 2 },
      { split: 'train', metric: 'loss', epoch: 2, value: 1 },
      { split: 'test', metric: 'accuracy', epoch: 1, value: 0.5 },
    ]),
  ).toEqual({ train: { loss: [2, 1] }, test: { accuracy: [0.5] } });
});

it('an empty list of runs says how to start one', () => {
  expect(runsText({ runs: [], total: 0 }, { offset: 0, limit: 50 })).toContain('npm run lab -- run');
});
