import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';

import type { ListColumn } from '#shared/runs/list-column';
import { LEAST_WIDTH, MOST_WIDTH } from '../../bridge/runs-view';
import { useRunsStore } from '../../bridge/useRunsStore';
import { widthKey, widthOf, type Widths } from './run-columns';

/** In pixels: what a key widens a column by. */
const STEP = 16;

interface ColumnWidths {
  readonly widths: ComputedRef<Widths>;
  /** Begins to widen a column with the pointer. */
  readonly drag: (column: ListColumn, event: PointerEvent) => void;
  /** Makes a column as wide as what is drawn of it. */
  readonly fit: (column: ListColumn) => void;
  /** With the keyboard. */
  readonly widen: (column: ListColumn | undefined, steps: number) => void;
}

/** How wide the columns are, which is remembered with the view. */
export function useColumnWidths(grid: Readonly<ShallowRef<HTMLElement | null>>): ColumnWidths {
  const store = useRunsStore();
  /** While one is dragged nothing is remembered: it changes with each frame. */
  const dragged = shallowRef<Widths>({});
  const widths = computed((): Widths => ({ ...store.view.widths, ...dragged.value }));
  const bounded = (column: ListColumn, width: number): Widths => ({
    [widthKey(column, store.view.isGrouped)]: Math.round(Math.min(Math.max(width, LEAST_WIDTH), MOST_WIDTH)),
  });
  /** As it is drawn: a column that grows is wider than it has to be. */
  function drawnWidth(column: ListColumn): number {
    const drawn = cellsOf(column)[0]?.getBoundingClientRect().width ?? 0;
    return drawn > 0 ? drawn : widthOf(column, store.view.isGrouped, widths.value);
  }

  function cellsOf(column: ListColumn): readonly HTMLElement[] {
    const place = store.view.columns.indexOf(column) + 2;
    return [...(grid.value?.querySelectorAll<HTMLElement>(`.line > :nth-child(${place})`) ?? [])];
  }

  function set(width: Widths): void {
    dragged.value = {};
    void store.look({ widths: { ...store.view.widths, ...width } });
  }

  function drag(column: ListColumn, { clientX, pointerId, currentTarget }: PointerEvent): void {
    if (!(currentTarget instanceof HTMLElement)) return;
    const grip = currentTarget;
    const [from, width] = [clientX, drawnWidth(column)];
    const ending = new AbortController();
    const { signal } = ending;
    grip.setPointerCapture(pointerId);
    grip.addEventListener('pointermove', (move) => (dragged.value = bounded(column, width + move.clientX - from)), {
      signal,
    });
    const end = (): void => {
      ending.abort();
      if (Object.keys(dragged.value).length > 0) set(dragged.value);
    };
    grip.addEventListener('pointerup', end, { signal });
    grip.addEventListener('pointercancel', end, { signal });
  }

  function fit(column: ListColumn): void {
    const cells = cellsOf(column);
    for (const cell of cells) cell.style.width = 'max-content';
    const width = cells.reduce((most, cell) => Math.max(most, cell.getBoundingClientRect().width), 0);
    for (const cell of cells) cell.style.width = '';
    if (width > 0) set(bounded(column, Math.ceil(width)));
  }

  return {
    widths,
    drag,
    fit,
    widen: (column, steps) => {
      if (column !== undefined) set(bounded(column, drawnWidth(column) + steps * STEP));
    },
  };
}
