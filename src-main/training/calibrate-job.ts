import type { ImageFacts } from '#shared/datasets/datasets';
import { toFailure } from '#shared/errors/errors';
import type { Calibration } from '#shared/experiment/estimate';
import { isSiameseKind, tellsSame } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { multiplyAdds } from '#shared/networks/work';

import type { ImageSet } from '../datasets/dataset';
import type { DeviceNetwork, TrainingBatch } from '../engine/engine';
import { initialWeights } from '../engine/initial-weights';
import { statisticsFor } from '../engine/pixel-scaling';
import type { CalibrationJob, Report } from './messages';
import { createRandom, deriveSeed } from '#shared/basics/random';
import type { JobSources } from './prepare-run';

/** The clocks of the process. */
export interface Clock {
  /** Seconds since the process started; it never goes back. */
  readonly sinceStart: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** As much work as a step of a big network may be: a few seconds on an old laptop. */
const MOST_MULTIPLY_ADDS = 2e10;
/** Steps are timed until both have been reached. */
const ENOUGH_STEPS = 3;
const ENOUGH_SECONDS = 2;
const SEED = 1;

/**
 * Trains a few batches of images of noise, and reports how long they took, and then `ended`. Nothing is stored, and
 * weights that the design starts from are not needed: random ones take as long. Never throws.
 */
export async function calibrateJob(
  job: CalibrationJob,
  sources: Pick<JobSources, 'openEngine'>,
  report: Report,
  clock: Clock,
): Promise<void> {
  try {
    report({ kind: 'calibrated', calibration: await calibrate(job, sources, clock) });
    report({ kind: 'ended', outcome: { kind: 'finished' } });
  } catch (error) {
    report({ kind: 'ended', outcome: { kind: 'failed', failure: toFailure(error) } });
  }
}

async function calibrate(
  { spec, datasetFacts, compute }: CalibrationJob,
  { openEngine }: Pick<JobSources, 'openEngine'>,
  clock: Clock,
): Promise<Calibration> {
  const plan = planNetwork(spec.network, datasetFacts);
  const engine = await openEngine(compute, plan);
  const affordable = Math.max(8, Math.floor(MOST_MULTIPLY_ADDS / multiplyAdds(plan)));
  const batchSize = Math.min(spec.training.batchSize, affordable);
  // one batch to warm up with, one of images that nobody has seen
  const train = noise(datasetFacts, 2 * batchSize);
  const network = await engine.compile({
    plan,
    training: spec.training,
    train,
    pixels: statisticsFor(plan.scaling, train, range(0, train.count)),
    seed: deriveSeed(SEED, 'dropout'),
  });
  network.importWeights(initialWeights(plan, SEED));
  const seen = batchOf(spec, range(0, batchSize));
  const fresh = batchOf(spec, range(batchSize, 2 * batchSize));

  const startSeconds = clock.sinceStart();
  const timed = async (work: () => unknown): Promise<number> => {
    const begun = clock.sinceStart();
    await work();
    return clock.sinceStart() - begun;
  };
  await network.trainBatch(seen);
  const first = await timed(() => network.trainBatch(fresh));
  const atOnce = network.batchesAtOnce ?? 1;
  const steps: number[] = [];
  while (steps.length < ENOUGH_STEPS || sum(steps) < ENOUGH_SECONDS) {
    const batch = steps.length % 2 === 0 ? seen : fresh;
    const step = async (): Promise<unknown> => network.trainBatch(batch);
    const together = await timed(() => Promise.all(Array.from({ length: atOnce }, step)));
    steps.push(...Array.from({ length: atOnce }, () => together / atOnce));
    // a step that takes so long tells enough by itself
    if (sum(steps) > 4 * ENOUGH_SECONDS) break;
  }
  const predicting = await timePrediction(network, train, seen, timed);
  network.dispose();
  const usual = median(steps);
  return {
    startSeconds,
    firstSecondsPerExample: Math.max(first, usual) / batchSize,
    secondsPerExample: usual / batchSize,
    predictSecondsPerExample: predicting / batchSize,
    batchSize,
    steps: steps.length,
    engine: engine.name,
    device: engine.device,
    measuredAt: clock.now(),
  };
}

/** The second time, as a validation after the first epoch is. */
async function timePrediction(
  network: DeviceNetwork,
  train: ImageSet,
  batch: TrainingBatch,
  timed: (work: () => unknown) => Promise<number>,
): Promise<number> {
  await network.predict(train, batch);
  return timed(() => network.predict(train, batch));
}

/** Images and labels without a meaning; how long a step takes does not depend on what is on them. */
function noise({ imageShape, classNames }: ImageFacts, count: number): ImageSet {
  const random = createRandom(deriveSeed(SEED, 'noise'));
  const bytes = imageShape.reduce((product, dimension) => product * dimension, count);
  return {
    images: Uint8Array.from({ length: bytes }, () => Math.floor(random.next() * 256)),
    labels: Uint8Array.from({ length: count }, (_, image) => image % classNames.length),
    count,
  };
}

function batchOf({ network }: CalibrationJob['spec'], images: Uint32Array): TrainingBatch {
  return {
    first: images,
    ...(isSiameseKind(network.kind) ? { second: images.toReversed() } : {}),
    ...(tellsSame(network.kind) ? { same: Uint8Array.from(images, (image) => image % 2) } : {}),
  };
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, place) => from + place);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
