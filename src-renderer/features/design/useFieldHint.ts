import { NUMBER_BOUNDS, type NumberBounds } from '#shared/basics/bounds';
import { boundsOf, type Field, type FieldName } from '#shared/experiment/fields/index';
import { textIn } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { messageKey } from '../../i18n/message-key';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useComputedHints } from './useComputedHints';

/** What stands below the control of a setting: what its value comes to in the design on the bench, where that can be said. */
export function useFieldHint(): (field: Field) => string | undefined {
  const { t } = useText();
  const format = useFormat();
  const draft = useDraftStore();
  const computed = useComputedHints();

  /** Of a number without a hint of its own, what it may be. */
  function bounds({ schema }: Field): string | undefined {
    const known = schema(draft.design);
    const name = known === null ? undefined : boundsOf(known);
    if (name === undefined) return undefined;
    const { isBelowMost, least, most }: NumberBounds = NUMBER_BOUNDS[name];
    return t(isBelowMost === true ? 'design.belowHint' : 'design.betweenHint', {
      least: format.number(least),
      most: format.number(most),
    });
  }

  return (field) => {
    const said = computed[field.name as FieldName]?.() ?? null;
    if (said !== null) return said;
    const { hint, hints } = field.texts;
    if (hint === undefined && hints === undefined) return bounds(field);
    const key = messageKey(hints === undefined ? hint : `${hints}.${textIn(draft.text, field)}`);
    return key === null ? hint : t(key);
  };
}
