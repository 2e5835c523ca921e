import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type { About } from '#shared/contract/ipc';
import { useLab } from './lab';

/** Which lab this is and where it keeps its things; or why it could not be opened. */
export const useAboutStore = defineStore('about', () => {
  const lab = useLab();
  const about = shallowRef<About | null>(null);
  /** A lab that cannot be opened answers every request with its reason: this one is asked first. */
  const failure = shallowRef<LabFailure | null>(null);

  async function load(): Promise<void> {
    const reply = await lab.ask('app:about', null);
    about.value = reply.ok ? reply.value : null;
    failure.value = reply.ok ? null : reply.failure;
  }

  return { about: shallowReadonly(about), failure: shallowReadonly(failure), load };
});
