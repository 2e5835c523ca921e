import { halfPlan, halfWeights, type Half } from '#shared/networks/half';
import type { NetworkPlan } from '#shared/networks/plan';
import type { UsedThreshold } from '#shared/metrics/own-output';
import { asksForSame, halfOf, type Protocol } from '#shared/protocols/protocols';
import type { ClassificationEvaluation, DiscriminationEvaluation } from '#shared/runs/run';

import type { ImageSet } from '../datasets/dataset';
import type { DeviceNetwork } from '../engine/engine';
import { evaluationOf, predictSet, type Predictions } from './evaluate';
import { testBatch, testPairs } from './protocol';
import { ownOutputEvaluation, scoreSets, type ScoredSet } from './score-pairs';

/** A finished network, and what it is tested with. */
export interface Subject {
  readonly plan: NetworkPlan;
  readonly network: DeviceNetwork;
  /** Makes another plan ready, as the network was: for the halves of a cut one. */
  readonly compile: (plan: NetworkPlan) => Promise<DeviceNetwork>;
  readonly set: ImageSet;
  readonly classCount: number;
  /** Draws the partners of test pairs where they are random. */
  readonly seed: number;
  /** From which probability on a pair is called "same". */
  readonly threshold: UsedThreshold;
  readonly stopped?: (() => boolean) | undefined;
}

/** An evaluation, with all that it was counted from. */
export type Examined =
  | { readonly kind: 'classes'; readonly evaluation: ClassificationEvaluation; readonly predictions: Predictions }
  | { readonly kind: 'pairs'; readonly evaluation: DiscriminationEvaluation; readonly sets: readonly ScoredSet[] };

/**
 * Tests a network by one protocol. Null where it was stopped half-way.
 * @throws RangeError where the network cannot be asked so, such as for half of one that cannot be cut
 */
export async function examine(protocol: Protocol, subject: Subject): Promise<Examined | null> {
  const { set, classCount, seed } = subject;
  if (asksForSame(protocol)) {
    const sets = await scoreSets(subject, testPairs(protocol, set, seed));
    return sets && { kind: 'pairs', evaluation: ownOutputEvaluation(protocol, sets, subject.threshold), sets };
  }
  const half = halfOf(protocol);
  const options = { ...subject, batch: testBatch(protocol, set, seed) };
  const predictions = await (half === null
    ? predictSet(options)
    : withHalf(subject, half, (network) => predictSet({ ...options, network })));
  return (
    predictions && {
      kind: 'classes',
      evaluation: evaluationOf(predictions, set, classCount, protocol),
      predictions,
    }
  );
}

/** Cuts a copy of the network for as long as the work takes. The whole stays as it is. */
async function withHalf<Result>(
  { plan, network, compile }: Subject,
  half: Half,
  work: (network: DeviceNetwork) => Promise<Result>,
): Promise<Result> {
  const cut = await compile(halfPlan(plan, half));
  try {
    cut.importWeights(halfWeights(plan, await network.exportWeights(), half));
    return await work(cut);
  } finally {
    cut.dispose();
  }
}
