import { expect, it } from 'vitest';

import { useCandidatesStore } from '../../../../../src-renderer/features/compare/useCandidatesStore';
import { labToCompare, RUNS, runWith } from '../../comparisons';
import { createFakeLab, no, openLab, settled } from '../../fake-lab';
import { useNoticesStore } from '../../../../../src-renderer/bridge/useNoticesStore';

it('lists finished runs, and experiments of which more than one has finished', async () => {
  const lab = labToCompare({}, [...RUNS, runWith({ id: 9, experimentId: 7 })]);
  openLab(lab);
  const store = useCandidatesStore();
  await store.load();
  expect(lab.asked[0]).toEqual(['run:list', { statuses: ['finished'], offset: 0, limit: 500 }]);
  expect([store.runs.map(({ id }) => id), store.total]).toEqual([[9, 4, 3, 2, 1], 5]);
  expect(store.experiments.map(({ id, runIds }) => [id, runIds])).toEqual([
    [2, [3, 4]],
    [1, [1, 2]],
  ]);
});

it('follows changes only once somebody has looked', async () => {
  const lab = labToCompare();
  openLab(lab);
  const store = useCandidatesStore();
  lab.tell('runs:changed', { ids: [1] });
  await settled();
  expect(lab.asked).toEqual([]);
  await store.load();
  lab.tell('runs:changed', { ids: [1] });
  await settled();
  expect(lab.asked).toHaveLength(2);
});

it('tells a refusal', async () => {
  openLab(createFakeLab({ 'run:list': () => no('internal') }));
  await useCandidatesStore().load();
  expect(useNoticesStore().notices).toHaveLength(1);
});
