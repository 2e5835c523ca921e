import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors';
import type { RunPage } from '#shared/ipc';
import type { RunStatus } from '#shared/run';
import { coalesced } from '../logic/coalesce';
import { useLab } from './lab';

export const PAGE_SIZE = 50;

/** One page of the runs table. */
export const useRunsStore = defineStore('runs', () => {
  const lab = useLab();
  /** Null until the first answer. */
  const page = shallowRef<RunPage | null>(null);
  /** Why there is no page. */
  const failure = shallowRef<LabFailure | null>(null);
  const query = shallowRef<{ readonly offset: number; readonly status: RunStatus | null } | null>(null);

  const load = coalesced(async () => {
    if (query.value === null) return;
    const { offset, status } = query.value;
    const reply = await lab.ask('run:list', {
      ...(status === null ? {} : { statuses: [status] }),
      offset,
      limit: PAGE_SIZE,
    });
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) page.value = reply.value;
  });

  /** @param number 1-based */
  async function show(number: number, status: RunStatus | null): Promise<void> {
    query.value = { offset: (number - 1) * PAGE_SIZE, status };
    await load();
  }

  lab.listen('runs:changed', () => void load());

  return { page: shallowReadonly(page), failure: shallowReadonly(failure), show };
});
