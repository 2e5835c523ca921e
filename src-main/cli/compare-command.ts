import { markdownTable } from '#shared/basics/markdown';
import { publishedTable } from '#shared/comparison/published-table';
import { LabError } from '#shared/errors/errors';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import type { RowStanding } from '#shared/replication/deck';

import type { Lab } from '../lab/lab';
import { rowOf } from './arguments';
import { compareRuns } from './compare-runs';
import { print, printJson, printLine } from './standard-output';
import { table } from './table';

export interface CompareArguments {
  /** Such as "1,2,experiment-3": these are compared with each other; the deck with ours where it is left out. */
  readonly runs?: string;
  /** Such as "C3,C6"; every row where it is left out. */
  readonly rows?: string;
  readonly format?: string;
}

/** Runs beside each other, and rows beside them; without runs the deck's figures for some rows beside ours. */
export async function compareCommand(
  lab: Lab,
  typed: CompareArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  if (json && typed.format !== undefined && typed.format !== 'json') {
    throw new LabError(
      'invalid-request',
      `Received --json and --format ${typed.format}; expected one of the two. Leave the other out.`,
    );
  }
  if (typed.runs !== undefined) {
    const listed = [typed.runs, ...(typed.rows === undefined ? [] : [typed.rows])].join(',');
    print(await compareRuns(lab, listed, json ? 'json' : (typed.format ?? 'text')));
    return 0;
  }
  const asked =
    typed.rows === undefined ? PUBLISHED_ROW_IDS : typed.rows.split(',').map((row) => rowOf(row.trim(), '--rows'));
  const standings = lab.deck().filter(({ row }) => asked.includes(row));
  if (json) {
    printJson({ rows: standings });
    return 0;
  }
  const format = typed.format ?? 'text';
  if (format !== 'text' && format !== 'md') {
    throw new LabError('invalid-request', `--format: Received "${format}"; expected text or md.`);
  }
  printLine(compareText(standings, format));
  return 0;
}

/** A line for each metric of each row. A mean shows its spread and n; a single run shows n = 1. */
export function compareText(standings: readonly RowStanding[], format: 'text' | 'md'): string {
  const { head, rows } = publishedTable(standings);
  return format === 'text' ? table(head, rows) : markdownTable(head, rows);
}
