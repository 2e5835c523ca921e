import type { CheckpointFile } from '#shared/runs/run';

import { insertForeignRun, type ForeignRun } from '../../database/bundled-runs';
import { deleteCheckpoint, setCheckpoint } from '../../database/checkpoints';
import type { WritableDatabase } from '../../database/open';
import { claimRun } from '../../database/queue';
import { markPaused, setTrainer } from '../../database/run-time';
import { endRun, findRun } from '../../database/runs';
import type { RunEnd } from '../../executors/executor';
import type { RunEvent } from '../../training/messages';
import type { LabEmitter } from '../events/events';
import { createCuration, type Curation } from './curation';
import { writeEvent } from './event-writing';
import { logEventOfEnd } from './log-event';
import { createNotebook, type Notebook } from './notebook';
import { createQueueWriting, type QueueWriting } from './queue-writing';
import { createTrainingTime, type TrainingTime } from './training-time';

/** The only writer of the database: every change passes here, and is told to whoever listens. */
export interface Recorder extends Curation, QueueWriting {
  /** Marks a queued run as running; false where it was not free to be taken. */
  readonly claim: (id: number, owner: string) => boolean;
  /** Records what the training process reported, and passes it on. `ended` is not for here: see `end`. */
  readonly record: (id: number, event: RunEvent) => void;
  /**
   * Stores runs that have ended elsewhere, all of them or none, and gives their numbers here.
   * @param place puts the files of the run in their place, once its number is known; what it throws undoes all
   */
  readonly importRuns: (runs: readonly ForeignRun[], place: (id: number, index: number) => void) => readonly number[];
  /** Names the process that trains a run. */
  readonly trainedBy: (id: number, trainer: string) => void;
  /** A running run is paused, and its process has ended: it is in nobody's way until somebody lets it go on. */
  readonly pause: (id: number) => void;
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
  const notebook = createNotebook(database, emitter, now);
  const { changed } = notebook;
  const time = createTrainingTime(database, now, elapsed);
  return {
    ...createCuration(database, changed, now),
    ...createQueueWriting(notebook),
    claim: (id, owner) => claim(notebook, time, id, owner),
    record: (id, event) => {
      if (event.kind === 'progress') {
        emitter.emit('run:progress', { id, progress: event.progress });
        return;
      }
      // all of it, or nothing that would be there twice when it is told again
      time.counting(id, () => writeEvent(notebook, id, event));
    },
    trainedBy: (id, trainer) => setTrainer(database, id, trainer),
    pause: (id) => {
      time.counting(id, () => markPaused(database, id, now()));
      time.end(id);
      changed(id);
    },
    foundCheckpoint: (id, checkpoint) => {
      setCheckpoint(database, id, checkpoint);
      changed(id);
    },
    importRuns: (runs, place) => importRuns(notebook, runs, place),
    end: (id, end) => endOnce(notebook, time, id, end),
  };
}

function claim({ database, now, changed, log }: Notebook, time: TrainingTime, id: number, owner: string): boolean {
  const startedAt = now();
  const claimed = database
    .transaction(() => {
      if (!claimRun(database, { id, owner, startedAt })) return false;
      log(id, { kind: 'started' });
      return true;
    })
    .immediate();
  if (!claimed) return false;
  time.begin(id, findRun(database, id)?.startedAt ?? startedAt);
  changed(id);
  return true;
}

function importRuns(
  { database, changed }: Notebook,
  runs: readonly ForeignRun[],
  place: (id: number, index: number) => void,
): readonly number[] {
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
}

function endOnce({ database, changed, log }: Notebook, time: TrainingTime, id: number, end: RunEnd): void {
  const failure = 'failure' in end ? end.failure : null;
  const isEnd = time.counting(id, () => {
    if (!endRun(database, { id, status: end.status, endedAt: time.endOf(id), failure })) return false;
    if (end.status === 'finished') deleteCheckpoint(database, id);
    log(id, logEventOfEnd(end));
    return true;
  });
  time.end(id);
  if (isEnd) changed(id);
}
