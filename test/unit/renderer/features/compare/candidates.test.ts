import { describe, expect, it } from 'vitest';

import { keyText } from '#shared/comparison/selection';
import { publishedRow } from '#shared/reference/published';
import { rowTitle } from '#shared/replication/row-title';
import { candidatesOf, findCandidates } from '../../../../../src-renderer/features/compare/candidates';
import { aSummary } from '../../specimens';

const candidates = candidatesOf(
  {
    runs: [12, 2, 1].map((id) => aSummary({ id, experimentTitle: `vanilla on Shapes, ${id} %`, status: 'finished' })),
    experiments: [{ id: 3, newest: aSummary({ experimentTitle: 'siamese on CIFAR-10' }), runIds: [1, 2] }],
    rows: [publishedRow('C4')],
  },
  {
    run: ({ id, experimentTitle }) => ({ name: `Run ${id}`, about: experimentTitle }),
    experiment: ({ id, newest }) => ({ name: `Experiment ${id}`, about: newest.experimentTitle }),
    row: ({ id }) => ({ name: `Row ${id}`, about: rowTitle(id) }),
  },
);
const found = (typed: string, taken: readonly string[] = []): readonly string[] =>
  findCandidates(candidates, typed, taken, (id) => ({ name: `Run ${id}`, about: '' })).map(({ key }) => keyText(key));

describe('what can be added', () => {
  it('is everything that is not there yet, experiments first', () => {
    expect(found('', ['2'])).toEqual(['experiment-3', '12', '1', 'C4']);
  });

  it('is found by words of its name and title, and by a row', () => {
    expect(found('siamese')).toEqual(['experiment-3', 'C4']);
    expect(found('vanilla shapes')).toEqual(['12', '2', '1']);
    expect(found('c4')).toEqual(['C4']);
    expect(found('nothing of that')).toEqual([]);
  });

  it('is the run of a number first, also one that is too old to be listed', () => {
    expect(found('2')[0]).toBe('2');
    expect(found('999')).toEqual(['999']);
    expect(found('2', ['2'])).not.toContain('2');
  });
});
