import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { RunProgress, RunSummary } from '#shared/run';
import { coalesced } from '../logic/coalesce';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** As many as one page may hold. More than that in the queue is shown as a number. */
const PAGE = 500;

/** What runs now and what waits, with the running ones' progress. */
export const useQueueStore = defineStore('queue', () => {
  const lab = useLab();
  const notices = useNoticesStore();

  const active = shallowRef<readonly RunSummary[]>([]);
  const total = shallowRef(0);
  const isLoaded = shallowRef(false);
  const progress = shallowRef<ReadonlyMap<number, RunProgress>>(new Map());
  const cancelling = shallowRef<ReadonlySet<number>>(new Set());

  const running = computed(() => active.value.find(({ status }) => status === 'running') ?? null);
  /** Next one first. */
  const queued = computed(() => active.value.filter(({ status }) => status === 'queued').toReversed());

  const load = coalesced(async () => {
    const reply = await lab.ask('run:list', { statuses: ['queued', 'running'], offset: 0, limit: PAGE });
    isLoaded.value = true;
    if (!reply.ok) {
      notices.tell(reply.failure);
      return;
    }
    active.value = reply.value.runs;
    total.value = reply.value.total;
    const ids = new Set(reply.value.runs.map(({ id }) => id));
    progress.value = new Map([...progress.value].filter(([id]) => ids.has(id)));
    cancelling.value = new Set([...cancelling.value].filter((id) => ids.has(id)));
  });

  async function cancel(id: number): Promise<void> {
    cancelling.value = new Set([...cancelling.value, id]);
    const reply = await lab.ask('run:cancel', { id });
    if (reply.ok) return;
    cancelling.value = new Set([...cancelling.value].filter((other) => other !== id));
    notices.tell(reply.failure);
    await load();
  }

  lab.listen('runs:changed', () => void load());
  lab.listen('run:progress', (event) => {
    progress.value = new Map(progress.value).set(event.id, event.progress);
  });

  return {
    active: shallowReadonly(active),
    total: shallowReadonly(total),
    isLoaded: shallowReadonly(isLoaded),
    progress: shallowReadonly(progress),
    cancelling: shallowReadonly(cancelling),
    running,
    queued,
    load,
    cancel,
  };
});
