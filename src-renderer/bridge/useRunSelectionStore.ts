import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

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
  const selected = shallowRef<ReadonlySet<number>>(new Set());
  /** In the order in which they were selected. */
  const ids = computed(() => [...selected.value]);
  /** Runs of the experiments that were selected as such, by experiment. */
  const groups = shallowRef<ReadonlyMap<number, readonly number[]>>(new Map());
  /** Where a range begins. */
  let anchor: number | null = null;

  function isSelected(line: RunLine): boolean {
    return runIdsOf(line).every((id) => selected.value.has(id));
  }

  /** Some of the runs that it stands for, and not all. */
  function isPartly(line: RunLine): boolean {
    return !isSelected(line) && runIdsOf(line).some((id) => selected.value.has(id));
  }

  /** An experiment that is ticked as a whole is compared as one: the mean over its seeds. The others are single runs. */
  const compared = computed((): readonly ComparedKey[] => {
    if (!runs.view.isGrouped) return ids.value.map((id) => ({ kind: 'run', id }));
    const whole = [...groups.value].filter(([, members]) => members.every((id) => selected.value.has(id)));
    const inWhole = new Set(whole.flatMap(([, members]) => members));
    return [
      ...whole.map(([id]): ComparedKey => ({ kind: 'experiment', id })),
      ...ids.value.filter((id) => !inWhole.has(id)).map((id): ComparedKey => ({ kind: 'run', id })),
    ];
  });

  function remember(lines: readonly RunLine[]): void {
    const ticked = lines.flatMap((line) =>
      line.kind === 'group' ? [[line.group.experimentId, line.group.runIds] as const] : [],
    );
    groups.value = new Map([...groups.value, ...ticked]);
  }

  function set(changed: readonly number[], isOn: boolean): void {
    const next = new Set(selected.value);
    for (const id of changed) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    selected.value = next;
  }

  function toggle(index: number): void {
    const line = runs.lineAt(index);
    if (line === undefined) return;
    anchor = index;
    remember([line]);
    set(runIdsOf(line), !isSelected(line));
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
    groups.value = new Map();
    anchor = null;
  }

  function drop(gone: readonly number[]): void {
    set(gone, false);
  }

  return {
    selected: shallowReadonly(selected),
    ids,
    compared,
    isSelected,
    isPartly,
    toggle,
    extendTo,
    selectAll,
    clear,
    drop,
  };
});
