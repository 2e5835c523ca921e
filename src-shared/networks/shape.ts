/** Without the batch: [height, width, channels] or [units]. */
export type Shape = readonly number[];

/** The number of values in a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
