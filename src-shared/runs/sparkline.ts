/** A run's accuracy after its epochs as a line of a list: means of a few stretches of the training. */
export interface Sparkline {
  readonly id: number;
  /** On what it was scored: images that were held out, or the test set. */
  readonly split: 'validation' | 'test';
  readonly values: readonly number[];
}

/** Points of a line at most. */
export const SPARKLINE_POINTS = 32;
