import { expect, it } from 'vitest';

import type { RunSummary } from '#shared/run';
import { useNoticesStore } from '../../../../src-renderer/stores/useNoticesStore';
import { useQueueStore } from '../../../../src-renderer/stores/useQueueStore';
import { createFakeLab, no, ok, openLab, settled, type FakeLab } from '../fake-lab';
import { aSummary, TRAINING } from '../specimens';

function labWith(runs: () => readonly RunSummary[]): FakeLab {
  return createFakeLab({
    'run:list': () => ok({ runs: runs(), total: runs().length }),
    'run:cancel': ({ id }) => (id === 99 ? no('run-not-active') : ok(null)),
  });
}

it('tells the running run from those that wait, the next one first', async () => {
  openLab(
    labWith(() => [
      aSummary({ id: 9, status: 'queued' }),
      aSummary({ id: 8, status: 'queued' }),
      aSummary({ id: 7, status: 'running' }),
    ]),
  );
  const queue = useQueueStore();
  await queue.load();
  expect([queue.running?.id, queue.queued.map(({ id }) => id)]).toEqual([7, [8, 9]]);
});

it('keeps the progress of a run until it has ended', async () => {
  let runs = [aSummary({ id: 7 })];
  const lab = labWith(() => runs);
  openLab(lab);
  const queue = useQueueStore();
  await queue.load();
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  expect(queue.progress.get(7)).toEqual(TRAINING);
  runs = [];
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect([queue.running, queue.progress.size]).toEqual([null, 0]);
});

it('shows that a run is being cancelled until it has ended', async () => {
  let runs = [aSummary({ id: 7 })];
  const lab = labWith(() => runs);
  openLab(lab);
  const queue = useQueueStore();
  await queue.cancel(7);
  expect(queue.cancelling.has(7)).toBe(true);
  runs = [];
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(queue.cancelling.size).toBe(0);
});

it('says why a run could not be cancelled', async () => {
  openLab(labWith(() => []));
  const queue = useQueueStore();
  await queue.cancel(99);
  expect([queue.cancelling.size, useNoticesStore().notices[0]?.failure.code]).toEqual([0, 'run-not-active']);
});
