import type { DrawnPair, PairFilter, PairPage, PairQuery, PairStatistics } from '#shared/contract/inspection';

import type { ImageSet } from '../datasets/dataset';
import type { TrainingBatch } from '../engine/engine';
import { trainingCount } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';
import { divideTraining } from '../training/division';
import { examplesOf } from '../training/examples';

/** What decides which pairs there are; the rest of a query only chooses among them. */
export type PairSource = Pick<PairQuery, 'fraction' | 'sample' | 'pairing' | 'validation' | 'seed' | 'epoch'>;

/** The pairs of one epoch, with the labels of their images. */
export interface PairSet {
  readonly labels: Uint8Array;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly weights: Float32Array | undefined;
  readonly statistics: PairStatistics;
}

/** Draws the pairs as a run of this seed does, by the same code. */
export function drawPairs(set: ImageSet, { fraction, sample, pairing, validation, seed, epoch }: PairSource): PairSet {
  const used = sampledImages(set.labels, trainingCount({ trainCount: set.count }, fraction), sample, seed);
  const { trained } = divideTraining(set.labels, used, validation, seed);
  const drawn = examplesOf(set, trained, pairing, seed)(epoch);
  const { first, second = drawn.first, weights } = drawn;
  const { labels } = set;
  return { labels, first, second, weights, statistics: statisticsOf({ ...drawn, second }, labels, trained) };
}

function statisticsOf(
  { first, second, weights }: TrainingBatch & { readonly second: Uint32Array },
  labels: Uint8Array,
  trained: Uint32Array,
): PairStatistics {
  const usesOf = new Uint32Array(labels.length);
  const sum = { same: 0, self: 0, sameWeight: 0, weight: 0 };
  first.forEach((one, pair) => {
    const other = second[pair] ?? one;
    const weight = weights?.[pair] ?? 1;
    usesOf[one] = (usesOf[one] ?? 0) + 1;
    usesOf[other] = (usesOf[other] ?? 0) + 1;
    sum.weight += weight;
    if (one === other) sum.self += 1;
    if (labels[one] !== labels[other]) return;
    sum.same += 1;
    sum.sameWeight += weight;
  });
  const uses = new Array<number>(usesOf.reduce((most, count) => Math.max(most, count), 0) + 1).fill(0);
  for (const image of trained) {
    const count = usesOf[image] ?? 0;
    uses[count] = (uses[count] ?? 0) + 1;
  }
  return { pairs: first.length, images: trained.length, ...sum, uses };
}

/** One page of the pairs that pass a filter, in the order in which they were made. */
export function pageOfPairs(
  set: PairSet,
  { show, offset, limit }: Pick<PairQuery, 'show' | 'offset' | 'limit'>,
): PairPage {
  const { labels, first, second, weights, statistics } = set;
  const pairAt = (place: number): DrawnPair => {
    const [one, other] = [first[place] ?? 0, second[place] ?? 0];
    const weight = weights?.[place] ?? 1;
    return { place, first: one, second: other, firstClass: labels[one] ?? 0, secondClass: labels[other] ?? 0, weight };
  };
  const pairs: DrawnPair[] = [];
  let passed = 0;
  for (let place = 0; place < first.length && pairs.length < limit; place++) {
    const pair = pairAt(place);
    if (!passes(pair, show)) continue;
    if (passed >= offset) pairs.push(pair);
    passed += 1;
  }
  return { pairs, total: countOf(statistics, show), statistics };
}

function passes({ first, second, firstClass, secondClass }: DrawnPair, show: PairFilter): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'same':
      return firstClass === secondClass;
    case 'different':
      return firstClass !== secondClass;
    case 'two':
      return first !== second;
    case 'self':
      return first === second;
  }
}

function countOf({ pairs, same, self }: PairStatistics, show: PairFilter): number {
  return { all: pairs, same, different: pairs - same, two: pairs - self, self }[show];
}
