/** Entry of a process that lets one engine train for a while. Its last line of output is a turn. */
import { readFileSync } from 'node:fs';
import { platform } from 'node:process';

import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';

import { PROCESSOR } from '#main/devices/processor-compute';
import { initialWeights } from '#main/engine/initial-weights';
import { openEngine } from '#main/engine/open-engine';
import { statisticsFor } from '#main/engine/pixel-scaling';
import { examplesOf } from '#main/training/examples';
import { train, type BatchEnd, type TrainingHook } from '#main/training/loop';
import type { Turn } from './summary';
import { benchmarkImages, benchmarkSpec, LEAST_STEPS, SEED, WARM_UP_STEPS, type Workload } from './workload';

const workload = JSON.parse(process.argv[2] ?? '') as Workload;
const { turn, libraries } = await measure(workload);
process.stdout.write(`${JSON.stringify({ turn, versions: libraries })}\n`);
// what else libtensorflow would do is of no interest
process.exit(0);

/** As a run trains: the same loop, the same batches; the images are held as a run holds them. */
async function measure({ engine: name, network: kind, batch, seconds, cifar }: Workload) {
  const spec = benchmarkSpec(kind, batch);
  const plan = planNetwork(spec.network, DATASETS.get(spec.dataset));
  const engine = await openEngine(PROCESSOR, name, plan);
  const dataset = await benchmarkImages(cifar);
  const used = Uint32Array.from({ length: dataset.train.count }, (_, image) => image);
  const pixels = statisticsFor(plan.scaling, dataset.train, used);
  const network = await engine.compile({ plan, training: spec.training, train: dataset.train, pixels, seed: SEED });
  network.importWeights(initialWeights(plan, SEED));
  const clock = stopwatch(seconds);
  await train({
    network,
    examples: examplesOf(dataset.train, used, spec.pairing, SEED),
    epochs: Number.POSITIVE_INFINITY,
    batchSize: batch,
    seed: SEED,
    validate: async () => Promise.resolve({ loss: 0, accuracy: 0 }),
    hooks: [clock.hook],
  });
  const turn: Turn = { ...clock.read(), peakMemoryBytes: peakMemoryBytes() };
  return { turn, libraries: engine.libraries };
}

/** Counts the steps after the warm-up, and stops the training when the time is up. */
function stopwatch(seconds: number): {
  readonly hook: TrainingHook;
  readonly read: () => Omit<Turn, 'peakMemoryBytes'>;
} {
  let warm = 0;
  let begun = 0;
  let ended = 0;
  let steps = 0;
  let samples = 0;
  let loss = Number.NaN;
  const onBatchEnd: TrainingHook['onBatchEnd'] = (end: BatchEnd, stop) => {
    ended = performance.now();
    if (warm < WARM_UP_STEPS) {
      warm += 1;
      begun = ended;
      return;
    }
    steps += 1;
    samples += end.size;
    loss = end.loss;
    if (steps >= LEAST_STEPS && ended - begun >= seconds * 1000) stop('cancelled');
  };
  return { hook: { onBatchEnd }, read: () => ({ imagesPerSecond: (samples / (ended - begun)) * 1000, steps, loss }) };
}

/** Linux hands `getrusage`'s figure on from the process that started this one; its own is in the file. */
function peakMemoryBytes(): number {
  if (platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
