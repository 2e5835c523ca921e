/** A figure over several runs of one experiment that differ only in their seed. */
export interface Aggregate {
  /** n: a mean is never shown without it. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample: divided by n − 1, in the unit of the figure. Null where n is 1, which says nothing about spread. */
  readonly standardDeviation: number | null;
}

/**
 * Mean and sample standard deviation.
 * @param values one a run, in any order
 * @throws RangeError where there are none, or one is not finite: a mean that hides a failed run would mislead
 */
export function aggregate(values: readonly number[]): Aggregate {
  const count = values.length;
  if (count === 0) throw new RangeError('Received no values to take the mean of; expected at least one.');
  const strange = values.findIndex((value) => !Number.isFinite(value));
  if (strange !== -1) {
    throw new RangeError(
      `Received ${values[strange]} as value ${strange + 1} of ${count}; expected finite numbers. Leave out the runs without a figure.`,
    );
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, standardDeviation: count === 1 ? null : Math.sqrt(squares / (count - 1)) };
}
