import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { RunSummary, SeriesPoint } from '#shared/runs/run';
import { createBatch } from '../../bridge/frames';
import { mergeSeries } from '../../bridge/series-data';
import { useLab } from '../../bridge/lab';
import { useNoticesStore } from '../../bridge/useNoticesStore';

/** More lines than that nobody tells apart. */
export const MOST_RUNS = 8;

/** The runs of one experiment with their series, to be laid over each other. */
export const useOverlayStore = defineStore('overlay', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const experiment = shallowRef<number | null>(null);
  /** By seed; of a seed that was tried again the latest comes last. */
  const runs = shallowRef<readonly RunSummary[]>([]);
  const series = shallowRef<ReadonlyMap<number, readonly SeriesPoint[]>>(new Map());

  async function show(experimentId: number): Promise<void> {
    if (experiment.value !== experimentId) {
      experiment.value = experimentId;
      runs.value = [];
      series.value = new Map();
    }
    const reply = await lab.ask('experiment:runs', { experimentId });
    if (experiment.value !== experimentId) return;
    if (reply.ok) runs.value = reply.value;
    else notices.tell(reply.failure, 'page');
  }

  /** Fetches the series of these runs, where they are not here yet. */
  async function need(ids: readonly number[]): Promise<void> {
    await Promise.all(ids.filter((id) => !series.value.has(id)).map(fetchSeries));
  }

  async function fetchSeries(id: number): Promise<void> {
    const asked = experiment.value;
    series.value = new Map(series.value).set(id, []);
    const reply = await lab.ask('run:series', { id });
    if (experiment.value !== asked) return;
    if (reply.ok) add(id, reply.value);
    else notices.tell(reply.failure, 'page');
  }

  function add(id: number, points: readonly SeriesPoint[]): void {
    series.value = new Map(series.value).set(id, mergeSeries(series.value.get(id) ?? [], points));
  }

  const arrived = createBatch<{ readonly id: number; readonly points: readonly SeriesPoint[] }>((epochs) => {
    for (const id of new Set(epochs.map((epoch) => epoch.id))) {
      if (!series.value.has(id)) continue;
      add(
        id,
        epochs.filter((epoch) => epoch.id === id).flatMap(({ points }) => points),
      );
    }
  });
  lab.listen('run:epoch', arrived);
  lab.listen('runs:changed', ({ ids }) => {
    if (experiment.value === null) return;
    void show(experiment.value);
    // Another program has written anything, points included.
    if (ids === null) for (const id of series.value.keys()) void fetchSeries(id);
  });

  return { runs: shallowReadonly(runs), series: shallowReadonly(series), show, need };
});
