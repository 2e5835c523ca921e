import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import { runsBehind } from '#shared/comparison/compared';
import { compare, type Comparison } from '#shared/comparison/comparison';
import { keyText, type ComparedKey } from '#shared/comparison/selection';
import type { SeriesPoint } from '#shared/runs/run';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';
import { lookUp, lookUpSeries, type Loaded } from './look-up';

/** A column: what was asked for, and null until the lab has answered. */
export interface Column {
  readonly key: ComparedKey;
  /** As `keyText` writes it. */
  readonly text: string;
  readonly loaded: Loaded | null;
}

/** Two to eight runs, experiments and rows of the deck, with their curves, kept up to date. */
export const useComparisonStore = defineStore('comparison', () => {
  const lab = useLab();
  const keys = shallowRef<readonly ComparedKey[]>([]);
  const baselineText = shallowRef<string | null>(null);
  const loaded = shallowRef<ReadonlyMap<string, Loaded>>(new Map());
  const series = shallowRef<ReadonlyMap<number, readonly SeriesPoint[]>>(new Map());

  const columns = computed((): readonly Column[] =>
    keys.value.map((key) => ({ key, text: keyText(key), loaded: loaded.value.get(keyText(key)) ?? null })),
  );
  const ready = computed(() =>
    columns.value.flatMap((column) =>
      column.loaded?.kind === 'ready' ? [{ text: column.text, compared: column.loaded.compared }] : [],
    ),
  );
  /** Of the columns that the lab knows; null while there are none. */
  const comparison = computed((): Comparison | null => {
    if (ready.value.length === 0) return null;
    const pinned = ready.value.findIndex(({ text }) => text === baselineText.value);
    return compare(
      ready.value.map(({ compared }) => compared),
      Math.max(0, pinned),
    );
  });
  /** Looks everything up anew: one that was there may have gone on. */
  const load = coalesced(async () => {
    const asked = keys.value;
    const found = await Promise.all(asked.map(async (key) => [keyText(key), await lookUp(lab, key)] as const));
    loaded.value = new Map(found);
    const runs = found.flatMap(([, each]) => (each.kind === 'ready' ? runsBehind(each.compared) : []));
    const curves = await lookUpSeries(lab, [...new Set(runs.map(({ id }) => id))]);
    series.value = new Map([...series.value, ...curves]);
  });

  /** @param baseline as `keyText` writes it; the first one where it is null or not among them */
  async function show(wanted: readonly ComparedKey[], baseline: string | null): Promise<void> {
    baselineText.value = baseline;
    const isKnown = wanted.every((key) => loaded.value.has(keyText(key)));
    keys.value = wanted;
    // what is not shown is not kept up to date: it is looked up anew when it is shown again
    if (wanted.length === 0) loaded.value = new Map();
    if (!isKnown) await load();
  }

  lab.listen('runs:changed', ({ ids }) => {
    const shown = ready.value.flatMap(({ compared }) => runsBehind(compared).map(({ id }) => id));
    // one that was deleted may have been brought back
    const asked = keys.value.flatMap((key) => (key.kind === 'run' ? [key.id] : []));
    const isShown = ids === null || [...shown, ...asked].some((id) => ids.includes(id));
    const hasExperiments = keys.value.some(({ kind }) => kind === 'experiment');
    if (keys.value.length > 0 && (isShown || hasExperiments)) void load();
  });

  return {
    columns,
    comparison,
    series: shallowReadonly(series),
    show,
  };
});
