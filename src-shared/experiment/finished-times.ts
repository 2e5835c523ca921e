import { DATASETS } from '../datasets/datasets';
import { calibrationKey, workloadOf, type Calibration } from './estimate';
import type { ExperimentSpec } from './experiment';

/** What steps take on this machine, from a measurement or from a run that has finished here. */
export interface KnownTimes extends Calibration {
  /** The run that tells; left out where it was measured. */
  readonly runId?: number | undefined;
}

/** What a finished run says of its time. */
export interface FinishedRun {
  readonly id: number;
  readonly spec: ExperimentSpec;
  /** Of training, from the start of the first process to the stored figures. */
  readonly seconds: number;
  readonly epochsDone: number;
  /** Of training, for an image or pair in the first epoch and in those after it; null where no epoch had batches enough to tell. */
  readonly firstSecondsPerExample: number | null;
  readonly secondsPerExample: number | null;
  readonly engine: string;
  readonly device: string;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** To predict is the first of the three passes of a training step: forward, and backward for inputs and for weights. */
const SHARE_OF_PREDICTING = 1 / 3;

/** So many of the last finished runs of a design are asked, and the one in the middle tells: a disturbed one does not. */
export const ASKED_RUNS = 5;

/** All of a design but its device that decides what its steps cost; null where nobody knows its images. */
export function stepsKey(spec: ExperimentSpec): string | null {
  if (DATASETS.find(spec.dataset) === undefined) return null;
  return calibrationKey({ ...spec, compute: { ...spec.compute, device: 'auto' } });
}

/**
 * The time of a run, divided into start, training and predicting, so that it can be scaled to another length, fraction or
 * test. For a design like that of the run it comes to the time of the run.
 */
export function timesOfRun(run: FinishedRun): KnownTimes {
  const { seconds, epochsDone: epochs } = run;
  const { trained, watched, tested } = workloadOf(run.spec);
  const predicted = epochs * watched + tested;
  const even = seconds / (epochs * trained + predicted * SHARE_OF_PREDICTING);
  const later = run.secondsPerExample ?? run.firstSecondsPerExample ?? even;
  const first = run.firstSecondsPerExample ?? later;
  const rest = Math.max(0, seconds - trained * first - (epochs - 1) * trained * later);
  const predict = predicted === 0 ? 0 : Math.min(later * SHARE_OF_PREDICTING, rest / predicted);
  return {
    startSeconds: Math.max(0, rest - predicted * predict),
    firstSecondsPerExample: first,
    secondsPerExample: later,
    predictSecondsPerExample: predict,
    batchSize: run.spec.training.batchSize,
    steps: epochs * Math.ceil(trained / run.spec.training.batchSize),
    engine: run.engine,
    device: run.device,
    measuredAt: run.endedAt,
    runId: run.id,
  };
}

/** What the latest finished runs of one design say together; null where there is none. @param runs `ASKED_RUNS` at most */
export function timesOfRuns(runs: readonly FinishedRun[]): KnownTimes | null {
  const bySpeed = runs.map(timesOfRun).toSorted((a, b) => a.secondsPerExample - b.secondsPerExample);
  return bySpeed[Math.floor((bySpeed.length - 1) / 2)] ?? null;
}

/** Of two that know: whichever is later. */
export function laterTimes(one: KnownTimes | null, other: KnownTimes | null): KnownTimes | null {
  if (one === null || other === null) return one ?? other;
  return one.measuredAt > other.measuredAt ? one : other;
}
