import { describe, expect, it } from 'vitest';

import { runsText } from '#main/cli/runs-text';
import { RUN_COLUMNS } from '#shared/runs/list-column';
import type { RunSort } from '#shared/runs/run-list';
import { runWith } from '../../shared/comparison/specimens';

const ALL = { offset: 0, limit: 50 };
const run = runWith({
  id: 12,
  epochsDone: 2,
  trainCount: 5_000,
  parameterCount: 79_274,
  imagesPerSecond: 1234.5,
  trainedFor: 200_000,
  note: 'a note of mine',
  figures: { accuracy: 0.5, loss: 0.125 },
  draft: { fraction: 0.25, network: { kind: 'siamese-vanilla' }, training: { batchSize: 512 } },
});

function cells(by?: RunSort['by']): ReadonlyMap<string, string> {
  const query = by === undefined ? ALL : { ...ALL, sort: { by, descending: true } };
  const [head = '', rule = '', row = ''] = runsText({ runs: [run], total: 1 }, query).split('\n');
  let from = 0;
  return new Map(
    rule.split('  ').map(({ length }) => {
      const place = [from, from + length] as const;
      from += length + 2;
      return [head.slice(...place).trim(), row.slice(...place).trim()];
    }),
  );
}

describe('the list of runs', () => {
  it('says how to start one where there is none', () => {
    expect(runsText({ runs: [], total: 0 }, ALL)).toContain('npm run lab -- run');
  });

  it.each([
    ['dataset', 'dataset', 'shapes'],
    ['network', 'network', 'siamese-vanilla'],
    ['fraction', 'fraction', '0.25'],
    ['row', 'row', '–'],
    ['started', 'started (UTC)', '1970-01-01 00:00'],
    ['duration', 'duration', '3 min 20 s'],
    ['imagesPerSecond', 'images a second', '1235'],
    ['parameters', 'parameters', '79,274'],
    ['updates', 'updates', '60'],
    ['examples', 'examples', '30,000 pairs'],
    ['note', 'note', 'a note of mine'],
    ['figure:loss', 'loss', '0.1250'],
    ['field:training.batchSize', 'training.batchSize', '512'],
    ['field:network.of.a.newer.lab', 'network.of.a.newer.lab', '–'],
    ['figure:of-an-extension', 'of-an-extension', '–'],
  ] as const)('sorted by %s shows that', (by, head, says) => {
    expect(cells(by).get(head)).toBe(says);
    expect(cells().has(head)).toBe(false);
  });

  it('shows a column once, whatever it is sorted by', () => {
    const shown = [...cells().keys()];
    for (const by of [...RUN_COLUMNS, 'figure:f1-of-same', 'figure:accuracy', 'figure:macro-f1'] as const) {
      const heads =
        runsText({ runs: [run], total: 1 }, { ...ALL, sort: { by, descending: true } }).split('\n')[0] ?? '';
      const sorted = [...cells(by).keys()];
      expect(new Set(sorted).size, heads).toBe(sorted.length);
      expect(sorted, by).toEqual(expect.arrayContaining(shown));
    }
  });
});
