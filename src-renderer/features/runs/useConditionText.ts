import type { RunCondition } from '#shared/runs/condition';
import { pathOfColumn, type FilterColumn } from '#shared/runs/list-column';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useSettingText } from '../../ui/useSettingText';
import { COMPARISON_KEYS, SIGNS } from './condition-words';
import { useColumns } from './useColumns';

interface ConditionText {
  readonly valueText: (column: FilterColumn, value: string | number) => string;
  /** A condition as a chip says it: "Learning rate ≤ 0.01". */
  readonly text: (condition: RunCondition) => string;
}

/** Conditions in the words of the window. */
export function useConditionText(): ConditionText {
  const { t } = useText();
  const format = useFormat();
  const settingText = useSettingText();
  const { labelOf } = useColumns();

  function valueText(column: FilterColumn, value: string | number): string {
    const path = pathOfColumn(column);
    if (path !== null) return settingText(path, value);
    if (typeof value === 'string') return value;
    if (column === 'duration') return format.duration(value);
    return Number.isInteger(value) ? format.count(value) : format.number(value);
  }

  return {
    valueText,
    text: ({ column, is, value }) =>
      t('runFilter.chip', {
        column: labelOf(column),
        sign: is === '~' ? t(`runFilter.comparison.${COMPARISON_KEYS[is]}`) : SIGNS[is],
        value: valueText(column, value),
      }),
  };
}
