import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors';

export interface Notice {
  readonly id: number;
  readonly failure: LabFailure;
}

/** Failures that have no place of their own on the screen. */
export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([]);
  let lastId = 0;

  /** The same failure is not said twice while it is still to be read. */
  function tell(failure: LabFailure): void {
    const isSame = (notice: Notice): boolean =>
      notice.failure.code === failure.code && notice.failure.message === failure.message;
    if (notices.value.some(isSame)) return;
    lastId += 1;
    notices.value = [...notices.value, { id: lastId, failure }];
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  return { notices: shallowReadonly(notices), tell, dismiss };
});
