import { expect, it } from 'vitest';

import type { Queue } from '#shared/contract/ipc';
import type { RunStatus } from '#shared/runs/run';
import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { useQueueStore } from '../../../../src-renderer/bridge/useQueueStore';
import { createFakeLab, no, ok, openLab, settled, type FakeLab } from '../fake-lab';
import { aSummary, TRAINING } from '../specimens';

const aQueue = (change: Partial<Queue> = {}): Queue => ({
  isPaused: false,
  running: null,
  progress: null,
  queued: [],
  total: 0,
  trainedBy: null,
  paused: [],
  ...change,
});
const entry = (id: number, status: RunStatus = 'running') => ({ ...aSummary({ id, status }), isElsewhere: false });

function labWith(queue: () => Queue): FakeLab {
  return createFakeLab({
    'queue:get': () => ok(queue()),
    'run:cancel': ({ id }) => (id === 99 ? no('run-not-active') : ok(null)),
    'run:pause': ({ id }) => (id === 99 ? no('run-not-active') : ok(null)),
    'queue:move': () => ok(null),
    'run:retry': ({ id }) => (id === 99 ? no('run-not-retryable') : ok({ experimentId: 3, runIds: [id + 1] })),
  });
}

it('holds what runs, and what waits in the order of the lab', async () => {
  openLab(labWith(() => aQueue({ running: entry(7), queued: [entry(9, 'queued'), entry(8, 'queued')], total: 2 })));
  const queue = useQueueStore();
  await queue.load();
  expect([queue.running?.id, queue.queued.map(({ id }) => id), queue.total]).toEqual([7, [9, 8], 2]);
});

it('knows how far a run is that was under way before the window was', async () => {
  openLab(labWith(() => aQueue({ running: entry(7), progress: TRAINING })));
  const queue = useQueueStore();
  await queue.load();
  expect(queue.progress.get(7)?.epoch).toBe(2);
});

it('keeps the progress of a run until it has ended', async () => {
  let now = aQueue({ running: entry(7) });
  const lab = labWith(() => now);
  openLab(lab);
  const queue = useQueueStore();
  await queue.load();
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  expect(queue.progress.get(7)).toEqual(TRAINING);
  now = aQueue();
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect([queue.running, queue.progress.size]).toEqual([null, 0]);
});

it('shows that a run is being cancelled until it has ended', async () => {
  let now = aQueue({ running: entry(7) });
  const lab = labWith(() => now);
  openLab(lab);
  const queue = useQueueStore();
  await queue.cancel(7);
  expect(queue.cancelling.has(7)).toBe(true);
  now = aQueue();
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  expect(queue.cancelling.size).toBe(0);
});

it('says that a run is asked to hold until it does, and to go on until it waits or is trained', async () => {
  let pausedAt: number | null = null;
  let isWaiting = false;
  const lab = labWith(() => {
    if (isWaiting) return aQueue({ running: entry(8), queued: [entry(7, 'queued')], total: 1 });
    return pausedAt === null
      ? aQueue({ running: entry(7), total: 1 })
      : aQueue({ running: entry(8), paused: [{ ...entry(7), pausedAt }] });
  });
  openLab(lab);
  const queue = useQueueStore();
  await queue.load();
  await queue.holdRun(7, true);
  lab.tell('run:progress', { id: 7, progress: TRAINING });
  expect([queue.asked, queue.paused]).toEqual([{ id: 7, isPaused: true }, []]);
  pausedAt = 5;
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  // how far it was stays on the screen
  expect([queue.asked, queue.paused[0]?.id, queue.running?.id, queue.progress.get(7)]).toEqual([null, 7, 8, TRAINING]);
  await queue.holdRun(7, false);
  expect(queue.asked).toEqual({ id: 7, isPaused: false });
  isWaiting = true;
  lab.tell('runs:changed', { ids: [7] });
  await settled();
  // what it told before the pause says nothing of now
  expect([queue.asked, queue.paused, queue.progress.size]).toEqual([null, [], 0]);
});

it('does not wait for a run that cannot be held', async () => {
  openLab(labWith(() => aQueue({ running: entry(99) })));
  const queue = useQueueStore();
  await queue.holdRun(99, true);
  expect([queue.asked, useNoticesStore().notices[0]?.failure.code]).toEqual([null, 'run-not-active']);
});

it('gives the run that tries a seed again, or says why there is none', async () => {
  openLab(labWith(() => aQueue()));
  const queue = useQueueStore();
  expect([await queue.retry(7), await queue.retry(99)]).toEqual([8, null]);
  expect(useNoticesStore().notices[0]?.failure.code).toBe('run-not-retryable');
});

it('says why a run could not be cancelled', async () => {
  openLab(labWith(() => aQueue()));
  const queue = useQueueStore();
  await queue.cancel(99);
  expect([queue.cancelling.size, useNoticesStore().notices[0]?.failure.code]).toEqual([0, 'run-not-active']);
});

it('cancels every run that waits, of all pages of the queue, and takes back what was just queued', async () => {
  const lab = createFakeLab({
    'queue:get': () => ok(aQueue()),
    'run:ids': () => ok([3, 4, 5]),
    'run:cancel-many': ({ ids }) => ok(ids),
  });
  openLab(lab);
  const queue = useQueueStore();
  const notices = useNoticesStore();
  await queue.cancelWaiting();
  expect(lab.asked).toContainEqual(['run:ids', { statuses: ['queued'], archived: 'with' }]);
  expect(lab.asked).toContainEqual(['run:cancel-many', { ids: [3, 4, 5] }]);
  expect(notices.news).toMatchObject({ key: 'live.cancelledNotice', count: 3 });
  queue.sayQueued([8, 9]);
  notices.news?.action?.run();
  await settled();
  expect(lab.asked).toContainEqual(['run:cancel-many', { ids: [8, 9] }]);
});

it('says how many runs were cancelled, and puts them back in their places where that is taken back', async () => {
  const lab = createFakeLab({
    'queue:get': () => ok(aQueue({ queued: [entry(8, 'queued'), entry(9, 'queued')], total: 2 })),
    'run:cancel-many': ({ ids }) => ok(ids),
    'queue:put-back': ({ ids }) => ok(ids),
  });
  openLab(lab);
  const queue = useQueueStore();
  const notices = useNoticesStore();
  await queue.load();
  await queue.cancelMany([9, 8]);
  expect(notices.news).toMatchObject({ key: 'live.cancelledNotice', count: 2 });
  notices.news?.action?.run();
  await settled();
  expect(lab.asked).toContainEqual(['queue:put-back', { ids: [9, 8] }]);
  expect(notices.news).toMatchObject({ key: 'live.putBackNotice', count: 2 });
  // one that waits can be taken back, too
  await queue.cancel(8);
  expect(lab.asked).toContainEqual(['run:cancel-many', { ids: [8] }]);
});
