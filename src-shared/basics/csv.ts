/** A cell of a CSV file. A number is written with all of its digits, nothing (null) as an empty cell. */
export type CsvCell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A line of a CSV file as RFC 4180 has it, its end included. A text that a spreadsheet would take for a formula and run
 * gets an apostrophe before it, by which spreadsheets know a text (OWASP, "CSV injection").
 * @throws RangeError where a number is not finite
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (Number.isFinite(cell)) return String(cell);
    throw new RangeError(
      `Received the number ${cell} for a CSV file; expected a finite one, or null where there is none.`,
    );
  }
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
