import type { WritableComputedRef } from 'vue';

import type { DraftText } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { useTypedText } from '../../ui/useTypedText';

/** A field of the design on the bench, for `v-model`. */
export function useDraftField<Field extends keyof DraftText>(name: Field): WritableComputedRef<DraftText[Field]> {
  const draft = useDraftStore();
  return useTypedText(
    () => draft.text[name],
    (to) => {
      draft.edit({ [name]: to });
    },
  );
}
