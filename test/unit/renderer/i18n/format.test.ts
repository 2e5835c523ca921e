import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatterFor, type Formatter } from '../../../../src-renderer/i18n/format';

const format = formatterFor('en');

describe('numbers', () => {
  it('groups the digits of a count', () => {
    expect(format.count(79_274)).toBe('79,274');
  });

  it('prints a score with the four decimals of the deck', () => {
    expect([format.score(0.789), format.score(1)]).toEqual(['0.7890', '1.0000']);
  });

  it('writes what others printed with the decimal mark of the language, and every digit', () => {
    expect([format.printed('0.7890'), formatterFor('pl').printed('≈ 0.94')]).toEqual(['0.7890', '≈ 0,94']);
  });

  it('keeps small learning rates whole', () => {
    expect([format.number(0.001), format.number(0.00005)]).toEqual(['0.001', '0.00005']);
  });

  it('prints a share in percent, and never some as none or all', () => {
    expect([1, 0.125, 0.1, 0.00001, 0.99999, 0].map(format.percent)).toEqual([
      '100%',
      '12.5%',
      '10%',
      '0.001%',
      '99.999%',
      '0%',
    ]);
    expect(formatterFor('pl').percent(0.00001)).toBe('0,001%');
  });

  it('names sizes in powers of 1000', () => {
    expect([format.bytes(318_344), format.bytes(170_498_071), format.bytes(25.2e9)]).toEqual([
      '318.3 kB',
      '170.5 MB',
      '25.2 GB',
    ]);
  });

  it('follows the language', () => {
    expect([formatterFor('pl').score(0.789), formatterFor('pl').count(79_274)]).toEqual(['0,7890', '79\u00a0274']);
  });
});

describe('a minus', () => {
  it('is the same wide sign everywhere, in each language', () => {
    const written = (locale: string): readonly string[] => {
      const { count, score, difference, share, percent, number, exponent } = formatterFor(locale);
      return [count(-3), score(-0.5), difference(-0.25, 2), share(-0.5), percent(-0.5), number(-7), exponent(-1.2e-7)];
    };
    expect(written('en')).toEqual(['−3', '−0.5000', '−0.25', '−0.50', '−50%', '−7', '−1.2e−7']);
    expect(written('pl')).toEqual(['−3', '−0,5000', '−0,25', '−0,50', '−50%', '−7', '−1,2e−7']);
  });
});

describe('what a database that was edited by hand may hold', () => {
  const WRITERS: Readonly<Record<string, (format: Formatter, value: number) => string>> = {
    count: (each, value) => each.count(value),
    score: (each, value) => each.score(value),
    difference: (each, value) => each.difference(value, 2),
    share: (each, value) => each.share(value),
    percent: (each, value) => each.percent(value),
    number: (each, value) => each.number(value),
    exponent: (each, value) => each.exponent(value),
    bytes: (each, value) => each.bytes(value),
    duration: (each, value) => each.duration(value),
    time: (each, value) => each.time(value),
    clock: (each, value) => each.clock(value),
    shortTime: (each, value) => each.shortTime(value, 0),
  };

  it.each(Object.keys(WRITERS))('is a dash where it is no number, and never throws: %s', (name) => {
    for (const value of [Number.NaN, Infinity, -Infinity, 'never' as unknown as number]) {
      expect(WRITERS[name]?.(format, value)).toBe('–');
    }
    fc.assert(
      fc.property(fc.double(), fc.constantFrom('en', 'pl'), (value, locale) => {
        expect(WRITERS[name]?.(formatterFor(locale), value)).not.toMatch(/NaN|Invalid|∞|undefined/);
      }),
    );
  });

  it('is a dash for a time that no calendar has', () => {
    expect([format.time(8.65e15), format.clock(-8.65e15), format.shortTime(8.65e15, 0)]).toEqual(['–', '–', '–']);
  });
});

describe('durations', () => {
  it.each([
    [400, '0.4s'],
    [9_960, '10s'],
    [59_400, '59s'],
    [200_000, '3m 20s'],
    [3_600_000, '1h 0m'],
    [3_599_600, '1h 0m'],
    [90_000_000, '1d 1h'],
    [-5, '0s'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(format.duration(milliseconds)).toBe(text);
  });
});

describe('times', () => {
  const at = new Date(2026, 10, 24, 13, 49).getTime();

  it('name the year only where it is not this one', () => {
    expect(format.shortTime(at, at)).toMatch(/^Nov 24, 1:49\sPM$/);
    expect(format.shortTime(at, new Date(2027, 0, 1).getTime())).toMatch(/^Nov 24, 2026, 1:49\sPM$/);
  });
});
