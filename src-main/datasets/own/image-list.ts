import { parse } from 'csv-parse/sync';

import { LabError } from '#shared/errors/errors';
import { showable } from '#shared/basics/showable';

import { GIVEN_SPLITS, splitNamed, type FoundImage } from './layout';

/** What the columns may be called. */
const COLUMNS = {
  path: ['path', 'file', 'filename', 'image', 'name'],
  label: ['label', 'class', 'category', 'target'],
  split: ['split', 'set', 'subset'],
  group: ['group', 'subject', 'person', 'writer', 'patient'],
} as const;
type Column = keyof typeof COLUMNS;

/** A line of a list that cannot be used. */
export interface WrongLine {
  readonly path: string;
  readonly reason: string;
}

export interface ImageList {
  /** `file` is the path as the list has it: where the pictures lie is the caller's business. */
  readonly images: readonly FoundImage[];
  readonly wrong: readonly WrongLine[];
}

/**
 * Reads a list of pictures: a CSV file with a header, of the columns path and label, and split and group where there are
 * any. Commas, semicolons or tabs; quotes as RFC 4180 has them; a byte-order mark is passed over.
 * @param name of the file, for messages
 * @throws LabError `invalid-request` where it is no such list at all; a wrong line is told of, and passed over
 */
export function readImageList(content: string, name: string): ImageList {
  const [header = { cells: [], line: 1 }, ...rows] = rowsOf(content, name);
  const places = placesOf(header.cells, name);
  const seen = new Set<string>();
  const images: FoundImage[] = [];
  const wrong: WrongLine[] = [];
  for (const { cells, line } of rows) {
    const cell = (column: Column): string => cells[places[column]]?.trim() ?? '';
    const row = { path: plainPath(cell('path')), label: cell('label'), split: cell('split'), group: cell('group') };
    const problem = problemOf(row) ?? (seen.has(row.path) ? 'An earlier line names this picture already.' : null);
    if (problem !== null) {
      wrong.push({ path: `${name}:${line} ${showable(row.path)}`.trim(), reason: problem });
      continue;
    }
    seen.add(row.path);
    images.push({
      path: row.path,
      file: row.path,
      className: row.label,
      group: row.group === '' ? null : row.group,
      split: splitNamed(row.split),
    });
  }
  return { images, wrong };
}

/** Whether the first line of a text names the columns of a list of pictures: other tables lie beside pictures, too. */
export function isImageList(content: string): boolean {
  const header = /[^\r\n]+/.exec(content)?.[0] ?? '';
  try {
    const [row] = rowsOf(header, '');
    placesOf(row?.cells ?? [], '');
    return true;
  } catch {
    return false;
  }
}

/** One way to write a path, so that it is known again: with forward slashes, and no parts that lead nowhere. */
function plainPath(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  // what begins elsewhere stays as it is, to be refused
  if (slashed.startsWith('/')) return slashed;
  return slashed
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function problemOf(row: Readonly<Record<Column, string>>): string | null {
  if (row.path === '') return 'The line names no picture.';
  if (row.label === '') return 'The line gives no label.';
  if (/^(\/|[a-z]:)/i.test(row.path) || row.path.split('/').includes('..')) {
    return 'The path leads out of the folder of the list.';
  }
  if (row.split !== '' && splitNamed(row.split) === null) {
    return `Received the split "${showable(row.split)}"; expected ${GIVEN_SPLITS.join(', ')}.`;
  }
  return null;
}

interface Row {
  readonly cells: readonly string[];
  /** The last one that it takes up, counted from 1. */
  readonly line: number;
}

function rowsOf(content: string, name: string): readonly Row[] {
  const rows: Row[] = [];
  try {
    parse(content, {
      bom: true,
      delimiter: delimiterOf(content),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => void rows.push({ cells, line: lines }),
    });
  } catch (error) {
    throw new LabError(
      'invalid-request',
      `${showable(name)} could not be read as a list: ${error instanceof Error ? error.message : String(error)}; ` +
        'expected CSV in UTF-8, with a header of path and label. Save it as that.',
    );
  }
  return rows;
}

/** What stands most often in the header. */
function delimiterOf(content: string): string {
  const header = /[^\r\n]+/.exec(content)?.[0] ?? '';
  const count = (mark: string): number => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function placesOf(header: readonly string[], name: string): Readonly<Record<Column, number>> {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const placeOf = (column: Column): number =>
    names.findIndex((cell) => COLUMNS[column].some((known) => known === cell));
  const places = { path: placeOf('path'), label: placeOf('label'), split: placeOf('split'), group: placeOf('group') };
  if (places.path >= 0 && places.label >= 0) return places;
  throw new LabError(
    'invalid-request',
    `${showable(name)} begins with ${showable(header.join(', ').slice(0, 200)) || 'nothing'}; expected a line that names its columns, ` +
      'path and label among them, and split and group where there are any.',
  );
}
