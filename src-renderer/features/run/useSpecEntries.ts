import { trainingCount } from '#shared/datasets/datasets';
import { pairCount, type ExperimentSpec } from '#shared/experiment/experiment';
import { readerOf } from '#shared/experiment/fields/design-value';
import { allFields, FIELDS, type Field } from '#shared/experiment/fields/index';
import type { Run } from '#shared/runs/run';
import { isUnderstood, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { describe } from '#shared/basics/expected';
import { flatten } from '#shared/comparison/fields';
import { fieldLabel } from '../../ui/field-labels';
import type { Definition } from '../../ui/definition';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useNames } from '../../i18n/useNames';
import { useFieldWords } from './useFieldWords';

/** All that a run's design says, line by line, in the words of the screen. Made anew at each call. */
export function useSpecEntries(): (run: Run) => readonly Definition[] {
  const { t } = useText();
  const names = useNames();
  const format = useFormat();
  const { fieldWords, valueText } = useFieldWords();

  function entry(field: Field, spec: ExperimentSpec, run: Run): readonly Definition[] {
    if (field.schema(readerOf(spec)) === null) return [];
    const value = valueText(field, spec, run);
    return value === null ? [] : [{ term: fieldWords(field.texts.table ?? field.texts.label), value }];
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
    const { spec, seed, experimentId, datasetFacts } = run;
    const seedEntry = { term: t('spec.seed'), value: String(seed) };
    if (!isUnderstood(spec) || datasetFacts === null) {
      return [
        { term: t('spec.experiment'), value: `${experimentId}: ${names.experiment(run)}` },
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
