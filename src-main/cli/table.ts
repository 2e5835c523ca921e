import { showable } from '#shared/basics/showable';

/** Of a cell: a title may be long, and a folder too. */
const MOST_LETTERS = 1_000;

/** A table of text with aligned columns; numbers to the right. */
export function table(head: readonly string[], given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map((cell) => showable(cell, MOST_LETTERS)));
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const isNumber = head.map((_, column) => rows.every((row) => /^[-\d.,%/–]*$/.test(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** A figure with four decimals, or a dash. */
export const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
