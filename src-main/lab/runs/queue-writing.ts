import type { Launched } from '#shared/contract/ipc';
import { DATASETS } from '#shared/datasets/datasets';
import { type ExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';

import { insertExperiment } from '../../database/experiments';
import {
  moveQueuedRun,
  putBackRun,
  requeuePausedRun,
  requeueRun,
  setQueuePaused,
  setRunOwner,
} from '../../database/queue';
import { insertRun } from '../../database/runs';
import { insertSweep, renameSweep } from '../../database/sweeps';
import type { Notebook } from './notebook';

/** The part of the recorder that writes what waits. */
export interface QueueWriting {
  /** Stores a design and queues a run per seed: all of them, or none. */
  readonly queueExperiment: (spec: ExperimentSpec, owner: string) => Launched;
  /** The same for several designs, all of them or none. @param sweep the name under which they belong together */
  readonly queueExperiments: (specs: readonly ExperimentSpec[], owner: string, sweep?: string) => readonly Launched[];
  /** Gives a sweep another name; false where there is none of that number. */
  readonly renameSweep: (id: number, name: string) => boolean;
  /** Queues another run of a seed that came to nothing. */
  readonly queueAgain: (run: { readonly experimentId: number; readonly seed: number }, owner: string) => Launched;
  /** Queues a run that came to nothing once more, as itself: it goes on from its checkpoint. */
  readonly resume: (id: number, owner: string) => void;
  /** Puts a paused run at the front of the queue, to go on from its checkpoint; false where it is not paused. */
  readonly goOn: (id: number, owner: string) => boolean;
  /** Puts cancelled runs back where they were in the queue, and gives those that could be. */
  readonly putBack: (ids: readonly number[], owner: string) => readonly number[];
  /** Puts a queued run before another, or at the end; false where either does not wait any more. */
  readonly move: (id: number, before: number | null) => boolean;
  /** While the queue is paused no run starts, in whichever program; it stays so until it is resumed. */
  readonly pauseQueue: (isPaused: boolean) => void;
  /** Hands a queued run to another process. */
  readonly adopt: (id: number, owner: string) => void;
}

export function createQueueWriting(notebook: Notebook): QueueWriting {
  const { database, now, changed, log } = notebook;
  const queueRun = (run: { readonly experimentId: number; readonly seed: number }, owner: string): number => {
    const id = insertRun(database, { experimentId: run.experimentId, seed: run.seed, owner, queuedAt: now() });
    log(id, { kind: 'queued' });
    return id;
  };
  const store = (spec: ExperimentSpec, owner: string): Launched => {
    const datasetFacts = DATASETS.get(spec.dataset);
    const experimentId = insertExperiment(database, {
      title: titleOf(spec, datasetFacts),
      spec,
      datasetFacts,
      createdAt: now(),
    });
    return { experimentId, runIds: spec.seeds.map((seed) => queueRun({ experimentId, seed }, owner)) };
  };

  return {
    queueExperiment: (spec, owner) => {
      const launched = database.transaction(() => store(spec, owner))();
      changed(...launched.runIds);
      return launched;
    },
    queueExperiments: (specs, owner, sweep) => {
      const launched = database.transaction(() => {
        const stored = specs.map((spec) => store(spec, owner));
        const experimentIds = stored.map(({ experimentId }) => experimentId);
        if (sweep !== undefined) insertSweep(database, { name: sweep, createdAt: now(), experimentIds });
        return stored;
      })();
      changed(...launched.flatMap(({ runIds }) => runIds));
      return launched;
    },
    renameSweep: (id, name) => renameSweep(database, id, name),
    queueAgain: (run, owner) => {
      const id = database.transaction(() => queueRun(run, owner))();
      changed(id);
      return { experimentId: run.experimentId, runIds: [id] };
    },
    resume: (id, owner) => {
      requeueRun(database, id, owner);
      log(id, { kind: 'resumed' });
      changed(id);
    },
    ...createOrdering(notebook),
    adopt: (id, owner) => {
      setRunOwner(database, id, owner);
    },
  };
}

/** What changes the order of what waits, and whether it starts. */
function createOrdering({
  database,
  emitter,
  changed,
  log,
}: Notebook): Pick<QueueWriting, 'goOn' | 'putBack' | 'move' | 'pauseQueue'> {
  return {
    goOn: (id, owner) => {
      if (!requeuePausedRun(database, id, owner)) return false;
      log(id, { kind: 'resumed' });
      changed(id);
      return true;
    },
    putBack: (ids, owner) => {
      const back = database.transaction(() => ids.filter((id) => putBackRun(database, id, owner))).immediate();
      for (const id of back) log(id, { kind: 'queued' });
      changed(...back);
      return back;
    },
    move: (id, before) => {
      const moved = moveQueuedRun(database, id, before);
      if (moved) emitter.emit('queue:changed', null);
      return moved;
    },
    pauseQueue: (isPaused) => {
      setQueuePaused(database, isPaused);
      emitter.emit('queue:changed', null);
    },
  };
}
