import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isoTime, isPossibleTime, utcMinute } from '#shared/basics/time';

describe('times', () => {
  it('are written in UTC, to the millisecond or to the minute', () => {
    const at = Date.UTC(2026, 10, 27, 14, 2, 11, 5);
    expect([isoTime(at), utcMinute(at)]).toEqual(['2026-11-27T14:02:11.005Z', '2026-11-27 14:02']);
  });

  it.each([Number.NaN, Infinity, -Infinity, 8.64e15 + 2, 'yesterday' as unknown as number])(
    'that no calendar has are told as none: %s',
    (time) => {
      expect([isPossibleTime(time), isoTime(time), utcMinute(time)]).toEqual([false, null, '–']);
    },
  );

  it('never throw, whatever number a database holds', () => {
    fc.assert(
      fc.property(fc.double(), (time) => {
        expect(isoTime(time) === null).toBe(Number.isNaN(new Date(time).getTime()));
        expect(utcMinute(time)).toMatch(/^–$|^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d$/);
      }),
    );
  });
});
