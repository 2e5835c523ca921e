import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

import type { RunSummary } from '#shared/runs/run';
import { useLab } from '../bridge/lab';

/** So many of the latest runs can be found. */
const LATEST = 50;

/** What the palette can find besides the screens. */
export const usePaletteStore = defineStore('palette', () => {
  const lab = useLab();
  const runs = shallowRef<readonly RunSummary[]>([]);

  async function load(): Promise<void> {
    const reply = await lab.ask('run:list', { offset: 0, limit: LATEST });
    // without an answer the palette still leads to every screen
    if (reply.ok) runs.value = reply.value.runs;
  }

  return { runs, load };
});
