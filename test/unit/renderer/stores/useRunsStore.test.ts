import { expect, it } from 'vitest';

import { PAGE_SIZE, useRunsStore } from '../../../../src-renderer/stores/useRunsStore';
import { createFakeLab, no, ok, openLab, settled } from '../fake-lab';
import { aSummary } from '../specimens';

it('asks for one page of one status', async () => {
  const lab = createFakeLab({ 'run:list': () => ok({ runs: [aSummary()], total: 120 }) });
  openLab(lab);
  const store = useRunsStore();
  await store.show(3, 'finished');
  expect(lab.asked).toEqual([['run:list', { statuses: ['finished'], offset: 2 * PAGE_SIZE, limit: PAGE_SIZE }]]);
  expect(store.page?.total).toBe(120);
});

it('asks again whenever runs changed, once a page is shown', async () => {
  const lab = createFakeLab({ 'run:list': () => ok({ runs: [], total: 0 }) });
  openLab(lab);
  const store = useRunsStore();
  lab.tell('runs:changed', { ids: null });
  await settled();
  expect(lab.asked).toEqual([]);
  await store.show(1, null);
  lab.tell('runs:changed', { ids: [1] });
  await settled();
  expect(lab.asked.map(([, query]) => query)).toEqual([
    { offset: 0, limit: PAGE_SIZE },
    { offset: 0, limit: PAGE_SIZE },
  ]);
});

it('keeps the failure in the place of the page', async () => {
  openLab(createFakeLab({ 'run:list': () => no('database-unreadable') }));
  const store = useRunsStore();
  await store.show(1, null);
  expect([store.page, store.failure?.code]).toEqual([null, 'database-unreadable']);
});
