import type { Figures } from '#shared/metrics/judged';

import type { ReadableDatabase, WritableDatabase } from './open';
import { statementOf } from './statements';

interface FigureRow {
  readonly evaluationId: number;
  readonly name: string;
  readonly value: number;
}

/** The named figures of evaluations, by the evaluation's id. */
export function figuresByEvaluation(database: ReadableDatabase, ids: readonly number[]): ReadonlyMap<number, Figures> {
  const rows = statementOf<[string], FigureRow>(
    database,
    `SELECT evaluation_id AS evaluationId, name, value FROM figures
       WHERE evaluation_id IN (SELECT value FROM json_each(?)) ORDER BY evaluation_id`,
  ).all(JSON.stringify(ids));
  const found = new Map<number, Record<string, number>>();
  for (const { evaluationId, name, value } of rows) {
    const figures = found.get(evaluationId) ?? {};
    figures[name] = value;
    found.set(evaluationId, figures);
  }
  return found;
}

/** Stores figures of an evaluation; others that it has stay. */
export function setFigures(database: WritableDatabase, evaluationId: number, figures: Figures): void {
  const insert = database.prepare('INSERT OR REPLACE INTO figures (evaluation_id, name, value) VALUES (?, ?, ?)');
  for (const [name, value] of Object.entries(figures)) insert.run(evaluationId, name, value);
}

/** In a query on `runs`: a figure of the protocol that counts first. @param metric bound by name, or as text of SQL */
export function figureOfRun(metric: string): string {
  return `(SELECT figures.value FROM figures WHERE figures.evaluation_id = runs.evaluation_id AND figures.name = ${metric})`;
}

/** The names that are in use, in order. Goes from name to name by the index, however many figures there are. */
export function namesOfFigures(database: ReadableDatabase): readonly string[] {
  return database
    .prepare<[], string>(
      `WITH RECURSIVE names (name) AS (
         SELECT min(name) FROM figures
         UNION ALL
         SELECT (SELECT min(figures.name) FROM figures WHERE figures.name > names.name) FROM names WHERE name IS NOT NULL
       )
       SELECT name FROM names WHERE name IS NOT NULL`,
    )
    .pluck()
    .all();
}
