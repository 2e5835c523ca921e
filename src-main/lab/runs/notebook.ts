import type { LogEvent } from '#shared/runs/run-log';

import { appendLog } from '../../database/log';
import type { WritableDatabase } from '../../database/open';
import type { LabEmitter } from '../events/events';

/** What every part of the recorder writes with. */
export interface Notebook {
  readonly database: WritableDatabase;
  readonly emitter: LabEmitter;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Tells that runs are not as they were. */
  readonly changed: (...ids: readonly number[]) => void;
  /** Adds a line to the log of a run, and tells it. */
  readonly log: (id: number, event: LogEvent) => void;
}

export function createNotebook(database: WritableDatabase, emitter: LabEmitter, now: () => number): Notebook {
  return {
    database,
    emitter,
    now,
    changed: (...ids) => emitter.emit('runs:changed', { ids }),
    log: (id, event) => emitter.emit('run:log', { id, line: appendLog(database, id, now(), event) }),
  };
}
