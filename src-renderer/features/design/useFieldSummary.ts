import type { Field } from '#shared/experiment/fields/index';
import { textIn } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { messageKey } from '../../i18n/message-key';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { wordLabel } from '../../ui/field-labels';

/** What some settings of the design on the bench hold, in a line: words by themselves, numbers behind their names. */
export function useFieldSummary(): (fields: readonly Field[]) => string {
  const { t } = useText();
  const format = useFormat();
  const draft = useDraftStore();
  const message = (named: string): string => {
    const key = messageKey(named);
    return key === null ? named : t(key);
  };

  function said(field: Field): string | null {
    const typed = textIn(draft.text, field);
    const { form, label, none } = field.texts;
    if (field.control === 'choice') {
      const key = wordLabel(field, typed, 'choices');
      return key === null ? typed : t(key);
    }
    // one that is off is not worth its room
    return none !== undefined && Number(typed) === 0 ? null : `${message(form ?? label)} ${format.typed(typed)}`;
  }
  return (fields) => fields.flatMap((field) => said(field) ?? []).join(' · ');
}
