import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { Run, SeriesPoint } from '#shared/runs/run';
import { createBatch } from './frames';
import { mergeSeries } from './series-data';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

export type OpenRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly id: number }
  | { readonly kind: 'ready'; readonly id: number; readonly run: Run }
  | { readonly kind: 'refused'; readonly id: number; readonly failure: LabFailure };

/** The one run that is on the screen, with its series, kept up to date. */
export const useOpenRunStore = defineStore('open-run', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const open = shallowRef<OpenRun>({ kind: 'none' });
  const series = shallowRef<readonly SeriesPoint[]>([]);

  const isOpen = (id: number): boolean => open.value.kind !== 'none' && open.value.id === id;

  async function show(id: number): Promise<void> {
    if (!isOpen(id)) {
      open.value = { kind: 'loading', id };
      series.value = [];
    }
    await Promise.all([loadRun(id), loadSeries(id)]);
  }

  async function loadRun(id: number): Promise<void> {
    const reply = await lab.ask('run:get', { id });
    if (!isOpen(id)) return;
    open.value = reply.ok ? { kind: 'ready', id, run: reply.value } : { kind: 'refused', id, failure: reply.failure };
  }

  async function loadSeries(id: number): Promise<void> {
    const reply = await lab.ask('run:series', { id });
    if (!isOpen(id)) return;
    // An epoch may have ended while the answer was on its way.
    if (reply.ok) series.value = mergeSeries(reply.value, series.value);
    else if (!['unknown-run', 'run-deleted', 'run-gone'].includes(reply.failure.code))
      notices.tell(reply.failure, 'page');
  }

  async function openFolder(id: number): Promise<void> {
    const reply = await lab.ask('run:open-folder', { id });
    if (!reply.ok) notices.tell(reply.failure);
  }

  const arrived = createBatch<{ readonly id: number; readonly points: readonly SeriesPoint[] }>((epochs) => {
    const points = epochs.filter(({ id }) => isOpen(id)).flatMap((epoch) => epoch.points);
    if (points.length > 0) series.value = mergeSeries(series.value, points);
  });
  lab.listen('run:epoch', arrived);
  lab.listen('runs:changed', ({ ids }) => {
    if (open.value.kind === 'none') return;
    const { id } = open.value;
    // Another program may have written anything, its points included.
    if (ids === null) void show(id);
    else if (ids.includes(id)) void loadRun(id);
  });

  return { open: shallowReadonly(open), series: shallowReadonly(series), show, openFolder };
});
