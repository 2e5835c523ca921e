/** Entry of a process that looks into the steps of the graph. Its last line of output is the times of each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { layersOf, weightsOf } from '#shared/networks/plan';

import { laneCountFor, signatureFor, threadsOfKernel } from '#main/engine/graph/lanes';
import { GRAPH_OPTIMISERS } from '#main/engine/graph/optimisers/registry';
import { writeSavedModel } from '#main/engine/graph/saved-model';
import { buildTrainingGraph } from '#main/engine/graph/training-graph';
import { initialWeights } from '#main/engine/initial-weights';
import { statisticsFor } from '#main/engine/pixel-scaling';
import { openTraced, type Fed } from './libtensorflow';
import { profileOf, timesOf, type StepProfile, type StepTimes } from './step-trace';
import { median } from './summary';
import { benchmarkImages, benchmarkSpec, LEAST_STEPS, SEED, WARM_UP_STEPS, type Workload } from './workload';

/** What the process tells. */
export interface ProfiledSteps extends StepProfile {
  readonly laneCount: number;
  /** A step without the tracing, from the call to the answer; the median. */
  readonly untracedMilliseconds: number;
}

const profile = await measure(JSON.parse(process.argv[2] ?? '') as Workload);
process.stdout.write(`${JSON.stringify(profile)}\n`);
process.exit(0);

async function measure({ network, batch, seconds, cifar }: Workload): Promise<ProfiledSteps> {
  const spec = benchmarkSpec(network, batch);
  const plan = planNetwork(spec.network, DATASETS.get(spec.dataset));
  const { train } = await benchmarkImages(cifar);
  const used = Uint32Array.from({ length: train.count }, (_, image) => image);
  // as the engine does
  const laneCount = laneCountFor(plan, availableParallelism());
  process.env['TF_NUM_INTRAOP_THREADS'] ??= String(threadsOfKernel(plan, availableParallelism()));
  const model = buildTrainingGraph(plan, spec.training, statisticsFor(plan.scaling, train, used), laneCount);
  const folder = await mkdtemp(join(tmpdir(), 'siamese-lab-profile-'));
  await writeSavedModel(folder, model);
  const session = openTraced(folder, model);
  await rm(folder, { recursive: true });

  const packed = new Int32Array(Uint8Array.from(train.images).buffer);
  const weights = new Map(initialWeights(plan, SEED).map(({ name, values }) => [name, values]));
  const shapes = new Map(weightsOf(plan).map(({ name, shape }) => [name, shape]));
  session.run('fill/train', {
    packed: { values: packed, shape: [packed.length] },
    labels: { values: Int32Array.from(train.labels), shape: [train.count] },
  });
  for (const [name, { inputs }] of model.signatures) {
    if (!name.startsWith('write/weights/')) continue;
    const fed = Object.keys(inputs).map((weight): [string, Fed] => [
      weight,
      { values: weights.get(weight) ?? new Float32Array(), shape: shapes.get(weight) ?? [] },
    ]);
    session.run(name, Object.fromEntries(fed));
  }
  session.run('reset', {});

  const feeds = (step: number): Readonly<Record<string, Fed>> => {
    const indices = Int32Array.from({ length: batch }, (_, place) => (step * 7919 + place * 31) % train.count);
    const { stepFactors } = GRAPH_OPTIMISERS.get(spec.training.optimiser);
    const factors = Object.entries(stepFactors(step, spec.training));
    const keys = Int32Array.from(layersOf(plan), (_, ordinal) => Math.imul(step * 31 + ordinal, 0x9e3779b1));
    return {
      first: { values: indices, shape: [batch] },
      second: { values: indices, shape: [batch] },
      same: { values: new Float32Array(batch).fill(1), shape: [batch, 1] },
      weights: { values: new Float32Array(batch).fill(1), shape: [batch] },
      keys: { values: keys, shape: [keys.length] },
      ...Object.fromEntries(factors.map(([name, value]) => [name, { values: Float32Array.of(value), shape: [] }])),
    };
  };
  const signature = signatureFor('train', laneCount, batch);
  const traced: StepTimes[] = [];
  const untraced: number[] = [];
  const begun = performance.now();
  for (let step = 1; traced.length < LEAST_STEPS || performance.now() - begun < seconds * 1000; step++) {
    // in turns, so that whatever else the machine does falls on both
    const started = performance.now();
    const kernels = session.run(signature, feeds(step), step % 2 === 0);
    if (step <= 2 * WARM_UP_STEPS) continue;
    if (step % 2 === 0) traced.push(timesOf(kernels));
    else untraced.push(performance.now() - started);
  }
  return { laneCount, untracedMilliseconds: median(untraced), ...profileOf(traced) };
}
