import type { Leaf } from '#shared/comparison/fields';
import type { ComparisonWords } from '#shared/comparison/words';
import type { Formatter } from '../../i18n/format';
import type { Text } from '../../i18n/useText';
import { fieldLabel, valueLabel } from '../../ui/field-labels';

/** One version each; which libraries there are follows from the machine. */
const LIBRARY = 'facts.machine.libraries.';

type DesignWords = Pick<
  ComparisonWords,
  | 'field'
  | 'value'
  | 'fieldLabel'
  | 'valueText'
  | 'unknown'
  | 'absent'
  | 'sameDesign'
  | 'unknownNote'
  | 'unfinishedNote'
>;

/** What the screen says of the fields of designs. */
export function designWords({ t, plural }: Text, format: Formatter): DesignWords {
  function labelOf(path: string): string {
    if (path.startsWith(LIBRARY)) return t('compareFields.label.library', { name: path.slice(LIBRARY.length) });
    const label = fieldLabel(path);
    return label === null ? path : t(label);
  }

  function valueText(path: string, value: Leaf): string {
    const label = valueLabel(path, value);
    if (label !== null) return t(label);
    if (path === 'facts.machine.memoryBytes' && typeof value === 'number') return format.bytes(value);
    if (path === 'fraction' && typeof value === 'number') return format.percent(value);
    // seeds are names, not quantities
    if (typeof value === 'number' && path !== 'seed')
      return Number.isInteger(value) ? format.count(value) : format.number(value);
    if (typeof value === 'object' && value !== null) return value.join(', ');
    return String(value);
  }

  return {
    field: t('compareFields.field'),
    value: t('compareFields.value'),
    fieldLabel: labelOf,
    valueText,
    unknown: '?',
    absent: '–',
    sameDesign: t('compareFields.same'),
    unknownNote: (names) => t('compareFields.notUnderstood', { names }),
    unfinishedNote: (name, seeds) =>
      plural('compareFields.unfinished', seeds.length, { name, seeds: seeds.join(', ') }),
  };
}
