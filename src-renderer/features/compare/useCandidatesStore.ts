import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { RunSummary } from '#shared/runs/run';
import type { CandidateExperiment } from './candidates';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';
import { useNoticesStore } from '../../bridge/useNoticesStore';

/** As many as one page may hold; a run before those is found by its number. */
const PAGE = 500;

/** What can be added to a comparison: finished runs, and experiments of which more than one run has finished. */
export const useCandidatesStore = defineStore('candidates', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const runs = shallowRef<readonly RunSummary[]>([]);
  /** Finished runs in all, also those that are not listed; null until the lab has answered. */
  const total = shallowRef<number | null>(null);
  let isWanted = false;

  const experiments = computed((): readonly CandidateExperiment[] => {
    const byId = new Map<number, RunSummary[]>();
    for (const run of runs.value) byId.set(run.experimentId, [...(byId.get(run.experimentId) ?? []), run]);
    return [...byId].flatMap(([id, ofExperiment]) => {
      const [newest, ...others] = ofExperiment;
      if (newest === undefined || others.length === 0) return [];
      return [{ id, newest, runIds: ofExperiment.map((run) => run.id).toReversed() }];
    });
  });

  const refresh = coalesced(async () => {
    const reply = await lab.ask('run:list', { statuses: ['finished'], offset: 0, limit: PAGE });
    if (!reply.ok) {
      notices.tell(reply.failure, 'page');
      return;
    }
    runs.value = reply.value.runs;
    total.value = reply.value.total;
  });

  async function load(): Promise<void> {
    isWanted = true;
    await refresh();
  }

  lab.listen('runs:changed', () => {
    if (isWanted) void refresh();
  });

  return { runs: shallowReadonly(runs), total: shallowReadonly(total), experiments, load };
});
