import { computed, type ComputedRef, type Ref } from 'vue';

import { binaryMetrics, type BinaryConfusion, type BinaryMetrics } from '#shared/metrics/binary';
import { rocCurve, type RocCurve } from '#shared/metrics/roc';
import { confusionAt, sortScores, type SortedScores } from '#shared/metrics/score-counts';
import type { ScoredPairSet } from '#shared/datasets/pixels';
import { setsOf, type SetChoice } from '#shared/runs/pair-list';

const SHOWN = [
  'f1',
  'precision',
  'recall',
  'balancedAccuracy',
  'accuracy',
] as const satisfies readonly (keyof BinaryMetrics)[];

export interface ThresholdRow {
  readonly name: (typeof SHOWN)[number];
  /** Means over the sets, at the threshold and at the run's own: as an evaluation has them. */
  readonly here: number;
  readonly own: number;
}

export interface ThresholdFigures {
  readonly shown: ComputedRef<readonly ScoredPairSet[]>;
  /** Of all of them together. */
  readonly sorted: ComputedRef<SortedScores>;
  /** Null where all pairs are of one kind. */
  readonly curve: ComputedRef<RocCurve | null>;
  /** The mean of the areas of the sets, each by itself, as an evaluation has it; null where a set has pairs of one kind. */
  readonly meanArea: ComputedRef<number | null>;
  /** All of them together, at the threshold. */
  readonly confusion: ComputedRef<BinaryConfusion>;
  readonly rows: ComputedRef<readonly ThresholdRow[]>;
}

/** What follows from a threshold on scores: sorted once a choice of sets, so that it can be dragged. */
export function useThresholdFigures(
  sets: Ref<readonly ScoredPairSet[]>,
  choice: Ref<SetChoice>,
  threshold: Ref<number>,
  own: () => number,
): ThresholdFigures {
  const shown = computed(() => setsOf(sets.value, choice.value));
  const sorted = computed(() => sortScores(shown.value));
  const each = computed(() => shown.value.map((set) => sortScores([set])));
  const curve = computed(() => {
    const scores = shown.value.flatMap((set) => [...set.scores]);
    const same = shown.value.flatMap((set) => [...set.same]);
    const found = rocCurve(scores, same);
    return found.kind === 'curve' ? found : null;
  });
  const meanArea = computed(() => {
    const areas = shown.value.map(({ scores, same }) => {
      const found = rocCurve([...scores], [...same]);
      return found.kind === 'curve' ? found.areaUnderCurve : null;
    });
    const known = areas.filter((area) => area !== null);
    return known.length < areas.length || areas.length === 0
      ? null
      : known.reduce((sum, area) => sum + area, 0) / known.length;
  });
  const metricsAt = (value: number): readonly BinaryMetrics[] =>
    each.value.map((set) => binaryMetrics(confusionAt(set, value)));
  const owns = computed(() => metricsAt(own()));
  const rows = computed(() => {
    const here = metricsAt(threshold.value);
    return SHOWN.map((name) => ({ name, here: meanOf(here, name), own: meanOf(owns.value, name) }));
  });
  const confusion = computed(() => confusionAt(sorted.value, threshold.value));
  return { shown, sorted, curve, meanArea, confusion, rows };
}

function meanOf(metrics: readonly BinaryMetrics[], name: ThresholdRow['name']): number {
  return metrics.reduce((sum, each) => sum + each[name], 0) / Math.max(1, metrics.length);
}
