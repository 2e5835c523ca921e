import { DATASETS } from '#shared/datasets/datasets';
import { parseExperimentSpec, type ExperimentSpec, type NetworkKind } from '#shared/experiment/experiment';

import type { ImageSet, LoadedDataset } from '#main/datasets/dataset';
import { loadDataset } from '#main/datasets/load';
import { createRandom } from '#shared/basics/random';

/** What the process of an engine is told. */
export interface Workload {
  readonly engine: string;
  readonly network: NetworkKind;
  readonly batch: number;
  readonly seconds: number;
  /** Where CIFAR-10 lies; null for random images of its size and number. */
  readonly cifar: string | null;
}

/** Steps before the clock starts: the first ones make memory and kernels ready. */
export const WARM_UP_STEPS = 3;
/** However long they take. */
export const LEAST_STEPS = 3;
export const SEED = 1;

/**
 * The deck's settings, Adam at 0.001. Of a siamese network one pair an image: each with itself to learn classes from, and
 * with the next one to learn "same" from; how fast a pair is trained on does not depend on which it is.
 */
export function benchmarkSpec(network: NetworkKind, batch: number): ExperimentSpec {
  const base = { dataset: 'cifar10', network: { kind: network }, training: { batchSize: batch } };
  const tellsSame = network === 'discrimination' || network === 'joint';
  const pairing = tellsSame ? { kind: 'rotations', rotations: [1] } : { kind: 'class-preserving', permutations: 0 };
  const result = parseExperimentSpec({ ...base, pairing });
  if (result.kind === 'valid') return result.spec;
  throw new RangeError(result.problems.map(({ message }) => message).join(' '));
}

/** CIFAR-10, or noise of its size. */
export async function benchmarkImages(cifar: string | null): Promise<Pick<LoadedDataset, 'train'>> {
  return cifar === null ? { train: noise() } : loadDataset('cifar10', cifar);
}

function noise(): ImageSet {
  const { trainCount: count, imageShape, classNames } = DATASETS.get('cifar10');
  const size = imageShape.reduce((product, length) => product * length, 1);
  const random = createRandom(SEED);
  return {
    images: Uint8Array.from({ length: count * size }, () => random.integer(256)),
    labels: Uint8Array.from({ length: count }, () => random.integer(classNames.length)),
    count,
  };
}
