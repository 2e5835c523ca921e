import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import { metricOfColumn, type ListColumn } from '#shared/runs/list-column';
import type { BestFigure, RunFilter } from '#shared/runs/run-list';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';

/** The best figure of each column of the list. It is asked for once the lines are drawn: nobody waits for it. */
export const useBestStore = defineStore('best', () => {
  const lab = useLab();
  const best = shallowRef<Readonly<Record<string, BestFigure>>>({});
  let asked: { readonly filter: RunFilter; readonly metrics: readonly string[] } = { filter: {}, metrics: [] };

  const load = coalesced(async () => {
    const { filter, metrics } = asked;
    const reply = metrics.length === 0 ? null : await lab.ask('run:best', { ...filter, metrics });
    best.value = reply?.ok === true ? reply.value : {};
  });

  async function look(filter: RunFilter, columns: readonly ListColumn[]): Promise<void> {
    asked = { filter, metrics: columns.flatMap((column) => metricOfColumn(column) ?? []) };
    await load();
  }

  return { best: shallowReadonly(best), look };
});
