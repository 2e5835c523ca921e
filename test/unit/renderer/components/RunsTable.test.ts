import { expect, it } from 'vitest';

import RunsTable from '../../../../src-renderer/components/RunsTable.vue';
import { show } from '../screen';
import { aSummary } from '../specimens';

it('has a row that leads to each run, with its figures', () => {
  const runs = [
    aSummary({ id: 12, status: 'finished', epochsDone: 10, endedAt: 36_000, accuracy: 0.9312, macroF1: 0.93 }),
    aSummary({ id: 11, status: 'queued', startedAt: null }),
  ];
  const rows = show(RunsTable, { runs }).findAll('tbody tr');
  expect(rows.map((row) => row.get('a').attributes('href'))).toEqual(['/runs/12', '/runs/11']);
  expect(rows[0]?.text()).toMatch(/0\.9312.*0\.9300.*34s$/);
  expect(rows[1]?.findAll('[aria-label=none]')).toHaveLength(4);
});

it('shows the F1 of "same" for a run that tells it, marked as such', () => {
  const run = aSummary({ status: 'finished', accuracy: 0.93, f1OfSame: 0.651 });
  const cells = show(RunsTable, { runs: [run] })
    .findAll('.score')
    .map((cell) => cell.text());
  expect(cells).toEqual(['0.9300', '0.6510 of “same”']);
});
