import { GROUP_FIGURES, type GroupFigure, type RunColumn } from '#shared/runs/run-list';

/** Width in pixels; a column that may grow takes what is left. */
interface ColumnShape {
  readonly width: number;
  readonly grows?: true;
  /** Figures are aligned to the right. */
  readonly isFigure?: true;
}

const SHAPES: Readonly<Record<RunColumn, ColumnShape>> = {
  id: { width: 60, isFigure: true },
  experiment: { width: 224, grows: true },
  row: { width: 64 },
  dataset: { width: 116 },
  network: { width: 136 },
  fraction: { width: 84, isFigure: true },
  seed: { width: 54, isFigure: true },
  status: { width: 100 },
  tags: { width: 96 },
  accuracy: { width: 92, isFigure: true },
  macroF1: { width: 92, isFigure: true },
  epochs: { width: 76, isFigure: true },
  started: { width: 138 },
  duration: { width: 82, isFigure: true },
  imagesPerSecond: { width: 92, isFigure: true },
  parameters: { width: 112, isFigure: true },
  updates: { width: 100, isFigure: true },
  examples: { width: 150, isFigure: true },
  multiplyAdds: { width: 116, isFigure: true },
  note: { width: 180, grows: true },
};

/** Mean ± standard deviation (n) wants more room. */
const GROUPED: Readonly<Partial<Record<RunColumn, number>>> = {
  id: 96,
  accuracy: 214,
  macroF1: 214,
  epochs: 124,
  status: 132,
  duration: 176,
  imagesPerSecond: 172,
};
const CHECKBOX = 32;
/** Left and right of a line. */
const PADDING = 12;

export function isFigureColumn(column: RunColumn): boolean {
  return SHAPES[column].isFigure === true;
}

export function groupFigureOf(column: RunColumn): GroupFigure | undefined {
  return GROUP_FIGURES.find((figure) => figure === column);
}

function widthOf(column: RunColumn, isGrouped: boolean): number {
  return (isGrouped ? GROUPED[column] : undefined) ?? SHAPES[column].width;
}

/** The tracks of the grid, the checkbox's first, as CSS takes them. */
export function gridTracks(columns: readonly RunColumn[], isGrouped: boolean): string {
  const tracks = columns.map((column) => {
    const width = widthOf(column, isGrouped);
    return SHAPES[column].grows ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  return [`${CHECKBOX}px`, ...tracks].join(' ');
}

/** In pixels: below this the table is scrolled sideways. */
export function leastWidth(columns: readonly RunColumn[], isGrouped: boolean): number {
  return CHECKBOX + 2 * PADDING + columns.reduce((sum, column) => sum + widthOf(column, isGrouped), 0);
}
