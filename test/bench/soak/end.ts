import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

/** What many runs have left behind. */
export interface SoakEnd {
  readonly finished: number;
  /** A sentence each; empty where the folder is as it should be. */
  readonly problems: readonly string[];
}

/** Reads the database of a closed lab from end to end, and looks whether each finished run has its files. */
export function endOfSoak(home: string, runs: number): SoakEnd {
  const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
  try {
    const integrity = database.pragma('integrity_check', { simple: true });
    const foreign = database.pragma('foreign_key_check') as readonly unknown[];
    const others = database
      .prepare("SELECT id, status FROM runs WHERE status <> 'finished' ORDER BY id")
      .all() as readonly { readonly id: number; readonly status: string }[];
    const finished = Number(database.prepare("SELECT count(*) FROM runs WHERE status = 'finished'").pluck().get());
    const artefacts = database.prepare('SELECT run_id AS run, file FROM artefacts').all() as readonly {
      readonly run: number;
      readonly file: string;
    }[];
    const folderOf = (run: number): string => join(home, 'runs', String(run).padStart(6, '0'));
    const lost = artefacts.filter(({ run, file }) => !existsSync(join(folderOf(run), file)));
    const left = existsSync(join(home, 'open')) ? readdirSync(join(home, 'open')) : [];
    return {
      finished,
      problems: [
        ...(integrity === 'ok' ? [] : [`The integrity check says: ${String(integrity)}.`]),
        ...(foreign.length === 0 ? [] : [`${foreign.length} lines refer to lines that are not there.`]),
        ...others.map(({ id, status }) => `Run ${id} is ${status}.`),
        ...(finished + others.length === runs ? [] : [`There are ${finished + others.length} runs, and not ${runs}.`]),
        ...lost.map(({ run, file }) => `Run ${run} has no ${file}.`),
        ...(left.length === 0 ? [] : [`${left.length} programs are still said to have the folder open.`]),
      ],
    };
  } finally {
    database.close();
  }
}
