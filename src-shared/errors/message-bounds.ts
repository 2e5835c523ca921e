/** Values, keys and items that a request may hold: the longest list that one takes, three times over. */
const MOST_PARTS = 300_000;
/** The deepest request, a launch, has five. */
const MOST_DEPTH = 16;

/**
 * Whether a message is small enough to be held against its schema. A list with room for four thousand million items is a
 * few bytes to send, and a schema looks at each of them.
 * @param message anything that structured cloning can carry
 * @param mostParts values, keys and items that it may hold
 * @returns what is too much, for the error; null where nothing is
 */
export function excessOf(message: unknown, mostParts = MOST_PARTS): string | null {
  let parts = 0;
  let level: readonly unknown[] = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) return `more than ${MOST_DEPTH} levels; expected that many at most`;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
      parts += Array.isArray(value) ? value.length : Object.keys(value).length;
      if (parts > mostParts) return `more than ${mostParts} values; expected that many at most`;
      for (const inner of Object.values(value)) if (typeof inner === 'object') next.push(inner);
    }
    level = next;
  }
  return null;
}
