import type { Statement } from 'better-sqlite3';

import type { ReadableDatabase } from './open';

const known = new WeakMap<ReadableDatabase, Map<string, Statement>>();

/**
 * A statement whose text is always the same, compiled once for each handle: compiling one of the list of runs takes as long
 * as fetching half a page by it.
 * @param sql a text with nothing of a question in it, so that there are few of them
 */
export function statementOf<Values extends unknown[], Row>(
  database: ReadableDatabase,
  sql: string,
): Statement<Values, Row> {
  const statements = known.get(database) ?? new Map<string, Statement>();
  known.set(database, statements);
  const statement = statements.get(sql) ?? database.prepare(sql);
  statements.set(sql, statement);
  return statement as unknown as Statement<Values, Row>;
}
