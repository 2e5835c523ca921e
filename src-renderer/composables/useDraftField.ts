import { computed, type WritableComputedRef } from 'vue';

import type { DraftText } from '../logic/draft-text';
import { useDraftStore } from '../stores/useDraftStore';

/** A field of the design on the bench, for `v-model`. */
export function useDraftField<Field extends keyof DraftText>(name: Field): WritableComputedRef<DraftText[Field]> {
  const draft = useDraftStore();
  return computed({
    get: () => draft.text[name],
    set: (to) => {
      draft.edit({ [name]: to });
    },
  });
}
