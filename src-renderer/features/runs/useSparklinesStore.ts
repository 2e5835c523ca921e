import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { RunSummary } from '#shared/runs/run';
import type { Sparkline } from '#shared/runs/sparkline';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';

/** So many lines are kept: those on the screen and those that one has just scrolled past. */
const MOST_KEPT = 1000;

/** The small curves of the runs on the screen. One that still trains is asked for again after each epoch. */
export const useSparklinesStore = defineStore('sparklines', () => {
  const lab = useLab();
  const lines = shallowRef<ReadonlyMap<number, Sparkline>>(new Map());
  /** How many epochs each run had when it was asked for. */
  const asked = new Map<number, number>();
  let shown: readonly RunSummary[] = [];

  const load = coalesced(async () => {
    const wanted = shown.filter(({ id, epochsDone }) => asked.get(id) !== epochsDone);
    if (wanted.length === 0) return;
    if (asked.size > MOST_KEPT) {
      asked.clear();
      lines.value = new Map();
    }
    for (const { id, epochsDone } of wanted) asked.set(id, epochsDone);
    const reply = await lab.ask('run:sparklines', { ids: wanted.map(({ id }) => id) });
    if (!reply.ok) return;
    // of a run that has both, the images that were held out count: they come last
    lines.value = new Map([...lines.value, ...reply.value.map((line) => [line.id, line] as const)]);
  });

  /** Tells which runs are on the screen. */
  async function show(runs: readonly RunSummary[]): Promise<void> {
    shown = runs;
    await load();
  }

  return { lines: shallowReadonly(lines), show };
});
