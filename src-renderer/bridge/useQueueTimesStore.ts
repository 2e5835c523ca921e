import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import { endOfQueue, type QueueTimes, type WaitingTime } from '#shared/runs/queue-times';
import { coalesced } from './coalesce';
import { useLab } from './lab';

/** Epochs may be shorter than it takes to ask. */
const REFRESH_MS = 5000;

/** How long what runs and what waits will take. */
export const useQueueTimesStore = defineStore('queue-times', () => {
  const lab = useLab();
  const told = shallowRef<{ readonly times: QueueTimes; readonly at: number } | null>(null);
  const byRun = computed(() => new Map((told.value?.times.waiting ?? []).map((time) => [time.id, time])));

  /** A time that cannot be worked out is one that is not known. */
  const load = coalesced(async () => {
    const reply = await lab.ask('queue:times', null);
    told.value = reply.ok ? { times: reply.value, at: Date.now() } : null;
  });
  lab.listen('runs:changed', () => void load());
  lab.listen('queue:changed', () => void load());
  // the run that trains comes to know better how long it takes
  lab.listen('run:epoch', () => {
    if (Date.now() - (told.value?.at ?? 0) > REFRESH_MS) void load();
  });

  return {
    /** Null until the lab has said something. */
    times: shallowReadonly(computed(() => told.value?.times ?? null)),
    /** When the last run ends, as far as something is known; null where nothing is. */
    endsAt: computed(() => (told.value === null ? null : endOfQueue(told.value.times, told.value.at))),
    /** Of a run that waits; undefined where nothing is known of it. */
    of: (id: number): WaitingTime | undefined => byRun.value.get(id),
    load,
  };
});
