import { describe, expect, it } from 'vitest';

import {
  filterOf,
  FIRST_COLUMNS,
  FIRST_VIEW,
  isFiltered,
  movedColumn,
  runsViewSchema,
  sortedBy,
  toggledColumn,
  withConditions,
  withoutFilter,
} from '../../../../src-renderer/bridge/runs-view';

describe('the view of the runs', () => {
  it('keeps what is valid of a stored one, and takes the default for the rest', () => {
    const stored = {
      status: 'failed',
      dataset: 7,
      search: 7,
      sort: { by: 'age' },
      isGrouped: true,
      columns: ['seed'],
    };
    expect(runsViewSchema.parse(stored)).toEqual({ ...FIRST_VIEW, status: 'failed', isGrouped: true });
    expect(FIRST_VIEW.columns).toEqual(FIRST_COLUMNS);
  });

  it('asks the lab for no more than it filters by', () => {
    expect([filterOf(FIRST_VIEW), isFiltered(FIRST_VIEW)]).toEqual([{}, false]);
    const view = { ...FIRST_VIEW, row: 'C4', tag: 'talk', archived: 'with', search: '  cat ' } as const;
    expect(filterOf(view)).toEqual({ rows: ['C4'], tags: ['talk'], archived: 'with', search: 'cat' });
    const where = [{ column: 'field:training.learningRate', is: '<', value: 0.01 }] as const;
    expect(filterOf({ ...FIRST_VIEW, where: [...where] })).toEqual({ where });
    expect(withConditions(where, [...where, { ...where[0], value: 1 }])).toEqual([...where, { ...where[0], value: 1 }]);
    expect(withoutFilter({ ...view, where: [...where], isGrouped: true })).toEqual({ ...FIRST_VIEW, isGrouped: true });
  });

  it('sorts figures by the largest first and words by A first, and turns at the second click', () => {
    const byAccuracy = { ...FIRST_VIEW, sort: sortedBy(FIRST_VIEW, 'accuracy') };
    expect(byAccuracy.sort).toEqual({ by: 'accuracy', descending: true });
    expect(sortedBy(byAccuracy, 'accuracy')).toEqual({ by: 'accuracy', descending: false });
    expect(sortedBy(byAccuracy, 'dataset')).toEqual({ by: 'dataset', descending: false });
  });
});

describe('the columns', () => {
  it('are shown at the end and hidden', () => {
    expect(toggledColumn(['id', 'seed'], 'tags')).toEqual(['id', 'seed', 'tags']);
    expect(toggledColumn(['id', 'seed', 'tags'], 'seed')).toEqual(['id', 'tags']);
  });

  it('move by a place, the run’s number staying first', () => {
    expect(movedColumn(['id', 'seed', 'tags'], 'tags', -1)).toEqual(['id', 'tags', 'seed']);
    expect(movedColumn(['id', 'seed', 'tags'], 'seed', -1)).toEqual(['id', 'seed', 'tags']);
    expect(movedColumn(['id', 'seed', 'tags'], 'tags', 1)).toEqual(['id', 'seed', 'tags']);
  });
});
