import { trainingCount } from '#shared/datasets/datasets';
import { pairCount, type ExperimentSpec } from '#shared/experiment/experiment';
import { readerOf } from '#shared/experiment/fields/design-value';
import { allFields, FIELDS, type Field } from '#shared/experiment/fields/index';
import type { Run } from '#shared/runs/run';
import { isUnderstood, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { describe } from '#shared/basics/expected';
import { flatten } from '#shared/comparison/fields';
import { fieldLabel, wordLabel } from '../../ui/field-labels';
import type { Definition } from '../../ui/definition';
import { messageKey } from '../../i18n/message-key';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useNames } from '../../i18n/useNames';
import { useSpecSentences } from './useSpecSentences';

/** All that a run's design says, line by line, in the words of the screen. Made anew at each call. */
export function useSpecEntries(): (run: Run) => readonly Definition[] {
  const { t, plural } = useText();
  const names = useNames();
  const format = useFormat();
  const sentences = useSpecSentences();

  const worded = (key: string): string => {
    const known = messageKey(key);
    return known === null ? key : t(known);
  };

  /** A value as its row says it; null where the table leaves it unsaid. */
  function valueText(field: Field, spec: ExperimentSpec, run: Run): string | null {
    const design = readerOf(spec);
    const matters = field.when?.(design) ?? true;
    const value = matters ? (design(field.path) ?? null) : null;
    const { none, said } = field.texts;
    if (field.unsaid !== undefined && value === field.unsaid) return null;
    const sentence = sentences[field.name]?.(spec, run);
    if (sentence !== undefined) return sentence;
    if (none !== undefined && (value === null || value === 0)) return worded(none);
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

  const numberText = (value: number): string => (Number.isInteger(value) ? format.count(value) : format.number(value));

  function entry(field: Field, spec: ExperimentSpec, run: Run): readonly Definition[] {
    if (field.schema(readerOf(spec)) === null) return [];
    const value = valueText(field, spec, run);
    return value === null ? [] : [{ term: worded(field.texts.table ?? field.texts.label), value }];
  }

  /** What the pairing comes to. */
  function pairsEntry({ pairing, fraction }: ExperimentSpec, { facts, datasetFacts }: Run): readonly Definition[] {
    if (pairing === null || datasetFacts === null) return [];
    const images = facts?.trainCount ?? trainingCount(datasetFacts, fraction);
    return [
      { term: t('spec.pairs'), value: t('spec.pairsValue', { count: format.count(pairCount(images, pairing)) }) },
    ];
  }

  /** Whatever a design says that is not understood, field by field, as it is stored. */
  function storedEntries(spec: StoredSpec): readonly Definition[] {
    const value = storedValue(spec);
    if (typeof value !== 'object' || value === null) return [];
    return [...flatten(value)].map(([path, leaf]) => {
      const label = fieldLabel(path);
      return { term: label === null ? path : t(label), value: describe(leaf) };
    });
  }

  return (run) => {
    const { spec, seed, experimentId, experimentTitle, datasetFacts } = run;
    const seedEntry = { term: t('spec.seed'), value: String(seed) };
    if (!isUnderstood(spec) || datasetFacts === null) {
      return [
        { term: t('spec.experiment'), value: `${experimentId}: ${experimentTitle}` },
        seedEntry,
        ...storedEntries(spec),
      ];
    }
    const entries = allFields()
      .filter(({ isInTable }) => isInTable !== false)
      .map((field) => ({ group: field.group, entries: entry(field, spec, run) }));
    const isBeforePairs = ({ group }: { readonly group: Field['group'] }): boolean =>
      ['data', 'network', 'pairing'].includes(group);
    return [
      { term: t('spec.experiment'), value: `${experimentId}: ${names.experiment(run)}` },
      seedEntry,
      ...entry(FIELDS.get('seeds'), spec, run),
      {
        term: t('spec.row'),
        value:
          spec.row === null ? t('spec.rowNone') : t('spec.rowValue', { row: spec.row, title: names.row(spec.row) }),
      },
      ...entries.filter(isBeforePairs).flatMap((each) => each.entries),
      ...pairsEntry(spec, run),
      ...entries.filter((each) => !isBeforePairs(each)).flatMap((each) => each.entries),
    ];
  };
}
