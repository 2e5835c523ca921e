import type { Counts } from '#shared/metrics/judged';
import { halfPlan, halfWeights, type Half } from '#shared/networks/half';
import type { NetworkPlan } from '#shared/networks/plan';
import type { UsedThreshold } from '#shared/metrics/own-output';
import { halfOf, type Protocol } from '#shared/protocols/protocols';
import {
  evaluationOf,
  type ClassificationEvaluation,
  type DiscriminationEvaluation,
  type OtherEvaluation,
} from '#shared/runs/evaluation';

import type { ImageSet } from '../datasets/dataset';
import type { DeviceNetwork } from '../engine/engine';
import { classEvaluation, outputsOf, predictSet, type Predictions } from './evaluate';
import { PROTOCOL_TESTS, type ProtocolTest } from './protocol-tests';
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
  | { readonly kind: 'pairs'; readonly evaluation: DiscriminationEvaluation; readonly sets: readonly ScoredSet[] }
  | { readonly kind: 'counts'; readonly evaluation: OtherEvaluation };

/**
 * Tests a network by one protocol. Null where it was stopped half-way.
 * @throws RangeError where no protocol of that kind is registered, and where the network cannot be asked so, such as for
 * half of one that cannot be cut
 */
export async function examine(protocol: Protocol, subject: Subject): Promise<Examined | null> {
  const test = PROTOCOL_TESTS.get(protocol);
  const half = halfOf(protocol);
  return half === null
    ? carryOut(test, subject)
    : withHalf(subject, half, (network) => carryOut(test, { ...subject, network }));
}

async function carryOut(test: ProtocolTest, subject: Subject): Promise<Examined | null> {
  const { set, seed, classCount } = subject;
  switch (test.judgedBy) {
    case 'classes': {
      const predictions = await predictSet({ ...subject, batch: test.show(set, seed) });
      if (predictions === null) return null;
      return { kind: 'classes', evaluation: classEvaluation(predictions, set, classCount, test.kind), predictions };
    }
    case 'pairs': {
      const sets = await scoreSets(subject, test.show(set, seed));
      if (sets === null) return null;
      return { kind: 'pairs', evaluation: ownOutputEvaluation(test.kind, sets, subject.threshold), sets };
    }
    case 'counts': {
      const shown = test.show(set, seed);
      const outputs = await outputsOf(subject, shown);
      if (outputs === null) return null;
      const counts: Counts = test.count({ shown, outputs, set, classCount });
      return { kind: 'counts', evaluation: evaluationOf(test.kind, { task: 'other', counts }) };
    }
  }
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
