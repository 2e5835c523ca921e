import type { LabFailure } from '#shared/errors';
import { titleOf, type ExperimentSpec } from '#shared/experiment';
import type { Launched } from '#shared/ipc';

import { insertArtefact } from '../database/artefacts';
import { insertEvaluation } from '../database/evaluations';
import { insertExperiment } from '../database/experiments';
import type { WritableDatabase } from '../database/open';
import { claimRun, endRun, insertRun, setKeptEpoch, setRunFacts, setRunOwner } from '../database/runs';
import { insertSeries } from '../database/series';
import type { TrainingEvent } from '../training/messages';
import type { LabEmitter } from './events';

/** How a run can end. */
export type RunEnd =
  | { readonly status: 'finished' | 'cancelled' }
  | { readonly status: 'failed' | 'interrupted'; readonly failure: LabFailure };

/** The only writer of the database: every change passes here, and is told to whoever listens. */
export interface Recorder {
  /** Stores a design and queues a run per seed: all of them, or none. */
  readonly queueExperiment: (spec: ExperimentSpec, owner: string) => Launched;
  /** Marks a queued run as running; false where it was not free to be taken. */
  readonly claim: (id: number, owner: string) => boolean;
  /** Hands a queued run to another process. */
  readonly adopt: (id: number, owner: string) => void;
  /** Records what the training process reported, and passes it on. `ended` is not for here: see `end`. */
  readonly record: (id: number, event: Exclude<TrainingEvent, { readonly kind: 'ended' }>) => void;
  /** Ends a run, once: a second end is ignored. */
  readonly end: (id: number, end: RunEnd) => void;
}

/** @param now milliseconds since 1970 */
export function createRecorder(database: WritableDatabase, emitter: LabEmitter, now: () => number): Recorder {
  const changed = (...ids: readonly number[]): void => emitter.emit('runs:changed', { ids });

  return {
    queueExperiment: (spec, owner) => {
      const launched = database.transaction((): Launched => {
        const experimentId = insertExperiment(database, { title: titleOf(spec), spec, createdAt: now() });
        const runIds = spec.seeds.map((seed) => insertRun(database, { experimentId, seed, owner, queuedAt: now() }));
        return { experimentId, runIds };
      })();
      changed(...launched.runIds);
      return launched;
    },
    claim: (id, owner) => {
      const claimed = claimRun(database, { id, owner, startedAt: now() });
      if (claimed) changed(id);
      return claimed;
    },
    adopt: (id, owner) => {
      setRunOwner(database, id, owner);
    },
    record: (id, event) => {
      switch (event.kind) {
        case 'progress':
          emitter.emit('run:progress', { id, progress: event.progress });
          return;
        case 'loaded':
          setRunFacts(database, id, event.facts);
          changed(id);
          return;
        case 'epoch':
          insertSeries(database, id, event.points);
          emitter.emit('run:epoch', { id, points: event.points });
          return;
        case 'kept':
          setKeptEpoch(database, id, event.epoch);
          changed(id);
          return;
        case 'artefact':
          insertArtefact(database, id, event.artefact);
          return;
        case 'evaluation':
          insertEvaluation(database, id, event.evaluation);
          changed(id);
          return;
      }
    },
    end: (id, end) => {
      const failure = 'failure' in end ? end.failure : null;
      if (endRun(database, { id, status: end.status, endedAt: now(), failure })) changed(id);
    },
  };
}
