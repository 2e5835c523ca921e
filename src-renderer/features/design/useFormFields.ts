import { computed, type ComputedRef } from 'vue';

import { choicesOf, fieldsIn, isShown, type Field, type FieldGroup } from '#shared/experiment/fields/index';
import { useDraftStore } from '../../draft/useDraftStore';

/** Controls that are worth their place only where there are two values to choose from. */
const CHOICES: readonly Field['control'][] = ['choice', 'list', 'switch'];

/** The settings that a part of the form offers for the design on the bench. */
export function useFormFields(group: FieldGroup, section?: string): ComputedRef<readonly Field[]> {
  const draft = useDraftStore();
  return computed(() =>
    fieldsIn(group, section).filter(
      (field) =>
        isShown(field, draft.design) && (!CHOICES.includes(field.control) || choicesOf(field, draft.design).length > 1),
    ),
  );
}
