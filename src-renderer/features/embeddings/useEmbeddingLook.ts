import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import { SHAPES } from '#shared/datasets/shapes';
import { classColour } from './class-colours';
import type { PointLook } from './paint-embedding';
import { useEmbeddingsStore } from './useEmbeddingsStore';
import { useThemeStore } from '../../ui/useThemeStore';
import { useFormat } from '../../i18n/useFormat';
import { useRemembered } from '../../bridge/useRemembered';
import { useText } from '../../i18n/useText';
import { useTokens } from '../../charts/useTokens';

export const COLOURINGS = ['class', 'correctness'] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** A line of the legend, which is a group of points that can be picked out. */
export interface LegendGroup {
  /** A class index; of correctness 1 for right and 0 for wrong. */
  readonly key: number;
  readonly name: string;
  readonly colour: string;
  readonly mark: PointLook['mark'];
  readonly count: number;
}

/** A point in words. */
export interface PointFacts {
  /** Of its test image. */
  readonly index: number;
  readonly truth: string;
  /** Null where the run has told no classes. */
  readonly predicted: string | null;
  readonly isRight: boolean | null;
  readonly text: string;
}

export interface EmbeddingLook {
  readonly colouring: ComputedRef<Colouring>;
  readonly wantedColouring: Ref<Colouring>;
  readonly canTellRight: ComputedRef<boolean>;
  /** The groups that are looked at; all where it is empty. */
  readonly picked: ShallowRef<ReadonlySet<number>>;
  readonly groups: ComputedRef<readonly LegendGroup[]>;
  /** By the place of a point among the points. */
  readonly lookOf: ComputedRef<(place: number) => PointLook>;
  readonly factsOf: (index: number) => PointFacts;
}

/** How the points of the embedding look, and what they are. */
export function useEmbeddingLook(): EmbeddingLook {
  const { t } = useText();
  const format = useFormat();
  const store = useEmbeddingsStore();
  const themes = useThemeStore();
  const tokens = useTokens();

  const wantedColouring = useRemembered('embeddings-colours', COLOURINGS, 'class');
  const picked = shallowRef<ReadonlySet<number>>(new Set());
  const classNames = computed(() => (store.run?.datasetFacts ?? SHAPES).classNames);
  const indices = computed(() => store.projection.value?.indices ?? new Uint32Array());
  const canTellRight = computed(() => store.predictions.value !== null);
  const colouring = computed(() => (canTellRight.value ? wantedColouring.value : 'class'));

  const labelOf = (index: number): number => store.labels.value?.[index] ?? 0;
  const isRight = (index: number): boolean => store.predictions.value?.predicted[index] === labelOf(index);
  const keyOf = (index: number): number => (colouring.value === 'class' ? labelOf(index) : Number(isRight(index)));

  const groups = computed((): readonly LegendGroup[] => {
    const counts = new Map<number, number>();
    for (const index of indices.value) counts.set(keyOf(index), (counts.get(keyOf(index)) ?? 0) + 1);
    const group = (key: number, name: string, colour: string, mark: PointLook['mark']): LegendGroup => ({
      key,
      name,
      colour,
      mark,
      count: counts.get(key) ?? 0,
    });
    if (colouring.value === 'correctness') {
      return [
        group(1, t('embeddings.right'), tokens.value('--series-1'), 'dot'),
        group(0, t('embeddings.wrong'), tokens.value('--series-2'), 'cross'),
      ];
    }
    return classNames.value.map((name, label) =>
      group(label, name, classColour(themes.theme, label, classNames.value.length), 'dot'),
    );
  });
  const lookOf = computed(() => {
    const byKey = new Map(groups.value.map((each) => [each.key, each]));
    const shown = picked.value;
    return (place: number): PointLook => {
      const key = keyOf(indices.value[place] ?? 0);
      const { colour = '#808080', mark = 'dot' } = byKey.get(key) ?? {};
      return { colour, mark, isFaint: shown.size > 0 && !shown.has(key) };
    };
  });

  function factsOf(index: number): PointFacts {
    const nameOf = (label: number): string => classNames.value[label] ?? String(label);
    const truth = nameOf(labelOf(index));
    const said = store.predictions.value?.predicted[index];
    const named = { index: format.count(index), truth };
    return said === undefined
      ? { index, truth, predicted: null, isRight: null, text: t('embeddings.point', named) }
      : {
          index,
          truth,
          predicted: nameOf(said),
          isRight: isRight(index),
          text: t('embeddings.pointPredicted', { ...named, predicted: nameOf(said) }),
        };
  }

  return { colouring, wantedColouring, canTellRight, picked, groups, lookOf, factsOf };
}
