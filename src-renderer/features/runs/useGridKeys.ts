import { shallowRef, type ShallowRef } from 'vue';

/** Where the keyboard is: a line, or (row −1) the head of a column. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export const HEAD_ROW = -1;

export interface GridActions {
  readonly rowCount: () => number;
  readonly columnCount: () => number;
  /** Lines that fit on the screen. */
  readonly pageRows: () => number;
  /** Brings a line into view. */
  readonly reveal: (row: number) => void;
  readonly open: (row: number) => void;
  readonly sort: (column: number) => void;
  /** Makes a column wider, or narrower, by so many steps. */
  readonly widen: (column: number, steps: number) => void;
  readonly fold: (row: number, isExpanded: boolean) => void;
  readonly toggle: (row: number) => void;
  readonly extendTo: (row: number) => void;
  readonly selectAll: () => void;
  readonly selectNone: () => void;
  readonly remove: (row: number) => void;
  readonly undo: () => void;
}

interface GridFocus {
  readonly place: ShallowRef<GridPlace>;
  readonly goTo: (row: number, isExtending: boolean) => void;
  readonly goToColumn: (column: number) => void;
}

/** What a key does; undefined where it does nothing. */
type Act = (() => void) | undefined;

/**
 * The keys of a grid whose focus is by line (WAI-ARIA Authoring Practices, grid and treegrid): the grid itself keeps the
 * focus and names the active line, so that a line that moves or is not drawn takes nothing with it.
 */
export function useGridKeys(actions: GridActions): {
  readonly place: ShallowRef<GridPlace>;
  readonly press: (event: KeyboardEvent) => void;
} {
  const focus = useGridFocus(actions);

  function actionOf(event: KeyboardEvent): Act {
    if (event.altKey) return undefined;
    if (event.ctrlKey || event.metaKey) return withControl(event.key.toLowerCase(), actions);
    if (event.key === 'Escape') return actions.selectNone;
    const { row } = focus.place.value;
    return (
      moving(event, focus, actions) ?? (row === HEAD_ROW ? inHead(event, focus, actions) : onLine(event, row, actions))
    );
  }

  function press(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  return { place: focus.place, press };
}

function useGridFocus(actions: GridActions): GridFocus {
  const place = shallowRef<GridPlace>({ row: 0, column: 0 });
  return {
    place,
    goTo: (row, isExtending) => {
      const target = Math.min(Math.max(row, isExtending ? 0 : HEAD_ROW), actions.rowCount() - 1);
      place.value = { ...place.value, row: target };
      if (target === HEAD_ROW) return;
      actions.reveal(target);
      if (isExtending) actions.extendTo(target);
    },
    goToColumn: (column) => {
      place.value = { ...place.value, column: Math.min(Math.max(column, 0), actions.columnCount() - 1) };
    },
  };
}

function withControl(key: string, actions: GridActions): Act {
  if (key === 'a') return actions.selectAll;
  return key === 'z' ? actions.undo : undefined;
}

function moving({ key, shiftKey }: KeyboardEvent, { place, goTo }: GridFocus, actions: GridActions): Act {
  const { row } = place.value;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + actions.pageRows(),
    PageUp: Math.max(row - actions.pageRows(), 0),
    Home: 0,
    End: actions.rowCount() - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : () => goTo(target, shiftKey);
}

function inHead({ key, shiftKey }: KeyboardEvent, { place, goToColumn }: GridFocus, actions: GridActions): Act {
  const { column } = place.value;
  if (shiftKey && key === 'ArrowLeft') return () => actions.widen(column, -1);
  if (shiftKey && key === 'ArrowRight') return () => actions.widen(column, 1);
  if (key === 'ArrowLeft') return () => goToColumn(column - 1);
  if (key === 'ArrowRight') return () => goToColumn(column + 1);
  if (key === 'Enter' || key === ' ') return () => actions.sort(column);
  return undefined;
}

function onLine({ key, shiftKey }: KeyboardEvent, row: number, actions: GridActions): Act {
  switch (key) {
    case 'ArrowLeft':
      return () => actions.fold(row, false);
    case 'ArrowRight':
      return () => actions.fold(row, true);
    case 'Enter':
      return () => actions.open(row);
    case ' ':
      return () => (shiftKey ? actions.extendTo(row) : actions.toggle(row));
    case 'Delete':
      return () => actions.remove(row);
    default:
      return undefined;
  }
}
