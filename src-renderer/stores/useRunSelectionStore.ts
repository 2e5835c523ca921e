import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { RunLine } from '#shared/run-list';
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
  /** Where a range begins. */
  let anchor: number | null = null;

  function isSelected(line: RunLine): boolean {
    return runIdsOf(line).every((id) => selected.value.has(id));
  }

  /** Some of the runs that it stands for, and not all. */
  function isPartly(line: RunLine): boolean {
    return !isSelected(line) && runIdsOf(line).some((id) => selected.value.has(id));
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
    set(runIdsOf(line), !isSelected(line));
  }

  /** Selects all lines from the last one that was toggled to this one; those in between may have to be fetched. */
  async function extendTo(index: number): Promise<void> {
    const from = anchor ?? index;
    anchor = from;
    const [first, last] = [Math.min(from, index), Math.max(from, index)];
    await runs.ensure(first, last);
    const lines = Array.from({ length: last - first + 1 }, (_, place) => runs.lineAt(first + place));
    set(
      lines.flatMap((line) => (line === undefined ? [] : runIdsOf(line))),
      true,
    );
  }

  /** Selects every run that the filter lets through, on the screen or not. */
  async function selectAll(): Promise<void> {
    const reply = await lab.ask('run:ids', runs.filter);
    if (reply.ok) selected.value = new Set(reply.value);
    else notices.tell(reply.failure, 'page');
  }

  function clear(): void {
    selected.value = new Set();
    anchor = null;
  }

  function drop(gone: readonly number[]): void {
    set(gone, false);
  }

  return {
    selected: shallowReadonly(selected),
    ids,
    isSelected,
    isPartly,
    toggle,
    extendTo,
    selectAll,
    clear,
    drop,
  };
});
