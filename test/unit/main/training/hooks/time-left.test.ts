import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { timeLeft } from '#main/training/hooks/time-left';

/** The estimates for 100 more batches, after each of these. */
function estimates(batches: readonly number[]): readonly (number | null)[] {
  const left = timeLeft();
  return batches.map((ms) => {
    left.batchDone(ms);
    return left.secondsFor(100);
  });
}

const times = (count: number, ms: number): readonly number[] => Array<number>(count).fill(ms);

describe('the time left', () => {
  it('leaves out the first batch, which builds the network', () => {
    expect(estimates([30_000, ...times(40, 100)]).at(-1)).toBeCloseTo(10);
  });

  it('is not told before two estimates agree, each over twice the work of the one before', () => {
    const told = estimates([1_000, ...times(20, 100)]);
    // 0.5 s and 1 s of work after the first batch
    expect(told.slice(0, 10)).toEqual(times(10, 0).map(() => null));
    expect(told[10]).toBeCloseTo(10);
  });

  it('waits while batches become faster', () => {
    const faster = [1_000, 1_000, 900, 500, 200, ...times(10, 100)];
    expect(estimates(faster).every((told) => told === null)).toBe(true);
    expect(estimates([...faster, ...times(200, 100)]).at(-1)).toBeLessThan(13);
  });

  it('once told it is always there, and follows what comes', () => {
    const told = estimates([1_000, ...times(20, 100), 50_000]);
    expect(told.at(-1)).toBeCloseTo((52 / 21) * 100);
  });

  it('is never below nothing, and never no number, whatever batches take', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (batches) => {
        for (const told of estimates(batches)) expect(told === null || (told >= 0 && Number.isFinite(told))).toBe(true);
      }),
    );
  });
});
