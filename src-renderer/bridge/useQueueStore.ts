import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';

import type { Queue } from '#shared/contract/ipc';
import type { RunProgress } from '#shared/runs/run';
import { coalesced } from './coalesce';
import { useLab } from './lab';
import { useAskWithNotice } from './useAskWithNotice';
import { useNoticesStore } from './useNoticesStore';

const EMPTY: Queue = {
  isPaused: false,
  running: null,
  paused: [],
  progress: null,
  queued: [],
  total: 0,
  trainedBy: null,
};

/** What runs now and what waits, with the running one's progress. */
export const useQueueStore = defineStore('queue', () => {
  const { queue, isLoaded, load } = useContents();
  const runningRun = useRunningRun(queue);

  const total = computed(() => queue.value.total);
  return {
    /** Next one first. */
    queued: computed(() => queue.value.queued),
    total,
    isPaused: computed(() => queue.value.isPaused),
    /** The other program that trains the running run. */
    trainedBy: computed(() => queue.value.trainedBy),
    /** Runs that stand while others pass. */
    paused: computed(() => queue.value.paused),
    isLoaded: shallowReadonly(isLoaded),
    load,
    ...runningRun,
    ...useCancelling(queue, load),
    ...useOrder(load),
    ...useSecondTries(),
  };
});

type QueueRef = Readonly<ShallowRef<Queue>>;
type Load = () => Promise<void>;

/** The queue as the lab last told it; another object with every answer. */
function useContents(): { readonly queue: QueueRef; readonly isLoaded: ShallowRef<boolean>; readonly load: Load } {
  const lab = useLab();
  const askWithNotice = useAskWithNotice();
  const queue = shallowRef(EMPTY);
  const isLoaded = shallowRef(false);

  const load = coalesced(async () => {
    const reply = await askWithNotice('queue:get', null);
    isLoaded.value = true;
    if (reply.ok) queue.value = reply.value;
  });
  lab.listen('runs:changed', () => void load());
  lab.listen('queue:changed', () => void load());

  return { queue, isLoaded, load };
}

interface RunningRun {
  readonly running: ComputedRef<Queue['running']>;
  readonly progress: Readonly<ShallowRef<ReadonlyMap<number, RunProgress>>>;
  /** What was asked of it and it has not told yet: to hold (true), or to go on. */
  readonly asked: Readonly<ShallowRef<{ readonly id: number; readonly isPaused: boolean } | null>>;
  /** Holds it between two batches, or puts a paused one at the front of the queue. */
  readonly holdRun: (id: number, isHeld: boolean) => Promise<void>;
}

function useRunningRun(queue: QueueRef): RunningRun {
  const lab = useLab();
  const askWithNotice = useAskWithNotice();
  const running = computed(() => queue.value.running);
  const progress = shallowRef<ReadonlyMap<number, RunProgress>>(new Map());
  const asked = shallowRef<RunningRun['asked']['value']>(null);

  lab.listen('run:progress', ({ id, progress: told }) => {
    progress.value = new Map(progress.value).set(id, told);
    if (asked.value?.id === id && asked.value.isPaused === told.isPaused) asked.value = null;
  });

  const follow = ({ running: now, paused, progress: told }: Queue): void => {
    const kept = new Map([...progress.value].filter(([id]) => id === now?.id || paused.some((run) => run.id === id)));
    if (now !== null && told !== null) kept.set(now.id, told);
    const { id, isPaused } = asked.value ?? { id: 0, isPaused: false };
    const isHeld = paused.some((run) => run.id === id);
    if (isHeld === isPaused || (isPaused && id !== now?.id)) {
      // one that goes on has told nothing new yet
      if (!isPaused && id !== 0) kept.delete(id);
      asked.value = null;
    }
    progress.value = kept;
  };
  watch(queue, follow, { flush: 'sync' });

  return {
    running,
    progress: shallowReadonly(progress),
    asked: shallowReadonly(asked),
    holdRun: async (id, isHeld) => {
      asked.value = { id, isPaused: isHeld };
      const reply = await askWithNotice('run:pause', { id, isPaused: isHeld });
      if (!reply.ok) asked.value = null;
    },
  };
}

interface Cancelling {
  /** Runs whose cancelling was asked for, for as long as they are in the queue. */
  readonly cancelling: Readonly<ShallowRef<ReadonlySet<number>>>;
  readonly cancel: (id: number) => Promise<void>;
  /** Cancels several runs, and says how many that were, which can be taken back. */
  readonly cancelMany: (ids: readonly number[]) => Promise<void>;
  /** Cancels every run that waits, in whichever program. */
  readonly cancelWaiting: () => Promise<void>;
  /** Says that runs were queued, which can be taken back. */
  readonly sayQueued: (ids: readonly number[]) => void;
}

function useCancelling(queue: QueueRef, load: Load): Cancelling {
  const askWithNotice = useAskWithNotice();
  const notices = useNoticesStore();
  const cancelling = shallowRef<ReadonlySet<number>>(new Set());
  const keep = (isKept: (id: number) => boolean): void => {
    cancelling.value = new Set([...cancelling.value].filter(isKept));
  };

  const follow = ({ running, queued }: Queue): void =>
    keep((id) => id === running?.id || queued.some((waiting) => waiting.id === id));
  watch(queue, follow, { flush: 'sync' });

  async function cancelMany(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const reply = await askWithNotice('run:cancel-many', { ids });
    if (reply.ok) {
      const cancelled = reply.value;
      const action = { key: 'runs.undo', run: () => void putBack(cancelled) } as const;
      notices.say({ key: 'live.cancelledNotice', count: cancelled.length, action });
    }
    await load();
  }

  async function putBack(ids: readonly number[]): Promise<void> {
    const reply = await askWithNotice('queue:put-back', { ids });
    if (reply.ok) notices.say({ key: 'live.putBackNotice', count: reply.value.length });
    await load();
  }

  return {
    cancelling: shallowReadonly(cancelling),
    cancel: async (id) => {
      cancelling.value = new Set([...cancelling.value, id]);
      if (queue.value.queued.some((run) => run.id === id)) {
        await cancelMany([id]);
        keep((other) => other !== id);
        return;
      }
      const reply = await askWithNotice('run:cancel', { id });
      if (reply.ok) return;
      keep((other) => other !== id);
      await load();
    },
    cancelMany,
    cancelWaiting: async () => {
      const reply = await askWithNotice('run:ids', { statuses: ['queued'], archived: 'with' });
      if (reply.ok) await cancelMany(reply.value);
    },
    sayQueued: (ids) =>
      notices.say({
        key: 'live.queuedNotice',
        count: ids.length,
        action: { key: 'runs.undo', run: () => void cancelMany(ids) },
      }),
  };
}

interface Order {
  /** Lets no run start, or lets them start again. */
  readonly pause: (isToBePaused: boolean) => Promise<void>;
  /** @param before the run that it is put before; null puts it at the end */
  readonly move: (id: number, before: number | null) => Promise<void>;
}

function useOrder(load: Load): Order {
  const askWithNotice = useAskWithNotice();
  return {
    pause: async (isToBePaused) => {
      await askWithNotice('queue:pause', { isPaused: isToBePaused });
      await load();
    },
    move: async (id, before) => {
      await askWithNotice('queue:move', { id, before });
      await load();
    },
  };
}

interface SecondTries {
  /** Queues the seed of a run that came to nothing once more, and gives the new run; null where that was refused. */
  readonly retry: (id: number) => Promise<number | null>;
  /** Lets a run go on from its last checkpoint; false where that was refused. */
  readonly resume: (id: number) => Promise<boolean>;
}

function useSecondTries(): SecondTries {
  const askWithNotice = useAskWithNotice();
  return {
    retry: async (id) => {
      const reply = await askWithNotice('run:retry', { id });
      return reply.ok ? (reply.value.runIds[0] ?? null) : null;
    },
    resume: async (id) => (await askWithNotice('run:resume', { id })).ok,
  };
}
