import { describe } from '#shared/basics/expected';
import { NUMBER_BOUNDS, type BoundedNumber } from '#shared/basics/bounds';
import { readNumber } from './draft-text';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';

/** A field that the shared validation judges, by what it may hold. */
export type JudgedField = BoundedNumber | 'fraction' | 'learningRate' | 'rotations' | 'seeds';

const EXAMPLES = { fraction: 0.1, learningRate: 0.001 } as const;

/** Says in the language of the window what the shared validation has against a text that was typed. */
export function useProblemText(): (field: JudgedField, typed: string) => string {
  const { t } = useText();
  const format = useFormat();

  return (field, typed) => {
    const value = readNumber(typed);
    const received =
      value === '' ? t('problem.nothing') : typeof value === 'number' ? format.typed(String(value)) : describe(value);
    if (field === 'fraction' || field === 'learningRate') {
      return t(`problem.${field}`, { received, example: format.number(EXAMPLES[field]) });
    }
    if (field === 'rotations' || field === 'seeds') return t(`problem.${field}`, { received });
    const { isWhole, least, most } = NUMBER_BOUNDS[field];
    return t(isWhole ? 'problem.whole' : 'problem.between', {
      received,
      what: t(`problem.what.${field}`),
      least: format.number(least),
      most: isWhole ? format.count(most) : format.number(most),
    });
  };
}
