import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { Queue } from '#shared/contract/ipc';
import type { RunProgress } from '#shared/runs/run';
import { coalesced } from './coalesce';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

const EMPTY: Queue = { isPaused: false, running: null, progress: null, queued: [], total: 0, trainedBy: null };

/** What runs now and what waits, with the running one's progress. */
export const useQueueStore = defineStore('queue', () => {
  const lab = useLab();
  const notices = useNoticesStore();

  const queue = shallowRef(EMPTY);
  const isLoaded = shallowRef(false);
  const progress = shallowRef<ReadonlyMap<number, RunProgress>>(new Map());
  const cancelling = shallowRef<ReadonlySet<number>>(new Set());
  /** What was asked of a running run and it has not told yet: to hold (true), or to go on. */
  const asked = shallowRef<{ readonly id: number; readonly isPaused: boolean } | null>(null);

  const running = computed(() => queue.value.running);
  /** Next one first. */
  const queued = computed(() => queue.value.queued);
  const total = computed(() => queue.value.total);
  const isPaused = computed(() => queue.value.isPaused);
  /** The other program that trains the running run. */
  const trainedBy = computed(() => queue.value.trainedBy);
  /** Whether the running run is paused. */
  const isRunHeld = computed(() => running.value !== null && running.value.pausedAt !== null);
  /** A paused run that others wait for. */
  const blocking = computed(() => (isRunHeld.value && total.value > 0 ? running.value : null));

  const load = coalesced(async () => {
    const reply = await lab.ask('queue:get', null);
    isLoaded.value = true;
    if (!reply.ok) {
      notices.tell(reply.failure);
      return;
    }
    queue.value = reply.value;
    const { running: now, progress: told, queued: waiting } = reply.value;
    const known = now === null ? undefined : (told ?? progress.value.get(now.id));
    progress.value = new Map(now === null || known === undefined ? [] : [[now.id, known]]);
    const ids = new Set([...(now === null ? [] : [now.id]), ...waiting.map(({ id }) => id)]);
    cancelling.value = new Set([...cancelling.value].filter((id) => ids.has(id)));
    if (asked.value === null) return;
    const isDone = asked.value.id !== now?.id || (now.pausedAt !== null) === asked.value.isPaused;
    // one that goes on has told nothing new yet
    if (isDone && !asked.value.isPaused && now !== null) progress.value = new Map();
    if (isDone) asked.value = null;
  });

  async function cancel(id: number): Promise<void> {
    cancelling.value = new Set([...cancelling.value, id]);
    const reply = await lab.ask('run:cancel', { id });
    if (reply.ok) return;
    cancelling.value = new Set([...cancelling.value].filter((other) => other !== id));
    notices.tell(reply.failure);
    await load();
  }

  /** Cancels several runs, and says how many that were. */
  async function cancelMany(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const reply = await lab.ask('run:cancel-many', { ids });
    if (!reply.ok) notices.tell(reply.failure);
    else notices.say({ key: 'live.cancelledNotice', count: reply.value.length });
    await load();
  }

  /** Cancels every run that waits, in whichever program. */
  async function cancelWaiting(): Promise<void> {
    const reply = await lab.ask('run:ids', { statuses: ['queued'], archived: 'with' });
    if (reply.ok) await cancelMany(reply.value);
    else notices.tell(reply.failure);
  }

  /** Says that runs were queued, which can be taken back. */
  function sayQueued(ids: readonly number[]): void {
    notices.say({
      key: 'live.queuedNotice',
      count: ids.length,
      action: { key: 'runs.undo', run: () => void cancelMany(ids) },
    });
  }

  /** Holds the running run between two batches, or lets it go on. */
  async function holdRun(id: number, isHeld: boolean): Promise<void> {
    asked.value = { id, isPaused: isHeld };
    const reply = await lab.ask('run:pause', { id, isPaused: isHeld });
    if (reply.ok) return;
    asked.value = null;
    notices.tell(reply.failure);
  }

  /** Lets no run start, or lets them start again. */
  async function pause(isToBePaused: boolean): Promise<void> {
    const reply = await lab.ask('queue:pause', { isPaused: isToBePaused });
    if (!reply.ok) notices.tell(reply.failure);
    await load();
  }

  /** @param before the run that it is put before; null puts it at the end */
  async function move(id: number, before: number | null): Promise<void> {
    const reply = await lab.ask('queue:move', { id, before });
    if (!reply.ok) notices.tell(reply.failure);
    await load();
  }

  /** Queues the seed of a run that came to nothing once more, and gives the new run; null where that was refused. */
  async function retry(id: number): Promise<number | null> {
    const reply = await lab.ask('run:retry', { id });
    if (reply.ok) return reply.value.runIds[0] ?? null;
    notices.tell(reply.failure);
    return null;
  }

  /** Lets a run go on from its last checkpoint; false where that was refused. */
  async function resume(id: number): Promise<boolean> {
    const reply = await lab.ask('run:resume', { id });
    if (!reply.ok) notices.tell(reply.failure);
    return reply.ok;
  }

  lab.listen('runs:changed', () => void load());
  lab.listen('queue:changed', () => void load());
  lab.listen('run:progress', ({ id, progress: told }) => {
    progress.value = new Map(progress.value).set(id, told);
    if (asked.value?.id === id && asked.value.isPaused === told.isPaused) asked.value = null;
  });

  return {
    running,
    queued,
    total,
    isPaused,
    trainedBy,
    isRunHeld,
    blocking,
    isLoaded: shallowReadonly(isLoaded),
    progress: shallowReadonly(progress),
    cancelling: shallowReadonly(cancelling),
    asked: shallowReadonly(asked),
    load,
    cancel,
    cancelMany,
    cancelWaiting,
    sayQueued,
    holdRun,
    pause,
    move,
    retry,
    resume,
  };
});
