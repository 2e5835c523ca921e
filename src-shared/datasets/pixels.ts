export const SPLITS = ['train', 'test'] as const;
/** A set of images of a dataset. */
export type Split = (typeof SPLITS)[number];

/** The most images that one request may ask for. */
export const MOST_IMAGES = 2_000;

/** Images as the network is given them before scaling. */
export interface ImagePixels {
  /** [height, width, channels], one channel for grey and three for red, green, blue. */
  readonly shape: readonly number[];
  /** count × height × width × channels, 0…255. */
  readonly pixels: Uint8Array;
  /** The class index of each image. */
  readonly labels: Uint8Array;
}

/** What a finished classifier said of every test image, in order. */
export interface RunPredictions {
  readonly truth: Uint8Array;
  readonly predicted: Uint8Array;
  /** [count, classes], row-major. */
  readonly probabilities: Float32Array;
}

/** What a finished network said of one set of pairs of test images. */
export interface ScoredPairSet {
  /** By how many places the second image is further on; null where partners were drawn at random. */
  readonly rotation: number | null;
  /** Probabilities of "same": pair k is of test image k and its partner. */
  readonly scores: Float32Array;
  /** 1 where both are of one class, else 0. */
  readonly same: Uint8Array;
  /** The partners' indices. */
  readonly second: Uint32Array;
}

/** Every figure of an evaluation by the network's own output can be counted anew from it. */
export interface RunScores {
  /** The rotations in their order, and then the random partners. */
  readonly sets: readonly ScoredPairSet[];
}
