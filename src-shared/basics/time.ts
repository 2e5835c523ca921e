/** The last millisecond that a `Date` can hold. Source: ECMAScript, "Time Values and Time Range". */
const LAST_TIME = 8.64e15;

/** What stands in the place of a time that is none. */
export const NO_TIME = '–';

/**
 * Whether a calendar has a day for it. A database that was edited by hand may hold any number, or none.
 * @param milliseconds since 1970, as all times of the lab
 */
export function isPossibleTime(milliseconds: number): boolean {
  return Math.abs(milliseconds) <= LAST_TIME;
}

/** "2026-11-27T14:02:11.000Z"; null for a time that is none. */
export function isoTime(milliseconds: number): string | null {
  return isPossibleTime(milliseconds) ? new Date(milliseconds).toISOString() : null;
}

/** "2026-11-27 14:02", in UTC. */
export function utcMinute(milliseconds: number): string {
  const iso = isoTime(milliseconds);
  return iso === null ? NO_TIME : iso.replace(/:\d{2}\.\d{3}Z$/, '').replace('T', ' ');
}
