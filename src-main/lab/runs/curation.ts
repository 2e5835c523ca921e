import { LabError } from '#shared/errors/errors';
import { isEnded } from '#shared/runs/run';

import {
  addTags,
  removeRun,
  removeTags,
  setArchived,
  setDeleted,
  setNote,
  statusesOf,
  undelete,
} from '../../database/curation';
import { setName } from '../../database/experiments';
import type { WritableDatabase } from '../../database/open';
import { findRun, runsOfExperiment } from '../../database/runs';

/** How long a deletion can be undone. The window offers it for a shorter time, so that the offer is never too late. */
export const UNDO_MS = 60_000;

/** What a person does to runs that are there. Each is done to all of the runs that are named, or to none. */
export interface Curation {
  /** @throws LabError `unknown-run` */
  readonly tag: (ids: readonly number[], change: TagChange) => void;
  /** Takes the place of the note that was there; empty for none. @throws LabError `unknown-run` */
  readonly note: (id: number, note: string) => void;
  /**
   * Calls the experiment of a run so; an empty name gives it back the title that follows from its design.
   * @throws LabError `unknown-run`
   */
  readonly name: (id: number, name: string) => void;
  /** @throws LabError `unknown-run`, `run-active` */
  readonly archive: (ids: readonly number[], isArchived: boolean) => void;
  /**
   * Takes runs out of sight; `remove` ends what can be undone.
   * @throws LabError `unknown-run`, `run-active`
   */
  readonly delete: (ids: readonly number[]) => void;
  /** Undoes a deletion of the last minute. @throws LabError `unknown-run` where it was too late for some: none comes back */
  readonly restore: (ids: readonly number[]) => void;
  /** Removes a deleted run from the database for good. Its folder is not its business. */
  readonly remove: (id: number) => void;
}

export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The part of the recorder that writes what people say. @param changed tells which runs did */
export function createCuration(
  database: WritableDatabase,
  changed: (...ids: readonly number[]) => void,
  now: () => number,
): Curation {
  /** One transaction, so that all runs are as they should be when they are written to. */
  function change(ids: readonly number[], what: { readonly onlyEnded: string | null }, write: () => void): void {
    database
      .transaction(() => {
        const statuses = statusesOf(database, ids);
        refuseUnknown(ids.filter((id) => !statuses.has(id)));
        if (what.onlyEnded !== null) {
          refuseActive(
            [...statuses].flatMap(([id, status]) => (isEnded(status) ? [] : [id])),
            what.onlyEnded,
          );
        }
        write();
      })
      .immediate();
    changed(...ids);
  }

  return {
    tag: (ids, { add, remove }) =>
      change(ids, { onlyEnded: null }, () => {
        removeTags(database, ids, remove);
        addTags(database, ids, add);
      }),
    note: (id, note) => change([id], { onlyEnded: null }, () => setNote(database, id, note)),
    name: (id, name) => {
      const { experimentId, ids } = experimentBehind(database, id);
      change(ids, { onlyEnded: null }, () => setName(database, experimentId, name));
    },
    archive: (ids, isArchived) =>
      change(ids, { onlyEnded: isArchived ? 'archived' : null }, () =>
        setArchived(database, ids, isArchived ? now() : null),
      ),
    delete: (ids) => change(ids, { onlyEnded: 'deleted' }, () => setDeleted(database, ids, now())),
    restore: (ids) => {
      database
        .transaction(() => {
          const restored = undelete(database, ids, now() - UNDO_MS);
          if (restored === ids.length) return;
          throw new LabError(
            'unknown-run',
            `Received ${listed(ids)} to bring back; ${restored === 0 ? 'none' : `only ${restored}`} of them can be. ` +
              `A deletion can be undone for ${UNDO_MS / 1000} seconds; after that the runs are gone.`,
          );
        })
        .immediate();
      changed(...ids);
    },
    remove: (id) => {
      removeRun(database, id);
      // who still offers to bring it back hears that it is too late
      changed(id);
    },
  };
}

/** The experiment of a run with all of its runs; of a run that is not there the run alone, which is then refused. */
function experimentBehind(
  database: WritableDatabase,
  id: number,
): { readonly experimentId: number; readonly ids: readonly number[] } {
  const experimentId = findRun(database, id)?.experimentId;
  if (experimentId === undefined) return { experimentId: 0, ids: [id] };
  return { experimentId, ids: runsOfExperiment(database, experimentId).map((run) => run.id) };
}

function refuseUnknown(ids: readonly number[]): void {
  if (ids.length === 0) return;
  throw new LabError(
    'unknown-run',
    `Received ${listed(ids)}, which the lab does not have. Look them up among the runs. Nothing was changed.`,
  );
}

function refuseActive(ids: readonly number[], done: string): void {
  if (ids.length === 0) return;
  throw new LabError(
    'run-active',
    `Received ${listed(ids)}, which ${ids.length === 1 ? 'has' : 'have'} not ended; only a run that has ended can be ${done}. ` +
      'Cancel it first, or wait for its end. Nothing was changed.',
  );
}

/** "run 3", "runs 3, 4, 5", "runs 3, 4, 5, 6, 7 and 12 more" */
function listed(ids: readonly number[]): string {
  const [named, more] = [ids.slice(0, 5).join(', '), ids.length - 5];
  return `run${ids.length === 1 ? '' : 's'} ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
