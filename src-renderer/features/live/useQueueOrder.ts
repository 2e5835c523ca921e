import { nextTick, shallowRef, type ShallowRef } from 'vue';

import type { QueueRun } from '#shared/contract/ipc';
import { useText } from '../../i18n/useText';
import { placeAfterDrop } from './queue-place';

/** What moves runs in the queue: arrows, and the drag of a row. */
export interface QueueOrder {
  /** What has moved where, for who does not see it. */
  readonly announcement: Readonly<ShallowRef<string>>;
  readonly dragged: Readonly<ShallowRef<number | null>>;
  /** Where what is dragged would come to stand: before this one; null is the end. */
  readonly target: Readonly<ShallowRef<{ readonly before: number | null } | null>>;
  /** By its arrow: the arrow keeps the focus, though its row has moved. */
  readonly step: (index: number, by: -1 | 1) => Promise<void>;
  readonly start: (event: DragEvent, id: number) => void;
  readonly over: (event: DragEvent, index: number) => void;
  readonly drop: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * @param runs next one first
 * @param move puts a run before another, or at the end
 * @param list holds a row for each run
 */
export function useQueueOrder(
  runs: () => readonly QueueRun[],
  move: (id: number, before: number | null) => Promise<void>,
  list: Readonly<ShallowRef<HTMLElement | null>>,
): QueueOrder {
  const { t } = useText();
  const announcement = shallowRef('');
  const dragged = shallowRef<number | null>(null);
  /** Where what is dragged would come to stand: before this one; null is the end. */
  const target = shallowRef<{ readonly before: number | null } | null>(null);

  async function put(id: number, before: number | null): Promise<void> {
    await move(id, before);
    await nextTick();
    const place = runs().findIndex((run) => run.id === id) + 1;
    if (place > 0) announcement.value = t('live.moved', { id, place, all: runs().length });
  }

  /** By its arrow: the arrow keeps the focus, though its row has moved. */
  async function step(index: number, by: -1 | 1): Promise<void> {
    const run = runs()[index];
    const beforeIndex = by === -1 ? index - 1 : index + 2;
    if (run === undefined || runs()[index + by] === undefined) return;
    await put(run.id, runs()[beforeIndex]?.id ?? null);
    list.value?.querySelector<HTMLElement>(`[data-run="${run.id}"] .${by === -1 ? 'up' : 'down'}`)?.focus();
  }

  function start(event: DragEvent, id: number): void {
    dragged.value = id;
    event.dataTransfer?.setData('text/plain', String(id));
    if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = 'move';
  }

  function over(event: DragEvent, index: number): void {
    if (dragged.value === null || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const isBelow = event.clientY > top + height / 2;
    target.value = { before: runs()[isBelow ? index + 1 : index]?.id ?? null };
  }

  async function drop(): Promise<void> {
    const [id, at] = [dragged.value, target.value];
    stop();
    if (id === null || at === null) return;
    const place = placeAfterDrop(
      runs().map((run) => run.id),
      id,
      at.before,
    );
    if (place !== 'same') await put(id, place.before);
  }

  function stop(): void {
    dragged.value = null;
    target.value = null;
  }

  return { announcement, dragged, target, step, start, over, drop, stop };
}
