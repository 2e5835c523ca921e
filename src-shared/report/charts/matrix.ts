import { escapedMarkup } from '../../basics/markup';
import { cellsOf } from '../../metrics/confusion-cells';
import type { ConfusionMatrix } from '../../metrics/confusion';
import { seriesColour, type ChartPalette } from '../../answers/palette';

const SIDE = 560;
const LEFT = 110;
const TOP = 30;
const BOTTOM = 90;

/** A confusion matrix of many classes as a drawing of its own: the darker a cell, the larger its share of the true class. */
export function matrixSvg(
  {
    title,
    confusion,
    classNames,
  }: {
    readonly title: string;
    readonly confusion: ConfusionMatrix;
    readonly classNames: readonly string[];
  },
  palette: ChartPalette,
): string {
  const cell = SIDE / confusion.length;
  const place = (index: number): number => Math.round(index * cell * 100) / 100;
  const size = place(1);
  const nameOf = (index: number): string => escapedMarkup((classNames[index] ?? String(index)).slice(0, 14));
  const cells = cellsOf(confusion)
    .flat()
    .filter(({ count }) => count > 0)
    .map(
      ({ truth, predicted, share }) =>
        `<rect x="${place(predicted)}" y="${place(truth)}" width="${size}" height="${size}" fill="${seriesColour(palette, 0)}" fill-opacity="${Math.max(0.04, share).toFixed(2)}"/>`,
    );
  const width = LEFT + SIDE + 10;
  const height = TOP + SIDE + BOTTOM;
  const font = Math.min(12, cell);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="${font.toFixed(1)}" fill="${palette.ink}" role="img">`,
    `<title>${escapedMarkup(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.ground}"/>`,
    `<text x="${LEFT}" y="18" font-size="12">rows: the truth, columns: the answer</text>`,
    `<g transform="translate(${LEFT} ${TOP})">`,
    `<rect width="${SIDE}" height="${SIDE}" fill="none" stroke="${palette.grid}"/>`,
    ...cells,
    ...confusion.map(
      (_, index) =>
        `<text x="-6" y="${place(index + 0.5)}" text-anchor="end" dominant-baseline="central">${nameOf(index)}</text><text transform="translate(${place(index + 0.5)} ${SIDE + 6}) rotate(90)" dominant-baseline="central">${nameOf(index)}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
