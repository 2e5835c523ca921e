import { fieldAt } from '#shared/experiment/fields/index';
import { schemasOf } from '#shared/experiment/fields/usual';
import { innermost } from '#shared/experiment/fields/schema';
import { isRunColumn, metricOfColumn, pathOfColumn, type ListColumn, type RunColumn } from '#shared/runs/list-column';
import { GROUP_FIGURES, type GroupFigure } from '#shared/runs/run-list';

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
const CURVE: ColumnShape = { width: 92 };
const FIGURE: ColumnShape = { width: 104, isFigure: true };
const NUMBER: ColumnShape = { width: 96, isFigure: true };
const WORD: ColumnShape = { width: 128 };

/** Mean ± standard deviation (n) wants more room. */
const MEAN_WIDTH = 214;
const GROUPED: Readonly<Partial<Record<RunColumn, number>>> = {
  id: 96,
  accuracy: MEAN_WIDTH,
  macroF1: MEAN_WIDTH,
  epochs: 124,
  status: 132,
  duration: 176,
  imagesPerSecond: 172,
};
const CHECKBOX = 32;
/** Left and right of a line. */
const PADDING = 12;

function shapeOf(column: ListColumn): ColumnShape {
  if (isRunColumn(column)) return SHAPES[column];
  if (column === 'curve') return CURVE;
  const path = pathOfColumn(column);
  if (path === null) return FIGURE;
  return isNumberSetting(path) ? NUMBER : WORD;
}

/** What the field table says of each path, found out once: a list of lines asks for each cell. */
const numbers = new Map<string, boolean>();

/** Whether the values of a setting are numbers. */
export function isNumberSetting(path: string): boolean {
  const known = numbers.get(path);
  if (known !== undefined) return known;
  const field = fieldAt(path);
  const [schema] = field === undefined ? [] : schemasOf(field);
  const isNumber = schema !== undefined && innermost(schema).type === 'number';
  numbers.set(path, isNumber);
  return isNumber;
}

export function isFigureColumn(column: ListColumn): boolean {
  return shapeOf(column).isFigure === true;
}

/** The style of a column's cells; of a setting or a figure none of their own. */
export function classOf(column: ListColumn): string | undefined {
  return isRunColumn(column) ? column : undefined;
}

export function groupFigureOf(column: ListColumn): GroupFigure | undefined {
  return GROUP_FIGURES.find((figure) => figure === column);
}

/** Widths that a person chose, in pixels. */
export type Widths = Readonly<Record<string, number>>;

/** Under which a chosen width is kept: a mean wants more room than a figure. */
export function widthKey(column: ListColumn, isGrouped: boolean): string {
  return isGrouped ? `grouped ${column}` : column;
}

export function widthOf(column: ListColumn, isGrouped: boolean, widths: Widths): number {
  return widths[widthKey(column, isGrouped)] ?? usualWidth(column, isGrouped);
}

function usualWidth(column: ListColumn, isGrouped: boolean): number {
  if (!isGrouped) return shapeOf(column).width;
  if (isRunColumn(column)) return GROUPED[column] ?? SHAPES[column].width;
  return metricOfColumn(column) === null ? shapeOf(column).width : MEAN_WIDTH;
}

/** The tracks of the grid, the checkbox's first, as CSS takes them. */
export function gridTracks(columns: readonly ListColumn[], isGrouped: boolean, widths: Widths): string {
  const tracks = columns.map((column) => {
    const width = widthOf(column, isGrouped, widths);
    const grows = shapeOf(column).grows === true && widths[widthKey(column, isGrouped)] === undefined;
    return grows ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  return [`${CHECKBOX}px`, ...tracks].join(' ');
}

/** In pixels: below this the table is scrolled sideways. */
export function leastWidth(columns: readonly ListColumn[], isGrouped: boolean, widths: Widths): number {
  return CHECKBOX + 2 * PADDING + columns.reduce((sum, column) => sum + widthOf(column, isGrouped, widths), 0);
}
