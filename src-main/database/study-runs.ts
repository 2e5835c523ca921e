import type { ReadableDatabase } from './open';

/** The runs that came with the lab, whatever became of them here. */
export function studyRuns(database: ReadableDatabase): readonly number[] {
  return database
    .prepare<[], number>(
      `SELECT id FROM runs WHERE deleted_at IS NULL AND json_valid(origin) AND json_extract(origin, '$.isStudy') ORDER BY id`,
    )
    .pluck()
    .all();
}
