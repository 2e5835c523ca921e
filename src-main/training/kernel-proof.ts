import { LabError } from '#shared/errors/errors';

import type { DeviceNetwork, KernelFingerprints, TrainingBatch } from '../engine/engine';
import { deriveSeed, mix } from '#shared/basics/random';

/**
 * Which gradients came out in more than one way: a kernel that was made wrong gives other bits than a sound one, whichever
 * of the two the others are. See docs/kernel-race.md.
 * @returns weights, in their order; none where all rounds agree
 */
export function unsoundWeights(rounds: readonly KernelFingerprints[]): readonly string[] {
  const [first] = rounds;
  if (first === undefined) return [];
  const { weights, alone: wanted } = first;
  const differs = (weight: number): boolean =>
    rounds
      .flatMap(({ together, alone }) => [together, alone])
      .some((sums) => sums.some((sum, place) => place % weights.length === weight && sum !== wanted[place]));
  return weights.filter((_, weight) => differs(weight));
}

/**
 * Enough that a kernel which is wrong on one of two threads is used on both: a round that finds it comes with the odds of
 * a coin at least. Where rounds take long there are fewer.
 */
const MOST_ROUNDS = 8;
const FEWEST_ROUNDS = 2;
const ENOUGH_MS = 2000;
/** One step in so many is proved once more. It costs about three steps, so 0.6 % of the time. */
const STEPS_BETWEEN = 500;

export interface KernelProof {
  readonly network: DeviceNetwork;
  /** Steps are drawn by it. */
  readonly seed: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * A network whose kernels are proved on the first batch that it trains on in this process, and on one at random now and
 * then. Nothing of the training changes by it.
 * @returns the network, whose `trainBatch` throws LabError `kernels-unsound` before a step with such kernels
 */
export function provedNetwork({ network, seed, now }: KernelProof): DeviceNetwork {
  const fingerprints = network.kernelFingerprints;
  if (fingerprints === undefined) return network;
  const drawn = deriveSeed(seed, 'kernel proof');
  let steps = 0;

  const prove = (batch: TrainingBatch, most: number): void => {
    const begun = now();
    const rounds: KernelFingerprints[] = [];
    while (rounds.length < most && (rounds.length < FEWEST_ROUNDS || now() - begun < ENOUGH_MS)) {
      rounds.push(fingerprints(batch));
    }
    const unsound = unsoundWeights(rounds);
    if (unsound.length > 0) throw unsoundKernels(unsound, steps);
  };

  return {
    ...network,
    trainBatch: (batch) => {
      if (steps === 0) prove(batch, MOST_ROUNDS);
      else if (mix(drawn ^ steps) % STEPS_BETWEEN === 0) prove(batch, 1);
      steps += 1;
      return network.trainBatch(batch);
    },
  };
}

function unsoundKernels(weights: readonly string[], steps: number): LabError {
  const named =
    weights.length > 3 ? `${weights.slice(0, 3).join(', ')} and ${weights.length - 3} more` : weights.join(', ');
  return new LabError(
    'kernels-unsound',
    `Received two different gradients of one batch from this process (${named}), ` +
      `${steps === 0 ? 'before its first step' : `after ${steps} steps`}; expected the same bits each time. ` +
      'Some kernel of libtensorflow (oneDNN) was made wrong in it.',
  );
}
