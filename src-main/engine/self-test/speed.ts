import { vanillaPlan } from '#shared/networks/vanilla';

import type { ImageSet } from '../../datasets/dataset';
import { createRandom } from '#shared/basics/random';
import type { DeviceEngine } from '../engine';
import { initialWeights } from '../initial-weights';

/** Long enough for a figure, short enough to wait for. */
const MEASURED_MS = 1500;
const MOST_STEPS = 200;

/** What is measured: vanilla on images of 32×32×3. */
export const MEASURED_PLAN = vanillaPlan([32, 32, 3], 10);

/** Training images a second of the network vanilla, on random images of 32×32×3. @param now in milliseconds */
export async function measureSpeed(
  engine: DeviceEngine,
  batchSize: number,
  now: () => number,
): Promise<{ readonly batchSize: number; readonly imagesPerSecond: number }> {
  const train = randomImages(2 * batchSize);
  const training = { optimiser: 'adam', learningRate: 0.001, momentum: 0 } as const;
  const network = await engine.compile({ plan: MEASURED_PLAN, training, train, seed: 1 });
  try {
    network.importWeights(initialWeights(MEASURED_PLAN, 1));
    const batchAt = (step: number): Uint32Array =>
      Uint32Array.from({ length: batchSize }, (_, place) => (step + place) % train.count);
    // the first step pays for what is made ready once
    await network.trainBatch({ first: batchAt(0) });
    const begun = now();
    let steps = 0;
    while (steps < MOST_STEPS && (steps === 0 || now() - begun < MEASURED_MS)) {
      steps += 1;
      await network.trainBatch({ first: batchAt(steps) });
    }
    return { batchSize, imagesPerSecond: (steps * batchSize * 1000) / (now() - begun) };
  } finally {
    network.dispose();
  }
}

function randomImages(count: number): ImageSet {
  const random = createRandom(7);
  return {
    images: Uint8Array.from({ length: count * 32 * 32 * 3 }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(10)),
    count,
  };
}
