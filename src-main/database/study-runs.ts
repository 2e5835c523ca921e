import type { ReadableDatabase } from './open';
import { IS_STUDY } from './runs';

/** The runs that came with the lab, whatever became of them here. */
export function studyRuns(database: ReadableDatabase): readonly number[] {
  return database
    .prepare<[], number>(`SELECT id FROM runs WHERE deleted_at IS NULL AND ${IS_STUDY} ORDER BY id`)
    .pluck()
    .all();
}
