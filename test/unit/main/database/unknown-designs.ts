import type { WritableDatabase } from '#main/database/open';
import { insertRun } from '#main/database/runs';

/** A design of a newer lab. */
export const NEWER =
  '{"dataset": "imagenet",  "network":{"kind":"transformer"},"fraction":0.5,"row":"C1","protocols":["single"],"training":{"epochs":7}}';

/** Stores a design as another lab, or a person with a database browser, may have done. */
export function storeDesign(database: WritableDatabase, stored: string, title = 'strange'): number {
  const store = database.transaction(() => {
    const { lastInsertRowid } = database
      .prepare('INSERT INTO experiments (title, spec, created_at) VALUES (?, ?, 1)')
      .run(title, stored);
    return insertRun(database, { experimentId: Number(lastInsertRowid), seed: 1, owner: '', queuedAt: 1 });
  });
  try {
    return store();
  } catch {
    return pastEveryCheck(database, store);
  }
}

/** What SQLite itself would refuse, such as a design that is no JSON. */
function pastEveryCheck(database: WritableDatabase, store: () => number): number {
  const triggers = database
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%their_design'",
    )
    .all();
  database.pragma('ignore_check_constraints = ON');
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  const id = store();
  for (const { sql } of triggers) database.exec(sql);
  database.pragma('ignore_check_constraints = OFF');
  return id;
}

/** Stores an evaluation as another lab may have done, with a loss of 0.5 and an accuracy of 0.75. */
export function storeEvaluation(database: WritableDatabase, runId: number, protocol: string, counts: object): void {
  const { lastInsertRowid } = database
    .prepare("INSERT INTO evaluations (run_id, protocol, counts, metrics) VALUES (?, ?, ?, '[]')")
    .run(runId, protocol, JSON.stringify(counts));
  database
    .prepare("INSERT INTO figures (evaluation_id, name, value) VALUES (@id, 'loss', 0.5), (@id, 'accuracy', 0.75)")
    .run({ id: Number(lastInsertRowid) });
}

/** Makes a stored run a finished one that stands for a row of the deck, with figures. */
export function finish(database: WritableDatabase, id: number): void {
  database
    .prepare(
      "UPDATE runs SET status = 'finished', started_at = 2, ended_at = 3, deck_row = 'C1', protocol = 'single' WHERE id = ?",
    )
    .run(id);
  storeEvaluation(database, id, 'single', { kind: 'classes', confusion: [[3, 1], [1, 3]], rotations: null }); // prettier-ignore
  database.prepare("INSERT INTO series VALUES (?, 'train', 'loss', 1, 0.5)").run(id);
}
