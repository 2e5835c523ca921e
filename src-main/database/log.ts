import type { LogEvent, LogLine } from '#shared/runs/run-log';

import type { ReadableDatabase, WritableDatabase } from './open';
import { readStored } from './stored-json';
import { eventSchema } from './stored-schemas';

/** Of a longer log the first lines are let go: its epochs are in the series too. */
const KEPT_LINES = 1000;

/** Writes the next line of a run's log. @param now milliseconds since 1970; not before the line above, whatever the clock says */
export function appendLog(database: WritableDatabase, runId: number, now: number, event: LogEvent): LogLine {
  const last = database
    .prepare<[number], { line: number; at: number }>(
      'SELECT line, at FROM log WHERE run_id = ? ORDER BY line DESC LIMIT 1',
    )
    .get(runId);
  const line = (last?.line ?? 0) + 1;
  const at = Math.max(now, last?.at ?? now);
  database
    .prepare('INSERT INTO log (run_id, line, at, event) VALUES (@runId, @line, @at, @event)')
    .run({ runId, line, at, event: JSON.stringify(event) });
  database.prepare('DELETE FROM log WHERE run_id = ? AND line <= ?').run(runId, line - KEPT_LINES);
  return { line, at, event };
}

/** The log of a run, in the order in which it was written. Lines that this lab does not know are left out. */
export function logOf(database: ReadableDatabase, runId: number): readonly LogLine[] {
  return database
    .prepare<[number], { line: number; at: number; event: string }>(
      'SELECT line, at, event FROM log WHERE run_id = ? ORDER BY line',
    )
    .all(runId)
    .flatMap(({ line, at, event }) => {
      const { value } = readStored<LogEvent>(eventSchema, event, 'The line');
      return value === null ? [] : [{ line, at, event: value }];
    });
}
