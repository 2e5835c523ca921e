import type { WritableComputedRef } from 'vue';

import type { Field } from '#shared/experiment/fields/index';
import { textIn, type DraftText } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { useTypedText } from '../../ui/useTypedText';

/** A setting of the design on the bench that has a name of its own in the code, for `v-model`. */
export function useDraftField<Name extends keyof DraftText>(name: Name): WritableComputedRef<DraftText[Name]> {
  const draft = useDraftStore();
  return useTypedText(
    () => draft.text[name],
    (to) => {
      draft.edit({ [name]: to });
    },
  );
}

/** Any setting of the design on the bench, as text, for `v-model`. */
export function useFieldText(field: () => Field): WritableComputedRef<string> {
  const draft = useDraftStore();
  return useTypedText(
    () => textIn(draft.text, field()),
    (to) => {
      draft.edit({ [field().name]: to });
    },
  );
}
