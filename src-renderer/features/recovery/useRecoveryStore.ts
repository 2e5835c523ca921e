import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { Backup } from '#shared/contract/ipc';
import { useLab } from '../../bridge/lab';
import { useAboutStore } from '../../bridge/useAboutStore';
import { useNoticesStore } from '../../bridge/useNoticesStore';

/** What can be done about a lab that could not be opened. */
export const useRecoveryStore = defineStore('recovery', () => {
  const lab = useLab();
  const about = useAboutStore();
  const notices = useNoticesStore();
  const backups = shallowRef<readonly Backup[] | null>(null);
  const isBusy = shallowRef(false);
  /** Why the last try came to nothing. */
  const failure = shallowRef<LabFailure | null>(null);

  async function load(): Promise<void> {
    const reply = await lab.ask('backup:list', null);
    backups.value = reply.ok ? reply.value : [];
  }

  /** Does one thing at a time; afterwards the lab is asked anew how it stands. */
  async function attempt(work: () => Promise<LabFailure | null>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    failure.value = await work();
    await about.load();
    isBusy.value = false;
  }

  /** Opens the lab on a backup; what the database was is kept, and where is told. */
  const restore = (name: string): Promise<void> =>
    attempt(async () => {
      const reply = await lab.ask('backup:restore', { name });
      if (!reply.ok) return reply.failure;
      const file = reply.value.keptAs;
      if (file !== null) notices.say({ key: 'recovery.keptNotice', count: 1, named: { file } });
      return null;
    });

  const reopen = (): Promise<void> =>
    attempt(async () => {
      const reply = await lab.ask('lab:reopen', null);
      return reply.ok ? null : reply.failure;
    });

  return {
    backups: shallowReadonly(backups),
    isBusy: shallowReadonly(isBusy),
    failure: shallowReadonly(failure),
    load,
    restore,
    reopen,
  };
});
