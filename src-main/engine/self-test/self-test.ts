import type { DeviceCheck } from '#shared/devices/devices';
import { isSiamese, outputsOf, weightsOf, type NetworkPlan } from '#shared/networks/plan';

import type { DeviceNetwork, DeviceEngine, TrainingBatch } from '../engine';
import type { NamedTensor } from '#shared/networks/named-tensor';
import { TINY_NETWORKS, tinyImages, tinyWeights } from './tiny-networks';

/**
 * How far a value may be from the reference's, as a part of it or, below 1, absolutely. Float32 products come to some
 * 1e-6; those of TF32, which keep 10 bits of a mantissa, to some 1e-3 each.
 */
export const SELF_TEST_TOLERANCE = { float32: 1e-4, tf32: 2e-2 } as const;

const STEPS = 3;
const [PICTURES, SHOWN] = [tinyImages(9, 3), tinyImages(7, 4)];
/** Not Adam: it would make much of a gradient that is next to nothing, and of what rounding makes of it. */
const TRAINING = { optimiser: 'sgd', learningRate: 0.05, momentum: 0.9 } as const;

/** All that a few steps of training leave to be compared. */
type Trace = readonly number[];

/**
 * Trains a tiny network of every kind of layer, head and output for three steps on a device and on the reference, from
 * the same weights, and compares losses, weights and outputs.
 * @param report told of each network as it is done
 */
export async function selfTest(
  device: DeviceEngine,
  reference: DeviceEngine,
  report: (check: DeviceCheck) => void,
): Promise<readonly DeviceCheck[]> {
  const checks: DeviceCheck[] = [];
  for (const { name, plan } of TINY_NETWORKS) {
    // one after the other: both may be backends of one library, of which one is the current at a time
    const wanted = await trace(reference, plan);
    const check = { name, deviation: largestDeviation(await trace(device, plan), wanted) };
    checks.push(check);
    report(check);
  }
  return checks;
}

async function trace(engine: DeviceEngine, plan: NetworkPlan): Promise<Trace> {
  const pixels = { mean: 120, deviation: 60 };
  const network = await engine.compile({ plan, training: TRAINING, train: PICTURES, pixels, seed: 11 });
  try {
    network.importWeights(tinyWeights(weightsOf(plan), 6));
    const steps: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { loss, correct } = await network.trainBatch(batchOf(plan, step));
      steps.push(loss, correct);
    }
    return [...steps, ...valuesOf(await network.exportWeights()), ...(await said(network, plan))];
  } finally {
    network.dispose();
  }
}

/** Batches of different sizes, as the last one of an epoch is. */
function batchOf(plan: NetworkPlan, step: number): TrainingBatch {
  const { count, labels } = PICTURES;
  const first = Uint32Array.from({ length: step % 2 === 0 ? 5 : 4 }, (_, place) => (step * 3 + place) % count);
  if (!isSiamese(plan)) return { first };
  const second = first.map((index) => (index + 2) % count);
  const same = Uint8Array.from(first, (index, place) => Number(labels[index] === labels[second[place] ?? 0]));
  return { first, second, same, weights: Float32Array.from(same, (isSame) => 1 + isSame) };
}

async function said(network: DeviceNetwork, plan: NetworkPlan): Promise<readonly number[]> {
  const shown = { first: Uint32Array.of(6, 0, 2), second: Uint32Array.of(1, 0, 5) };
  const outputs = await network.predict(SHOWN, shown);
  return outputsOf(plan).flatMap(({ name }) => [...(outputs[name] ?? [])]);
}

const valuesOf = (weights: readonly NamedTensor[]): readonly number[] => weights.flatMap(({ values }) => [...values]);

/** Null where a value is missing or not a number. */
function largestDeviation(values: Trace, wanted: Trace): number | null {
  if (values.length !== wanted.length) return null;
  const largest = values.reduce((most, value, place) => {
    const right = wanted[place] ?? Number.NaN;
    return Math.max(most, Math.abs(value - right) / Math.max(1, Math.abs(right)));
  }, 0);
  return Number.isFinite(largest) ? largest : null;
}
