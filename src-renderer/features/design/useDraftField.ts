import type { WritableComputedRef } from 'vue';

import type { DraftText } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { useTypedText } from '../../ui/useTypedText';

/** A field of the design on the bench, for `v-model`. @param name of the field, or what gives it */
export function useDraftField<Field extends keyof DraftText>(
  name: Field | (() => string),
): WritableComputedRef<DraftText[Field]> {
  const draft = useDraftStore();
  // a row may be of an extension, whose name no type knows
  const nameOf = (): Field => (typeof name === 'function' ? name() : name) as Field;
  return useTypedText(
    () => draft.text[nameOf()],
    (to) => {
      draft.edit({ [nameOf()]: to });
    },
  );
}
