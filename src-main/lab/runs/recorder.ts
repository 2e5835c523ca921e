import { DATASETS } from '#shared/datasets/datasets';
import { titleOf, type ExperimentSpec } from '#shared/experiment/experiment';
import type { Launched } from '#shared/contract/ipc';
import type { CheckpointFile, SeriesPoint, CheckpointPlace } from '#shared/runs/run';
import type { LogEvent } from '#shared/runs/run-log';

import { deleteArtefacts, insertArtefact } from '../../database/artefacts';
import { deleteCheckpoint, setCheckpoint } from '../../database/checkpoints';
import { deleteEvaluations, insertEvaluation } from '../../database/evaluations';
import { insertForeignRun, type ForeignRun } from '../../database/bundled-runs';
import { insertExperiment } from '../../database/experiments';
import { appendLog } from '../../database/log';
import type { WritableDatabase } from '../../database/open';
import { claimRun, moveQueuedRun, requeueRun, setQueuePaused, setRunOwner } from '../../database/queue';
import { endRun, findRun, insertRun, setKeptEpoch, setRunFacts } from '../../database/runs';
import { countTime, markGoingOn, markPaused, setTrainer } from '../../database/run-time';
import { deleteSeriesFrom, insertSeries } from '../../database/series';
import type { RunEnd } from '../../executors/executor';
import type { RunEvent } from '../../training/messages';
import { createCuration, type Curation } from './curation';
import type { LabEmitter } from '../events/events';
import { logEventOf, logEventOfEnd } from './log-event';

/** The only writer of the database: every change passes here, and is told to whoever listens. */
export interface Recorder extends Curation {
  /** Stores a design and queues a run per seed: all of them, or none. */
  readonly queueExperiment: (spec: ExperimentSpec, owner: string) => Launched;
  /** The same for several designs, all of them or none. */
  readonly queueExperiments: (specs: readonly ExperimentSpec[], owner: string) => readonly Launched[];
  /** Queues another run of a seed that came to nothing. */
  readonly queueAgain: (run: { readonly experimentId: number; readonly seed: number }, owner: string) => Launched;
  /** Queues a run that came to nothing once more, as itself: it goes on from its checkpoint. */
  readonly resume: (id: number, owner: string) => void;
  /** Puts a queued run before another, or at the end; false where either does not wait any more. */
  readonly move: (id: number, before: number | null) => boolean;
  /** While the queue is paused no run starts, in whichever program; it stays so until it is resumed. */
  readonly pauseQueue: (isPaused: boolean) => void;
  /** Marks a queued run as running; false where it was not free to be taken. */
  readonly claim: (id: number, owner: string) => boolean;
  /** Hands a queued run to another process. */
  readonly adopt: (id: number, owner: string) => void;
  /** Records what the training process reported, and passes it on. `ended` is not for here: see `end`. */
  readonly record: (id: number, event: RunEvent) => void;
  /**
   * Stores runs that have ended elsewhere, all of them or none, and gives their numbers here.
   * @param place puts the files of the run in their place, once its number is known; what it throws undoes all
   */
  readonly importRuns: (runs: readonly ForeignRun[], place: (id: number, index: number) => void) => readonly number[];
  /** Names the process that trains a run. */
  readonly trainedBy: (id: number, trainer: string) => void;
  /** A running run is paused and its process has ended, or it goes on in another one. */
  readonly pause: (id: number, isPaused: boolean) => void;
  /** Lists a checkpoint that was found in the folder of a run that has ended: its process outlived the program. */
  readonly foundCheckpoint: (id: number, checkpoint: CheckpointFile) => void;
  /** Ends a run, once: a second end is ignored. */
  readonly end: (id: number, end: RunEnd) => void;
}

/**
 * @param now milliseconds since 1970
 * @param elapsed milliseconds since some moment, by a clock that nobody sets
 */
export function createRecorder(
  database: WritableDatabase,
  emitter: LabEmitter,
  now: () => number,
  elapsed: () => number = () => performance.now(),
): Recorder {
  /** When the runs of this program began, by both clocks. */
  const begun = new Map<number, { readonly at: number; readonly elapsed: number }>();
  /** The present, but not earlier than the time that a run has taken allows: the clock may have been set back. */
  const endOf = (id: number): number => {
    const start = begun.get(id);
    return start === undefined ? now() : Math.max(now(), Math.round(start.at + elapsed() - start.elapsed));
  };
  /** Up to when the time of the runs that this program trains is counted, by the clock that nobody sets. */
  const counted = new Map<number, number>();
  /**
   * One transaction, which also counts the time of training up to now: of a program that dies only what came after the last
   * event is not counted.
   */
  function counting<Result>(id: number, work: () => Result): Result {
    const from = counted.get(id);
    if (from === undefined) return database.transaction(work).immediate();
    const milliseconds = Math.round(elapsed() - from);
    const result = database
      .transaction(() => {
        countTime(database, id, { milliseconds, at: now() });
        return work();
      })
      .immediate();
    counted.set(id, from + milliseconds);
    return result;
  }
  const changed = (...ids: readonly number[]): void => emitter.emit('runs:changed', { ids });
  const log = (id: number, event: LogEvent): void => {
    emitter.emit('run:log', { id, line: appendLog(database, id, now(), event) });
  };
  const queueRun = (run: { readonly experimentId: number; readonly seed: number }, owner: string): number => {
    const id = insertRun(database, { experimentId: run.experimentId, seed: run.seed, owner, queuedAt: now() });
    log(id, { kind: 'queued' });
    return id;
  };
  const store = (spec: ExperimentSpec, owner: string): Launched => {
    const experimentId = insertExperiment(database, {
      title: titleOf(spec),
      spec,
      datasetFacts: DATASETS.get(spec.dataset),
      createdAt: now(),
    });
    return { experimentId, runIds: spec.seeds.map((seed) => queueRun({ experimentId, seed }, owner)) };
  };

  /** What the checkpoint holds counts, and nothing that came after it. */
  function restore(id: number, { epoch, batch }: CheckpointPlace, series: readonly SeriesPoint[]): void {
    // from the very start: whatever checkpoint there was, it is not gone on from
    if (epoch === 1 && batch === 0) deleteCheckpoint(database, id);
    deleteSeriesFrom(database, id, epoch);
    deleteEvaluations(database, id);
    deleteArtefacts(database, id);
    insertSeries(database, id, series);
  }

  function write(id: number, event: Exclude<RunEvent, { readonly kind: 'progress' }>): void {
    const toLog = logEventOf(event);
    if (toLog !== undefined) log(id, toLog);
    switch (event.kind) {
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
      case 'restored':
        restore(id, event.checkpoint, event.series);
        changed(id);
        return;
      case 'checkpoint':
        setCheckpoint(database, id, event.checkpoint);
        return;
      case 'paused':
      case 'checkpoint-failed':
      case 'kernels-unsound':
      case 'stopped-early':
        // the log has it
        return;
    }
  }

  return {
    ...createCuration(database, changed, now),
    queueExperiment: (spec, owner) => {
      const launched = database.transaction(() => store(spec, owner))();
      changed(...launched.runIds);
      return launched;
    },
    queueExperiments: (specs, owner) => {
      const launched = database.transaction(() => specs.map((spec) => store(spec, owner)))();
      changed(...launched.flatMap(({ runIds }) => runIds));
      return launched;
    },
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
    move: (id, before) => {
      const moved = moveQueuedRun(database, id, before);
      if (moved) emitter.emit('queue:changed', null);
      return moved;
    },
    pauseQueue: (isPaused) => {
      setQueuePaused(database, isPaused);
      emitter.emit('queue:changed', null);
    },
    claim: (id, owner) => {
      const startedAt = now();
      const claimed = database
        .transaction(() => {
          if (!claimRun(database, { id, owner, startedAt })) return false;
          log(id, { kind: 'started' });
          return true;
        })
        .immediate();
      if (!claimed) return false;
      begun.set(id, { at: findRun(database, id)?.startedAt ?? startedAt, elapsed: elapsed() });
      counted.set(id, elapsed());
      changed(id);
      return true;
    },
    adopt: (id, owner) => {
      setRunOwner(database, id, owner);
    },
    record: (id, event) => {
      if (event.kind === 'progress') {
        emitter.emit('run:progress', { id, progress: event.progress });
        return;
      }
      // all of it, or nothing that would be there twice when it is told again
      counting(id, () => write(id, event));
    },
    trainedBy: (id, trainer) => setTrainer(database, id, trainer),
    pause: (id, isPaused) => {
      if (isPaused) {
        counting(id, () => markPaused(database, id, now()));
        counted.delete(id);
      } else {
        markGoingOn(database, id, now());
        counted.set(id, elapsed());
      }
      changed(id);
    },
    foundCheckpoint: (id, checkpoint) => {
      setCheckpoint(database, id, checkpoint);
      changed(id);
    },
    importRuns: (runs, place) => {
      const ids = database
        .transaction(() =>
          runs.map((run, index) => {
            const id = insertForeignRun(database, run);
            place(id, index);
            return id;
          }),
        )
        .immediate();
      changed(...ids);
      return ids;
    },
    end: (id, end) => {
      const failure = 'failure' in end ? end.failure : null;
      const isEnd = counting(id, () => {
        if (!endRun(database, { id, status: end.status, endedAt: endOf(id), failure })) return false;
        if (end.status === 'finished') deleteCheckpoint(database, id);
        log(id, logEventOfEnd(end));
        return true;
      });
      begun.delete(id);
      counted.delete(id);
      if (isEnd) changed(id);
    },
  };
}
