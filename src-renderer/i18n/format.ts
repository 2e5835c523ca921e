import { percentDecimals } from '#shared/basics/percent';
import { isPossibleTime, NO_TIME } from '#shared/basics/time';

/** In the place of a number that is none. */
const NO_NUMBER = '–';
/** U+2212, as wide as a plus; Intl writes a hyphen in most languages. */
const MINUS = '−';

/**
 * Numbers and times for the screen, in one language. A number that is none, or a time that no calendar has, is a dash: a
 * database that was edited by hand may hold either.
 */
export interface Formatter {
  /** 79,274 */
  readonly count: (value: number) => string;
  /** Where only the size matters: 7.5M */
  readonly compact: (value: number) => string;
  /** A score from 0 to 1 as the field prints it, four decimals: 0.7890 */
  readonly score: (value: number) => string;
  /** A number with so many decimals, for the ticks of one axis. */
  readonly fixed: (value: number, digits: number) => string;
  /** Of two scores, with its sign: +0.0123. Not more digits than the coarser of them has. */
  readonly difference: (value: number, digits: number) => string;
  /** The same without a sign: how far two scores are apart. */
  readonly distance: (value: number, digits: number) => string;
  /** How many times as much: 4.9, 150 */
  readonly ratio: (value: number) => string;
  /** A score where there is little room: 0.79 */
  readonly share: (value: number) => string;
  /** 12.5%, and 0.001% rather than 0% */
  readonly percent: (value: number) => string;
  /** Up to four significant digits: 0.001, 2.303, 1,493 */
  readonly number: (value: number) => string;
  /** A number so small that only its size matters: 1.2e−7 */
  readonly exponent: (value: number) => string;
  /** A figure that others printed, digit by digit, with our decimal mark: 0.7890 */
  readonly printed: (text: string) => string;
  /** A number as it was typed, with our decimal mark; any other text as it is. */
  readonly typed: (text: string) => string;
  /** 170.5 MB, in powers of 1000 */
  readonly bytes: (value: number) => string;
  /** 1h 2m, 3m 20s, 12.4s */
  readonly duration: (milliseconds: number) => string;
  /** Date and time to the second. */
  readonly time: (milliseconds: number) => string;
  /** The time of day, to the second. */
  readonly clock: (milliseconds: number) => string;
  /** Date and time to the minute; the year only where it is not this one. */
  readonly shortTime: (milliseconds: number, now: number) => string;
}

type NumberFormat = (value: number) => string;
type UnitFormat = (name: string, unitDisplay: 'short' | 'narrow', digits?: number) => NumberFormat;

const formatters = new Map<string, Formatter>();

export function formatterFor(locale: string): Formatter {
  const known = formatters.get(locale);
  if (known !== undefined) return known;
  const made = createFormatter(locale);
  formatters.set(locale, made);
  return made;
}

function createFormatter(locale: string): Formatter {
  const numbers = (options: Intl.NumberFormatOptions): NumberFormat => {
    const format = new Intl.NumberFormat(locale, options);
    return (value) => (Number.isFinite(value) ? format.format(value).replaceAll('-', MINUS) : NO_NUMBER);
  };
  const times = (options: Intl.DateTimeFormatOptions): ((milliseconds: number) => string) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (milliseconds) => (isPossibleTime(milliseconds) ? format.format(milliseconds) : NO_TIME);
  };
  const unit: UnitFormat = (name, unitDisplay, digits = 0) =>
    numbers({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits: digits });

  const inAnyYear = times({ dateStyle: 'medium', timeStyle: 'short' });
  const inThisYear = times({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
  const signed = [0, 1, 2, 3, 4].map((digits) =>
    numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' }),
  );
  const unsigned = [0, 1, 2, 3, 4].map((digits) =>
    numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const atDigits = (formats: readonly NumberFormat[], value: number, digits: number): string =>
    formats[Math.min(Math.max(digits, 0), formats.length - 1)]?.(value) ?? '';
  const fixed = perDecimals((digits) => numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const fewDigits = numbers({ maximumSignificantDigits: 2 });
  const wholeRatio = numbers({ maximumFractionDigits: 0 });
  const decimalMark =
    new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

  return {
    compact: numbers({ notation: 'compact', maximumSignificantDigits: 3 }),
    count: numbers({ maximumFractionDigits: 0 }),
    score: numbers({ minimumFractionDigits: 4, maximumFractionDigits: 4 }),
    difference: (value, digits) => atDigits(signed, value, digits),
    distance: (value, digits) => atDigits(unsigned, value, digits),
    ratio: (value) => (value >= 100 ? wholeRatio : fewDigits)(value),
    fixed: (value, digits) => fixed(digits)(value),
    share: numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    percent: percents(numbers),
    number: numbers({ maximumSignificantDigits: 4 }),
    exponent: (value) =>
      Number.isFinite(value) ? value.toExponential(1).replace('.', decimalMark).replaceAll('-', MINUS) : NO_NUMBER,
    printed: (text) => text.replace('.', decimalMark),
    typed: (text) => (/^\d*\.\d+$/.test(text) ? text.replace('.', decimalMark) : text),
    bytes: byteSizes(unit),
    duration: durations(unit),
    time: times({ dateStyle: 'medium', timeStyle: 'medium' }),
    clock: times({ timeStyle: 'medium' }),
    shortTime: (milliseconds, now) =>
      new Date(milliseconds).getFullYear() === new Date(now).getFullYear()
        ? inThisYear(milliseconds)
        : inAnyYear(milliseconds),
  };
}

/** A format for each number of decimals, made once. */
function perDecimals(make: (decimals: number) => NumberFormat): (decimals: number) => NumberFormat {
  const formats = new Map<number, NumberFormat>();
  return (decimals) => {
    const known = formats.get(decimals);
    if (known !== undefined) return known;
    const made = make(decimals);
    formats.set(decimals, made);
    return made;
  };
}

/** Each share with the decimals that it needs. */
function percents(numbers: (options: Intl.NumberFormatOptions) => NumberFormat): NumberFormat {
  const formatOf = perDecimals((decimals) => numbers({ style: 'percent', maximumFractionDigits: decimals }));
  return (value) => formatOf(percentDecimals(value))(value);
}

/** In the largest unit that the size reaches. */
function byteSizes(unit: UnitFormat): NumberFormat {
  const sizes = [
    { from: 1e9, format: unit('gigabyte', 'short', 2) },
    { from: 1e6, format: unit('megabyte', 'short', 1) },
    { from: 1e3, format: unit('kilobyte', 'short', 1) },
  ];
  const plain = unit('byte', 'narrow');
  return (value) => {
    const size = sizes.find(({ from }) => value >= from);
    return size === undefined ? plain(value) : size.format(value / size.from);
  };
}

/** The two largest units that matter: nobody needs the seconds of a run of hours. */
function durations(unit: UnitFormat): NumberFormat {
  const [day, hour, minute, second] = [
    unit('day', 'narrow'),
    unit('hour', 'narrow'),
    unit('minute', 'narrow'),
    unit('second', 'narrow'),
  ];
  const tenths = unit('second', 'narrow', 1);
  return (milliseconds) => {
    if (!Number.isFinite(milliseconds)) return NO_NUMBER;
    const exact = Math.max(0, milliseconds) / 1000;
    // 9.96 would read "10.0s"
    if (exact < 9.95) return tenths(exact);
    const seconds = Math.round(exact);
    if (seconds < 60) return second(seconds);
    if (seconds < 3600) return `${minute(Math.floor(seconds / 60))} ${second(seconds % 60)}`;
    const minutes = Math.round(exact / 60);
    if (minutes < 24 * 60) return `${hour(Math.floor(minutes / 60))} ${minute(minutes % 60)}`;
    const hours = Math.round(exact / 3600);
    return `${day(Math.floor(hours / 24))} ${hour(hours % 24)}`;
  };
}
