import type { Shape } from './network/layer';

export const SPLITS = ['train', 'test'] as const;
/** A set of images of a dataset. */
export type Split = (typeof SPLITS)[number];

/** The most images that one request may ask for. */
export const MOST_IMAGES = 2_000;

/** Images as the network is given them before scaling. */
export interface ImagePixels {
  /** [height, width, channels], one channel for grey and three for red, green, blue. */
  readonly shape: Shape;
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
