import { expect, it } from 'vitest';

import { runsBehind } from '#shared/comparison/compared';
import { parseKeys } from '#shared/comparison/selection';
import { useComparisonStore } from '../../../../../src-renderer/features/compare/useComparisonStore';
import { evaluationWith, labToCompare, RUNS, runWith } from '../../comparisons';
import { openLab, settled } from '../../fake-lab';

const keysOf = (text: string) => parseKeys(text).keys;

it('looks up runs, the finished runs of an experiment and rows, with their curves', async () => {
  openLab(labToCompare({}, [...RUNS, runWith({ id: 5, experimentId: 1, status: 'failed', evaluations: [] })]));
  const store = useComparisonStore();
  await store.show(keysOf('1,experiment-1,C4'), 'experiment-1');
  expect(store.comparison).toMatchObject({
    baseline: 1,
    compared: [
      { kind: 'run' },
      { kind: 'experiment', runs: [{ id: 1 }, { id: 2 }] },
      { kind: 'row', row: { id: 'C4' } },
    ],
  });
  expect([...store.series.keys()]).toEqual([1, 2]);
  expect(store.comparison?.compared.flatMap(runsBehind).map(({ id }) => id)).toEqual([1, 1, 2]);
});

it('compares what is there, and says why the rest is not', async () => {
  openLab(labToCompare());
  const store = useComparisonStore();
  await store.show(keysOf('1,99,experiment-99,3'), null);
  expect(store.comparison?.compared).toHaveLength(2);
  expect(store.columns.map(({ loaded }) => (loaded?.kind === 'refused' ? loaded.failure.code : loaded?.kind))).toEqual([
    'ready',
    'unknown-run',
    'unknown-run',
    'ready',
  ]);
});

it('asks the lab nothing where only the order or the baseline changes', async () => {
  const lab = labToCompare();
  openLab(lab);
  const store = useComparisonStore();
  await store.show(keysOf('1,3'), null);
  const before = lab.asked.length;
  await store.show(keysOf('3,1'), '1');
  expect(lab.asked).toHaveLength(before);
  expect(store.comparison?.baseline).toBe(1);
});

it('looks again when a run that is shown has changed, and only then', async () => {
  const runs = [...RUNS];
  const lab = labToCompare({}, runs);
  openLab(lab);
  const store = useComparisonStore();
  await store.show(keysOf('1,3'), null);
  const before = lab.asked.length;
  lab.tell('runs:changed', { ids: [77] });
  await settled();
  expect(lab.asked).toHaveLength(before);
  runs[0] = runWith({ id: 1, evaluations: [evaluationWith(990)] });
  lab.tell('runs:changed', { ids: [1] });
  await settled();
  expect(store.comparison?.figures[0]?.cells[0]?.figure.aggregate.mean).toBeCloseTo(0.99, 12);
});

it('keeps nothing up to date once nothing is shown', async () => {
  const lab = labToCompare();
  openLab(lab);
  const store = useComparisonStore();
  await store.show(keysOf('1,3'), null);
  await store.show([], null);
  const before = lab.asked.length;
  lab.tell('runs:changed', { ids: null });
  await settled();
  expect([lab.asked.length, store.comparison]).toEqual([before, null]);
});

it('does not show a run as living that was deleted while nothing was shown, and shows it again once it is back', async () => {
  const runs = [...RUNS];
  const [first] = runs.splice(0, 1);
  const lab = labToCompare({}, runs);
  openLab(lab);
  const store = useComparisonStore();
  if (first !== undefined) runs.unshift(first);
  await store.show(keysOf('1,3'), null);
  await store.show([], null);
  runs.shift();
  await store.show(keysOf('1,3'), null);
  expect(store.columns.map(({ loaded }) => loaded?.kind)).toEqual(['refused', 'ready']);
  if (first !== undefined) runs.unshift(first);
  lab.tell('runs:changed', { ids: [1] });
  await settled();
  expect(store.columns.map(({ loaded }) => loaded?.kind)).toEqual(['ready', 'ready']);
});
