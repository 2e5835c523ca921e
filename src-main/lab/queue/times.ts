import { DATASETS } from '#shared/datasets/datasets';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { isUnderstood } from '#shared/experiment/stored-spec';
import { queueTimes, type QueueTimes, type TimedRun } from '#shared/runs/queue-times';
import type { RunSummary } from '#shared/runs/run';

import type { ReadableDatabase } from '../../database/open';
import { queuedRuns } from '../../database/queue';
import { runsOfIds } from '../../database/runs';
import type { Calibrations } from '../calibration/calibrations';
import { trainingRunOf } from './queue';
import type { Scheduler } from './scheduler';

/** Null where nobody understands it, or knows its images. */
function specOf({ spec }: RunSummary): ExperimentSpec | null {
  return isUnderstood(spec) && DATASETS.find(spec.dataset) !== undefined ? spec : null;
}

/** How long what runs and what waits will take, in every program on this database. */
export async function timesOfQueue(
  reader: ReadableDatabase,
  calibrations: Pick<Calibrations, 'find'>,
  scheduler: Pick<Scheduler, 'runningRun' | 'runningProgress'>,
  now: () => number,
): Promise<QueueTimes> {
  const training = trainingRunOf(reader);
  const waiting = runsOfIds(
    reader,
    queuedRuns(reader).map(({ id }) => id),
  );
  const running = training === undefined ? [] : runsOfIds(reader, [training]);
  const different = [...new Set([...waiting, ...running].flatMap((run) => specOf(run) ?? []))];
  const found = await calibrations.find(different);
  const times = new Map(different.map((spec, place) => [spec, found[place] ?? null]));
  const timed = (run: RunSummary): TimedRun => {
    const spec = specOf(run);
    return { ...run, spec, times: spec === null ? null : (times.get(spec) ?? null) };
  };
  const [current] = running.map((run) => ({
    ...timed(run),
    progress: run.id === scheduler.runningRun() ? scheduler.runningProgress() : null,
  }));
  return queueTimes(waiting.map(timed), current ?? null, now());
}
