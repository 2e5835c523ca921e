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
  const rows = rowsOf(content, name);
  const [header = []] = rows;
  const places = placesOf(header, name);
  const seen = new Set<string>();
  const images: FoundImage[] = [];
  const wrong: WrongLine[] = [];
  rows.slice(1).forEach((row, index) => {
    const cell = (column: Column): string => row[places[column]]?.trim() ?? '';
    const path = cell('path')
      .replaceAll('\\', '/')
      .replace(/^(\.\/)+/, '');
    const split = cell('split') === '' ? null : splitNamed(cell('split'));
    const problem = problemOf({
      path,
      label: cell('label'),
      split: cell('split'),
      isSplitKnown: split !== null,
      isNew: !seen.has(path),
    });
    if (problem !== null) {
      wrong.push({ path: `${name}:${index + 2} ${showable(path)}`.trim(), reason: problem });
      return;
    }
    seen.add(path);
    images.push({
      path,
      file: path,
      className: cell('label'),
      group: cell('group') === '' ? null : cell('group'),
      split,
    });
  });
  return { images, wrong };
}

function problemOf(line: {
  readonly path: string;
  readonly label: string;
  readonly split: string;
  readonly isSplitKnown: boolean;
  readonly isNew: boolean;
}): string | null {
  if (line.path === '') return 'The line names no picture.';
  if (line.label === '') return 'The line gives no label.';
  if (!line.isNew) return 'An earlier line names this picture already.';
  if (/^(\/|[a-z]:)/i.test(line.path) || line.path.split('/').includes('..')) {
    return 'The path leads out of the folder of the list.';
  }
  if (line.split !== '' && !line.isSplitKnown) {
    return `Received the split "${showable(line.split)}"; expected ${GIVEN_SPLITS.join(', ')}.`;
  }
  return null;
}

function rowsOf(content: string, name: string): readonly (readonly string[])[] {
  try {
    return parse(content, {
      bom: true,
      delimiter: delimiterOf(content),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new LabError(
      'invalid-request',
      `${showable(name)} could not be read as a list: ${error instanceof Error ? error.message : String(error)}. ` +
        'Save it as CSV, in UTF-8, with a header of path and label.',
    );
  }
}

/** What stands most often in the header. */
function delimiterOf(content: string): string {
  const [header = ''] = content.split(/\r?\n/, 1);
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
