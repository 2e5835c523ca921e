import { tellsSame, type ExperimentSpec } from '#shared/experiment/experiment';
import { thresholdFor, type UsedThreshold } from '#shared/metrics/own-output';
import { usualProtocolsFor } from '#shared/protocols/protocols';

import { classLosses, largestOf, outputsOf, predictSet, scoresOf, type PredictOptions } from './evaluate';
import type { Scores } from './loop';
import { rotationPairs } from './pairing/rotation';
import { DECK_PAIR_WEIGHTS, sampleWeights } from './pairing/sample-weights';
import { PROTOCOL_TESTS, type ProtocolTest } from './protocol-tests';
import { sameLosses, scoreSets } from './score-pairs';

export interface WatchOptions extends Omit<PredictOptions, 'batch'> {
  /** Draws the partners of test pairs where they are random. */
  readonly seed: number;
}

type ClassTest = Extract<ProtocolTest, { readonly judgedBy: 'classes' }>;

/**
 * Scores a network after an epoch, by the first protocol of its design; one that tells "same" from "different", on one
 * rotation, and of a design that begins with half of a network, the whole, which is what is trained.
 * @returns null where it was stopped half-way
 */
export async function watchNetwork(
  spec: Pick<ExperimentSpec, 'network' | 'pairing' | 'protocols'>,
  options: WatchOptions,
): Promise<Scores | null> {
  const { network, pairing } = spec;
  if (tellsSame(network.kind)) {
    return watchPairs(options, pairing !== null && 'sameWeight' in pairing ? pairing.sameWeight : 1);
  }
  const batch = watchedTest(spec).show(options.set, options.seed);
  const predictions = await predictSet({ ...options, batch });
  return predictions && scoresOf(predictions, options.set);
}

/** The first protocol of a design that is judged by classes; where an extension's own are all there are, the network's usual one. */
function watchedTest({ network, protocols }: Pick<ExperimentSpec, 'network' | 'protocols'>): ClassTest {
  const isOfClasses = (test: ProtocolTest): test is ClassTest => test.judgedBy === 'classes';
  const usual = usualProtocolsFor(network, 'classification');
  const test = [...protocols, ...usual].map(PROTOCOL_TESTS.get).find(isOfClasses);
  if (test === undefined) throw new Error(`The network ${network.kind} cannot be tested by ${protocols.join(', ')}.`);
  return test;
}

/** One rotation, so that watching costs a tenth of testing. */
const WATCHED_ROTATION = 1;

/**
 * Scores a network that tells "same" from "different", after an epoch, on one rotation of a set. The loss is weighed as
 * the training loss is, and holds both outputs where the network has both, so that the two curves can be compared. The
 * accuracy is that of "same" at one half; of a network that tells the class too, that of the first image's class.
 * @param sameWeight how much a "same" pair counts in training, where a "different" one counts 1
 * @returns null where it was stopped half-way
 */
async function watchPairs(options: Omit<PredictOptions, 'batch'>, sameWeight: number): Promise<Scores | null> {
  const { set, classCount } = options;
  const { first, second, same } = rotationPairs(set.labels, set.count, [WATCHED_ROTATION]);
  const outputs = await outputsOf(options, { first, second });
  if (outputs === null) return null;
  const weights = sampleWeights(same, { ...DECK_PAIR_WEIGHTS, same: sameWeight });
  const { class: classes, same: scores } = outputs;
  const losses = [
    ...(classes === undefined ? [] : [classLosses(classes, set, first, classCount)]),
    ...(scores === undefined ? [] : [sameLosses(scores, same)]),
  ];
  const isRight = (pair: number): boolean =>
    classes === undefined
      ? (scores?.[pair] ?? 0) >= 0.5 === (same[pair] === 1)
      : largestOf(classes, pair, classCount) === set.labels[first[pair] ?? 0];
  const right = first.reduce((sum, _, pair) => sum + (isRight(pair) ? 1 : 0), 0);
  const loss = losses.reduce(
    (sum, of) => sum + of.reduce((part, value, pair) => part + value * (weights[pair] ?? 1), 0),
    0,
  );
  return { loss: loss / first.length, accuracy: right / first.length };
}

/**
 * From which probability on a finished network's pairs are called "same": the best on one rotation of the images that
 * were held out, and one half where nothing was.
 * @param heldOut null where nothing was held out
 * @returns null where it was stopped half-way
 */
export async function chooseThreshold(
  { network }: Pick<ExperimentSpec, 'network'>,
  heldOut: Omit<PredictOptions, 'batch'> | null,
): Promise<UsedThreshold | null> {
  if (heldOut === null || !tellsSame(network.kind)) return thresholdFor(null);
  const { labels, count } = heldOut.set;
  const pairs = rotationPairs(labels, count, [WATCHED_ROTATION]);
  const scored = await scoreSets(heldOut, [{ ...pairs, rotation: WATCHED_ROTATION }]);
  return scored && thresholdFor(scored[0] ?? null);
}
