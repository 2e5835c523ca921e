import type { ExperimentSpec } from '#shared/experiment/experiment';
import { readerOf } from '#shared/experiment/fields/design-value';
import type { Field } from '#shared/experiment/fields/index';
import type { Run } from '#shared/runs/run';
import { messageKey } from '../../i18n/message-key';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { wordLabel } from '../../ui/field-labels';
import { useSpecSentences } from './useSpecSentences';

/** The words of one row of a run's design. */
export interface FieldWords {
  /** The message of a key that a setting names; the key itself where the window has no message for it. */
  readonly fieldWords: (key: string) => string;
  /** A value as its row says it; null where the table leaves it unsaid. */
  readonly valueText: (field: Field, spec: ExperimentSpec, run: Run) => string | null;
}

/** What a setting is called and what its value is, in the language of the window. */
export function useFieldWords(): FieldWords {
  const { t, plural } = useText();
  const format = useFormat();
  const sentences = useSpecSentences();

  function fieldWords(key: string): string {
    const known = messageKey(key);
    return known === null ? key : t(known);
  }

  const numberText = (value: number): string => (Number.isInteger(value) ? format.count(value) : format.number(value));

  function valueText(field: Field, spec: ExperimentSpec, run: Run): string | null {
    const design = readerOf(spec);
    const matters = field.when?.(design) ?? true;
    const value = matters ? (design(field.path) ?? null) : null;
    const { none, said } = field.texts;
    if (field.unsaid !== undefined && value === field.unsaid) return null;
    const sentence = sentences[field.name]?.(spec, run);
    if (sentence !== undefined) return sentence;
    if (none !== undefined && (value === null || value === 0)) return fieldWords(none);
    if (value === null) return null;
    const key = messageKey(said);
    if (typeof value === 'number') {
      return key === null ? numberText(value) : plural(key, value, { value: numberText(value) });
    }
    if (Array.isArray(value)) return value.map((each: number) => format.count(each)).join(', ');
    const stored = typeof value === 'string' ? value : JSON.stringify(value);
    const word = typeof value === 'boolean' ? (field.words?.[value ? 1 : 0] ?? stored) : stored;
    if (key !== null) return t(key, { value: word });
    const label = wordLabel(field, word);
    return label === null ? word : t(label);
  }

  return { fieldWords, valueText };
}
