import { SPARKLINE_POINTS, type Sparkline } from '#shared/runs/sparkline';

import type { ReadableDatabase } from './open';
import { statementOf } from './statements';

interface Row {
  readonly id: number;
  readonly split: Sparkline['split'];
  readonly points: string;
}

/** The accuracy of runs after their epochs. Thinned here: of a thousand epochs a line of the list shows a few. */
export function sparklinesOf(database: ReadableDatabase, ids: readonly number[]): readonly Sparkline[] {
  return statementOf<[object], Row>(
    database,
    `SELECT id, split, json_group_array(value ORDER BY stretch) AS points FROM (
       SELECT run_id AS id, split, avg(value) AS value, (epoch - 1) * ${SPARKLINE_POINTS} / max(epochs_done, ${SPARKLINE_POINTS}) AS stretch
       FROM series JOIN runs ON runs.id = run_id
       WHERE run_id IN (SELECT value FROM json_each(@ids)) AND metric = 'accuracy' AND split IN ('validation', 'test')
       GROUP BY run_id, split, stretch)
     GROUP BY id, split ORDER BY id, split`,
  )
    .all({ ids: JSON.stringify(ids) })
    .map(({ points, ...line }) => ({ ...line, values: JSON.parse(points) as number[] }));
}
