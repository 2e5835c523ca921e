import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import { useLab } from '../../bridge/lab';
import { useDraftStore } from '../../draft/useDraftStore';
import { useNoticesStore } from '../../bridge/useNoticesStore';

/** Designs that come from files. */
export const useDesignFileStore = defineStore('design-file', () => {
  const lab = useLab();
  const draft = useDraftStore();
  const notices = useNoticesStore();
  const isOpen = shallowRef(false);

  /** Puts the design of a file that the person chooses on the bench; one that cannot be read leaves the bench as it is. */
  async function importDesign(): Promise<void> {
    isOpen.value = true;
    const reply = await lab.ask('design:import', null);
    isOpen.value = false;
    if (!reply.ok) {
      notices.tell(reply.failure);
      return;
    }
    if (reply.value === null) return;
    draft.startFrom(reply.value.spec);
    notices.say({
      key: 'design.imported',
      count: 1,
      named: { file: reply.value.file },
      action: { key: 'gallery.takeBack', run: draft.takeBack },
    });
  }

  return {
    /** While the system's dialog is open. */
    isOpen: shallowReadonly(isOpen),
    importDesign,
  };
});
