import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { csvLine } from '#shared/basics/csv';
import { runCells, runCsvHead } from '#shared/runs/run-csv';
import type { RunSummary } from '#shared/runs/run';
import type { ExportFormat } from '#shared/runs/run-list';

import { putFile } from '../../files/whole-file';
import { orNotWritten } from '../folder/written-file';

/** So many runs are read at a time. */
const CHUNK = 500;

/**
 * Writes a list of runs to a file.
 * @returns how many runs there are in the file
 * @throws LabError `file-not-written`, `disk-full`
 */
export async function writeRuns(file: string, format: ExportFormat, runs: Iterable<RunSummary>): Promise<number> {
  let count = 0;
  function* counted(): Generator<RunSummary> {
    for (const run of runs) {
      count += 1;
      yield run;
    }
  }
  const text = format === 'csv' ? csvText(counted()) : jsonText(counted());
  await orNotWritten(
    file,
    putFile(file, (aside) => pipeline(Readable.from(text), createWriteStream(aside))),
  );
  return count;
}

/** The runs of a list of ids that was taken at one moment; one that has been deleted since is left out. */
export function* runsOf(
  ids: readonly number[],
  read: (ids: readonly number[]) => readonly RunSummary[],
): Generator<RunSummary> {
  for (let first = 0; first < ids.length; first += CHUNK) yield* read(ids.slice(first, first + CHUNK));
}

/** The head, then a line a run. */
export function* csvText(runs: Iterable<RunSummary>): Generator<string> {
  yield csvLine(runCsvHead());
  for (const run of runs) yield csvLine(runCells(run));
}

/** `{"runs":[…]}`, a run a line, with its whole design. */
export function* jsonText(runs: Iterable<RunSummary>): Generator<string> {
  let before = '{"runs":[';
  for (const run of runs) {
    yield `${before}\n${JSON.stringify(run)}`;
    before = ',';
  }
  yield before === ',' ? '\n]}\n' : '{"runs":[]}\n';
}
