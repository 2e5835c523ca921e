import { createHash } from 'node:crypto';

import type { DatasetFacts } from '#shared/datasets/datasets';

/** Images and their labels, in the order of the dataset. */
export interface ImageSet {
  /** count × height × width × channels, channels last, one byte a value. */
  readonly images: Uint8Array;
  /** One index into the class names per image. */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** A dataset in memory, as a run trains on it. */
export interface LoadedDataset {
  readonly facts: DatasetFacts;
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** What `checksumOf` gives for the two sets. */
  readonly checksum: string;
}

/**
 * sha256, in hex, over train images, train labels, test images and test labels as they lie in memory:
 * two runs with the same checksum saw the same data.
 */
export function checksumOf(train: ImageSet, test: ImageSet): string {
  return createHash('sha256')
    .update(train.images)
    .update(train.labels)
    .update(test.images)
    .update(test.labels)
    .digest('hex');
}
