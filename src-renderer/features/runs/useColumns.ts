import { computed, type ComputedRef } from 'vue';

import { allFields, fieldAt, FIELD_GROUPS, type FieldGroup } from '#shared/experiment/fields/index';
import { METRICS } from '#shared/metrics/metrics';
import {
  fieldColumn,
  figureColumn,
  isRunColumn,
  metricOfColumn,
  pathOfColumn,
  RUN_COLUMNS,
  type ListColumn,
  type RunColumn,
} from '#shared/runs/list-column';
import { useText } from '../../i18n/useText';
import { useRunsStore } from '../../bridge/useRunsStore';
import { fieldLabel } from '../../ui/field-labels';
import { useMetricText } from '../../ui/useMetricText';

/** Parts of the column chooser, in its order. */
const COLUMN_GROUPS = ['run', 'figures', 'cost', ...FIELD_GROUPS, 'further'] as const;
export type ColumnGroup = (typeof COLUMN_GROUPS)[number];

/** Of the columns that are no settings; the others are about the run itself. */
const GROUP_OF: Readonly<Partial<Record<RunColumn, ColumnGroup>>> = {
  dataset: 'data',
  fraction: 'data',
  network: 'network',
  seed: 'training',
  accuracy: 'figures',
  macroF1: 'figures',
  epochs: 'cost',
  duration: 'cost',
  imagesPerSecond: 'cost',
  parameters: 'cost',
  updates: 'cost',
  examples: 'cost',
  multiplyAdds: 'cost',
};

interface Columns {
  readonly labelOf: (column: string) => string;
  /** With the part that it is of: two settings may have one name. */
  readonly aboutOf: (column: string) => string;
  /** Every column that there can be, a part at a time; parts without one are left out. */
  readonly groups: ComputedRef<readonly { readonly group: ColumnGroup; readonly columns: readonly ListColumn[] }[]>;
}

/** The columns that the list can have: from the field table, from the metrics, and whatever figures and views name beside. */
export function useColumns(): Columns {
  const { t } = useText();
  const metricText = useMetricText();
  const store = useRunsStore();

  function labelOf(column: string): string {
    if (column === 'curve') return t('listColumn.curve');
    if (isRunColumn(column)) return t(`runs.${column}`);
    const path = pathOfColumn(column);
    if (path !== null) {
      const label = fieldLabel(path);
      return label === null ? path : t(label);
    }
    return metricText(metricOfColumn(column as ListColumn) ?? column);
  }

  const all = computed((): readonly ListColumn[] => [
    ...new Set<ListColumn>([
      ...RUN_COLUMNS,
      'curve',
      ...METRICS.kinds()
        .filter((metric) => store.choices === null || store.choices.figures.includes(metric))
        .map(figureColumn),
      ...(store.choices?.figures ?? []).map(figureColumn),
      ...allFields().map(({ path }) => fieldColumn(path)),
      ...store.view.columns,
    ]),
  ]);
  const groups = computed(() =>
    COLUMN_GROUPS.map((group) => ({
      group,
      columns: all.value.filter((column) => groupOf(column) === group),
    })).filter(({ columns }) => columns.length > 0),
  );

  return {
    labelOf,
    aboutOf: (column) =>
      t('columnChoice.about', { column: labelOf(column), group: t(`columnGroup.${groupOf(column)}`) }),
    groups,
  };
}

function groupOf(column: string): ColumnGroup {
  if (isRunColumn(column)) return GROUP_OF[column] ?? 'run';
  const path = pathOfColumn(column);
  if (path === null) return 'figures';
  const group: FieldGroup | undefined = fieldAt(path)?.group;
  return group ?? 'further';
}
