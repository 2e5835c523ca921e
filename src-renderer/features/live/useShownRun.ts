import { computed, shallowRef, watch, type ComputedRef } from 'vue';

import { useOpenRunStore } from '../../bridge/useOpenRunStore';
import { useQueueStore } from '../../bridge/useQueueStore';

/**
 * Which run the live screen shows: the one in its address, or else whatever runs. When the last run ends it stays, so
 * that its end can be read.
 */
export function useShownRun(idInAddress: () => number | null): ComputedRef<number | null> {
  const queue = useQueueStore();
  const openRun = useOpenRunStore();
  const followed = shallowRef<number | null>(null);

  watch(
    () => (queue.running ?? queue.queued[0] ?? queue.paused[0])?.id,
    (id) => {
      if (id !== undefined) followed.value = id;
    },
    { immediate: true },
  );
  const shown = computed(() => idInAddress() ?? followed.value);
  watch(
    shown,
    (id) => {
      if (id !== null) void openRun.show(id);
    },
    { immediate: true },
  );
  return shown;
}
