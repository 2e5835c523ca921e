import type { HeatColour } from '../ui/heat-scale';
import type { FigureColours } from './png';

/** A cell of a square matrix: true classes in its rows, predicted ones in its columns. */
export interface MatrixCell {
  readonly truth: number;
  readonly predicted: number;
}

export interface PaintedMatrix<Cell extends MatrixCell> {
  readonly cells: readonly (readonly Cell[])[];
  readonly names: readonly string[];
  readonly colours: FigureColours;
  readonly font: string;
  readonly rowAxis: string;
  readonly columnAxis: string;
  readonly textOf: (cell: Cell) => string;
  readonly colourOf: (cell: Cell) => HeatColour;
}

const LINE = 18;
const CELL = 44;
const headerSize = (names: readonly string[]): number => Math.max(24, ...names.map((name) => name.length * 7 + 10));

/** Side of the picture that `paintMatrix` fills. */
export function matrixSide(names: readonly string[]): number {
  return LINE + headerSize(names) + names.length * CELL;
}

/** Draws the whole matrix, whatever part of it the screen shows. */
export function paintMatrix<Cell extends MatrixCell>(
  context: CanvasRenderingContext2D,
  matrix: PaintedMatrix<Cell>,
): void {
  const { cells, colours, font, textOf, colourOf } = matrix;
  const start = LINE + headerSize(matrix.names);
  paintAxes(context, matrix, start);
  context.textAlign = 'center';
  for (const cell of cells.flat()) {
    const [x, y] = [start + cell.predicted * CELL, start + cell.truth * CELL];
    const isHit = cell.truth === cell.predicted;
    const { background, ink } = colourOf(cell);
    context.fillStyle = background;
    context.fillRect(x, y, CELL - 1, CELL - 1);
    context.strokeStyle = colours.inkSoft;
    context.lineWidth = isHit ? 0.75 : 0.25;
    context.strokeRect(x, y, CELL - 1, CELL - 1);
    context.fillStyle = ink;
    context.font = `${isHit ? '600 ' : ''}12px ${font}`;
    context.fillText(textOf(cell), x + CELL / 2, y + CELL / 2, CELL - 4);
  }
}

function paintAxes(
  context: CanvasRenderingContext2D,
  { names, colours, font, rowAxis, columnAxis }: Omit<PaintedMatrix<MatrixCell>, 'cells' | 'textOf' | 'colourOf'>,
  start: number,
): void {
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.font = `600 12px ${font}`;
  context.textAlign = 'right';
  context.fillText(`${rowAxis} ↓`, start - 6, start - 10);
  context.textAlign = 'left';
  context.fillText(`${columnAxis} →`, start, LINE / 2);
  context.fillStyle = colours.inkSoft;
  context.font = `12px ${font}`;
  names.forEach((name, place) => {
    const middle = start + (place + 0.5) * CELL;
    context.textAlign = 'right';
    context.fillText(name, start - 6, middle);
    context.save();
    context.translate(middle, start - 6);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'left';
    context.fillText(name, 0, 0);
    context.restore();
  });
}
