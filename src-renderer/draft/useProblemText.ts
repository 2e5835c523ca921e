import { describe } from '#shared/basics/expected';
import { NUMBER_BOUNDS, type BoundedNumber } from '#shared/basics/bounds';
import { FIELDS, type FieldName } from '#shared/experiment/fields/index';
import { readNumber } from './draft-text';
import { messageKey } from '../i18n/message-key';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';

/** What the shared validation judges: a number with two bounds, or a setting that has a text of its own. */
export type JudgedField = BoundedNumber | FieldName;

/** Says in the language of the window what the shared validation has against a text that was typed. */
export function useProblemText(): (field: JudgedField, typed: string) => string {
  const { t } = useText();
  const format = useFormat();

  return (name, typed) => {
    const value = readNumber(typed);
    const received =
      value === '' ? t('problem.nothing') : typeof value === 'number' ? format.typed(String(value)) : describe(value);
    const row = FIELDS.find(name);
    const own = messageKey(row?.texts.problem);
    if (own !== null) {
      return t(own, { received, example: row?.example === undefined ? '' : format.number(row.example) });
    }
    const { isWhole, least, most } = NUMBER_BOUNDS[name as BoundedNumber];
    return t(isWhole ? 'problem.whole' : 'problem.between', {
      received,
      what: t(`problem.what.${name as BoundedNumber}`),
      least: format.number(least),
      most: isWhole ? format.count(most) : format.number(most),
    });
  };
}
