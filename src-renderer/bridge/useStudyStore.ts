import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { StudyStanding } from '#shared/runs/study';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** The finished runs that come with the lab: whether they are open, and to open and close them. */
export const useStudyStore = defineStore('study', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const standing = shallowRef<StudyStanding | null>(null);
  const busy = shallowRef<'opening' | 'closing' | null>(null);

  async function look(): Promise<void> {
    const reply = await lab.ask('study:standing', null);
    if (reply.ok) standing.value = reply.value;
  }

  async function change(what: 'opening' | 'closing'): Promise<void> {
    if (busy.value !== null) return;
    busy.value = what;
    const reply = await lab.ask(what === 'opening' ? 'study:open' : 'study:close', null);
    busy.value = null;
    if (reply.ok) standing.value = reply.value;
    else notices.tell(reply.failure);
  }

  return {
    standing: shallowReadonly(standing),
    busy: shallowReadonly(busy),
    look,
    open: () => change('opening'),
    close: () => change('closing'),
  };
});
