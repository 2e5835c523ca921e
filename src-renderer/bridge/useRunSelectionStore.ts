import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, type ComputedRef, type ShallowRef } from 'vue';

import type { ComparedKey } from '#shared/comparison/selection';
import type { RunLine } from '#shared/runs/run-list';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';
import { useRunsStore } from './useRunsStore';

/** The runs that a line stands for. */
export function runIdsOf(line: RunLine): readonly number[] {
  return line.kind === 'run' ? [line.run.id] : line.group.runIds;
}

/** The runs that the next action is for. */
export const useRunSelectionStore = defineStore('run-selection', () => {
  const lab = useLab();
  const runs = useRunsStore();
  const notices = useNoticesStore();
  const { selected, set, ...ticked } = useTicks();
  const { remember, forget, compared } = useTickedExperiments(selected, () => runs.view.isGrouped);
  /** Where a range begins. */
  let anchor: number | null = null;

  function toggle(index: number): void {
    const line = runs.lineAt(index);
    if (line === undefined) return;
    anchor = index;
    remember([line]);
    set(runIdsOf(line), !ticked.isSelected(line));
  }

  /** Selects all lines from the last one that was toggled to this one; those in between may have to be fetched. */
  async function extendTo(index: number): Promise<void> {
    const from = anchor ?? index;
    anchor = from;
    const [first, last] = [Math.min(from, index), Math.max(from, index)];
    await runs.ensure(first, last);
    const lines = Array.from({ length: last - first + 1 }, (_, place) => runs.lineAt(first + place)).filter(
      (line) => line !== undefined,
    );
    remember(lines);
    set(lines.flatMap(runIdsOf), true);
  }

  /** Selects every run that the filter lets through, on the screen or not. */
  async function selectAll(): Promise<void> {
    const reply = await lab.ask('run:ids', runs.filter);
    if (!reply.ok) {
      notices.tell(reply.failure, 'page');
      return;
    }
    // more experiments than there are lines at hand cannot be compared anyway
    remember([...runs.pages.values()].flat());
    selected.value = new Set(reply.value);
  }

  function clear(): void {
    selected.value = new Set();
    forget();
    anchor = null;
  }

  function drop(gone: readonly number[]): void {
    set(gone, false);
  }

  return { selected: shallowReadonly(selected), ...ticked, compared, toggle, extendTo, selectAll, clear, drop };
});

interface Ticks {
  readonly selected: ShallowRef<ReadonlySet<number>>;
  /** In the order in which they were selected. */
  readonly ids: ComputedRef<readonly number[]>;
  readonly isSelected: (line: RunLine) => boolean;
  /** Some of the runs that it stands for, and not all. */
  readonly isPartly: (line: RunLine) => boolean;
  readonly set: (changed: readonly number[], isOn: boolean) => void;
}

function useTicks(): Ticks {
  const selected = shallowRef<ReadonlySet<number>>(new Set());
  const isSelected = (line: RunLine): boolean => runIdsOf(line).every((id) => selected.value.has(id));
  return {
    selected,
    ids: computed(() => [...selected.value]),
    isSelected,
    isPartly: (line) => !isSelected(line) && runIdsOf(line).some((id) => selected.value.has(id)),
    set: (changed, isOn) => {
      const next = new Set(selected.value);
      for (const id of changed) {
        if (isOn) next.add(id);
        else next.delete(id);
      }
      selected.value = next;
    },
  };
}

interface TickedExperiments {
  /** What is compared: an experiment that is ticked as a whole as one, by the mean over its seeds; the others as single runs. */
  readonly compared: ComputedRef<readonly ComparedKey[]>;
  /** Keeps which runs the experiments among these lines have. */
  readonly remember: (lines: readonly RunLine[]) => void;
  readonly forget: () => void;
}

function useTickedExperiments(selected: Ticks['selected'], isGrouped: () => boolean): TickedExperiments {
  /** Runs of the experiments that were selected as such, by experiment. */
  const members = shallowRef<ReadonlyMap<number, readonly number[]>>(new Map());
  return {
    compared: computed(() => {
      const ids = [...selected.value];
      if (!isGrouped()) return ids.map((id): ComparedKey => ({ kind: 'run', id }));
      const whole = [...members.value].filter(([, runIds]) => runIds.every((id) => selected.value.has(id)));
      const inWhole = new Set(whole.flatMap(([, runIds]) => runIds));
      return [
        ...whole.map(([id]): ComparedKey => ({ kind: 'experiment', id })),
        ...ids.filter((id) => !inWhole.has(id)).map((id): ComparedKey => ({ kind: 'run', id })),
      ];
    }),
    remember: (lines) => {
      const ticked = lines.flatMap((line) =>
        line.kind === 'group' ? [[line.group.experimentId, line.group.runIds] as const] : [],
      );
      members.value = new Map([...members.value, ...ticked]);
    },
    forget: () => {
      members.value = new Map();
    },
  };
}
