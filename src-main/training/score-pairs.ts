import { countPairSet, summariseSets, type UsedThreshold } from '#shared/metrics/own-output';
import type { Protocol } from '#shared/protocols/protocols';
import { evaluationOf, type DiscriminationEvaluation } from '#shared/runs/evaluation';

import { outputsOf, surprise, type PredictOptions } from './evaluate';
import type { PairSet } from './protocol-tests';

/** A set of pairs with what the network said of it. */
export interface ScoredSet extends PairSet {
  /** Probabilities of "same", one a pair. */
  readonly scores: Float32Array;
}

/** Asks a network for the probability of "same" of each pair. Null where it was stopped half-way. */
export async function scoreSets(
  options: Omit<PredictOptions, 'batch'>,
  sets: readonly PairSet[],
): Promise<readonly ScoredSet[] | null> {
  const scored: ScoredSet[] = [];
  for (const set of sets) {
    const outputs = await outputsOf(options, set);
    if (outputs === null) return null;
    if (outputs.same === undefined) throw new Error('The network does not tell "same" from "different".');
    scored.push({ ...set, scores: outputs.same });
  }
  return scored;
}

/** The full evaluation of a finished model by its own output. */
export function ownOutputEvaluation(
  protocol: Protocol,
  sets: readonly ScoredSet[],
  threshold: UsedThreshold,
): DiscriminationEvaluation {
  const pairs = sets.reduce((sum, { scores }) => sum + scores.length, 0);
  const loss = sets.reduce((sum, { scores, same }) => sum + sumOf(sameLosses(scores, same)), 0) / pairs;
  return evaluationOf(protocol, {
    task: 'discrimination',
    loss,
    threshold,
    metrics: summariseSets(sets.map((set) => countPairSet(set.rotation, set, threshold.value))),
  });
}

/** Binary cross-entropy of each pair, in nats. */
export function sameLosses(scores: Float32Array, same: Uint8Array): Float32Array {
  return scores.map((score, pair) => surprise(same[pair] === 1 ? score : 1 - score));
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
