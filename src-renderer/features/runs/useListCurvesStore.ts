import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, watch } from 'vue';

import type { SeriesPoint } from '#shared/runs/run';
import { RUN_TOKENS } from '../../charts/curve';
import { createBatch } from '../../bridge/frames';
import { useLab } from '../../bridge/lab';
import { mergeSeries } from '../../bridge/series-data';
import { useRemembered } from '../../bridge/useRemembered';
import { useRunSelectionStore } from '../../bridge/useRunSelectionStore';

/** As many as can be told apart. */
export const MOST_CURVES = RUN_TOKENS.length;

/** The curves of the selected runs, beside the list; kept up to date while they train. */
export const useListCurvesStore = defineStore('list-curves', () => {
  const lab = useLab();
  const selection = useRunSelectionStore();
  const isOpen = useRemembered('runs-curves', ['open', 'closed'], 'closed');
  const series = shallowRef<ReadonlyMap<number, readonly SeriesPoint[]>>(new Map());
  const ids = computed(() => (isOpen.value === 'open' ? selection.ids.slice(0, MOST_CURVES) : []));

  async function load(id: number): Promise<void> {
    const reply = await lab.ask('run:series', { id });
    if (!reply.ok || !ids.value.includes(id)) return;
    // an epoch may have ended while the answer was on its way
    series.value = new Map([...series.value, [id, mergeSeries(reply.value, series.value.get(id) ?? [])]]);
  }

  watch(
    ids,
    (wanted) => {
      const missing = wanted.filter((id) => !series.value.has(id));
      series.value = new Map([...series.value].filter(([id]) => wanted.includes(id)));
      for (const id of missing) void load(id);
    },
    { immediate: true },
  );

  const arrived = createBatch<{ readonly id: number; readonly points: readonly SeriesPoint[] }>((epochs) => {
    const next = new Map(series.value);
    for (const { id, points } of epochs) {
      const known = next.get(id);
      if (known !== undefined) next.set(id, mergeSeries(known, points));
    }
    series.value = next;
  });
  lab.listen('run:epoch', arrived);

  return { isOpen, ids, series: shallowReadonly(series) };
});
