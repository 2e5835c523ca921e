import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { UnderstoodSummary } from '#shared/runs/run';
import { isOfUnderstood } from '#shared/experiment/stored-spec';
import { coalesced } from './coalesce';
import { useLab } from './lab';

/** As many as one request gives. */
const MOST = 500;

/** The latest finished runs, for screens on which one is chosen. */
export const useFinishedRunsStore = defineStore('finished-runs', () => {
  const lab = useLab();
  /** Newest first, those whose designs are understood: of the others nothing can be made here. Null until the first answer. */
  const runs = shallowRef<readonly UnderstoodSummary[] | null>(null);
  const failure = shallowRef<LabFailure | null>(null);

  const load = coalesced(async () => {
    const reply = await lab.ask('run:list', { statuses: ['finished'], offset: 0, limit: MOST });
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) runs.value = reply.value.runs.filter(isOfUnderstood);
  });

  lab.listen('runs:changed', () => {
    // nobody has asked yet
    if (runs.value !== null) void load();
  });

  return { runs: shallowReadonly(runs), failure: shallowReadonly(failure), load };
});
