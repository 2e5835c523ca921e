import type { Launched } from '#shared/contract/ipc';
import { statusOf } from '#shared/runs/run';
import type { ExperimentSpec } from '#shared/experiment/experiment';

import type { ReadableDatabase } from '../../database/open';
import type { Recorder } from '../runs/recorder';
import type { Orphans } from './orphans';
import { knownRun, refuseFullQueue, refuseTaken, refuseWithoutCheckpoint } from './refusals';

/** How runs come into the queue. */
export interface Queueing {
  /** Queues a run per seed and starts the first if nothing runs. @throws LabError `queue-full` */
  readonly launch: (spec: ExperimentSpec) => Launched;
  /** The same for several designs: all of them, or none. @throws LabError `queue-full` */
  readonly launchAll: (specs: readonly ExperimentSpec[], sweep?: string) => readonly Launched[];
  /**
   * Queues the seed of a run that came to nothing once more, in the same experiment, and gives the new run. The old one
   * stays as it is. @throws LabError `unknown-run`, `run-not-retryable`, `queue-full`
   */
  readonly retry: (id: number) => Launched;
  /**
   * Puts runs that were cancelled back where they were, and gives those: not one that had begun and has kept nothing, or
   * whose seed was tried again. @throws LabError `queue-full`
   */
  readonly putBack: (ids: readonly number[]) => readonly number[];
  /** Puts a paused run at the front of the queue, to go on from its checkpoint. @throws LabError `queue-full` */
  readonly goOn: (id: number) => Launched;
  /**
   * Queues a run that came to nothing once more, as itself, to go on from its last checkpoint; one that is paused is next.
   * @throws LabError `unknown-run`, `run-not-resumable`, `queue-full`
   */
  readonly resume: (id: number) => Promise<Launched>;
}

export interface QueueingOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Pick<
    Recorder,
    'queueExperiment' | 'queueExperiments' | 'queueAgain' | 'resume' | 'goOn' | 'putBack'
  >;
  /** Names this process, see `ownerOf`. */
  readonly owner: string;
  /** How many runs may wait. */
  readonly queueLimit: number;
  readonly orphans: Pick<Orphans, 'findCheckpoint' | 'whenEnded'>;
}

/** @param startNext called after each change */
export function createQueueing(options: QueueingOptions, startNext: () => void): Queueing {
  const { reader, recorder, owner, queueLimit, orphans } = options;

  function launchAll(specs: readonly ExperimentSpec[], sweep?: string): readonly Launched[] {
    refuseFullQueue(
      reader,
      queueLimit,
      specs.reduce((sum, { seeds }) => sum + seeds.length, 0),
    );
    const launched = recorder.queueExperiments(specs, owner, sweep);
    startNext();
    return launched;
  }

  function goOn(id: number): Launched {
    const { experimentId } = knownRun(reader, id);
    refuseFullQueue(reader, queueLimit, 1);
    recorder.goOn(id, owner);
    startNext();
    return { experimentId, runIds: [id] };
  }

  function putBack(ids: readonly number[]): readonly number[] {
    refuseFullQueue(reader, queueLimit, ids.length);
    const back = recorder.putBack(ids, owner);
    startNext();
    return back;
  }

  return {
    goOn,
    putBack,
    launch: (spec) => {
      refuseFullQueue(reader, queueLimit, spec.seeds.length);
      const launched = recorder.queueExperiment(spec, owner);
      startNext();
      return launched;
    },
    launchAll,
    retry: (id) => {
      const run = knownRun(reader, id);
      refuseTaken(reader, run, 'tried again');
      refuseFullQueue(reader, queueLimit, 1);
      const launched = recorder.queueAgain(run, owner);
      startNext();
      return launched;
    },
    resume: async (id) => {
      if (statusOf(knownRun(reader, id)) === 'paused') return goOn(id);
      await orphans.whenEnded(id);
      refuseTaken(reader, knownRun(reader, id), 'resumed');
      await orphans.findCheckpoint(id);
      const run = knownRun(reader, id);
      refuseTaken(reader, run, 'resumed');
      refuseWithoutCheckpoint(run);
      refuseFullQueue(reader, queueLimit, 1);
      recorder.resume(id, owner);
      startNext();
      return { experimentId: run.experimentId, runIds: [id] };
    },
  };
}
