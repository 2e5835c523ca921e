import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answer, readRequest, type RequestHandlers } from '#main/app/ipc/answer';
import { LabError } from '#shared/errors/errors';
import { REQUEST_SCHEMAS, type RequestName } from '#shared/contract/ipc';

import {
  descriptionOf,
  fuzzRuns,
  hostileValues,
  HOSTILE_VALUES,
  isFiniteThroughout,
} from '../../../shared/hostile-values';

/** A request for each form of arguments: `run:get` stands for all that take the number of a run. */
const NAMES = [
  ...new Map(
    (Object.keys(REQUEST_SCHEMAS) as RequestName[]).map((name) => [descriptionOf(REQUEST_SCHEMAS[name]), name]),
  ).values(),
];
const RUNS = 10_000;
const MOST_MESSAGE_LETTERS = 3000;

/** What the request takes of a message: the arguments, or a refusal. Anything else that is thrown goes on. */
function read(name: RequestName, args: unknown): { readonly args: unknown } | LabError {
  try {
    return { args: readRequest(name, args) };
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
}

describe('a request with hostile arguments', () => {
  it.each(NAMES)('%s is refused in few words, or is sound', (name) => {
    let accepted = 0;
    fc.assert(
      fc.property(hostileValues(REQUEST_SCHEMAS[name]), (message) => {
        const result = read(name, message);
        if (result instanceof LabError) {
          expect(result.code).toBe('invalid-request');
          expect(result.message.length).toBeLessThan(MOST_MESSAGE_LETTERS);
          return;
        }
        accepted++;
        // as far as it is acted on, it means one thing alone: read again it is the same
        expect(readRequest(name, result.args)).toEqual(result.args);
        expect(isFiniteThroughout(result.args)).toBe(true);
      }),
      { numRuns: fuzzRuns(RUNS) },
    );
    // or nothing would have been held against the second half
    expect(accepted).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('of any name reaches no handler that is not its own', async () => {
    const nothing = {} as RequestHandlers;
    const names = fc.oneof(
      fc.anything({ withBigInt: true, withObjectString: true }),
      fc.constantFrom(...HOSTILE_VALUES),
    );
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const refused = await answer(nothing, name, null).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(LabError);
        expect((refused as LabError).message.length).toBeLessThan(MOST_MESSAGE_LETTERS);
      }),
      { numRuns: fuzzRuns(RUNS) },
    );
  });

  it.each([
    ['room for four thousand million items', { ids: new Array(4_294_967_295) }],
    [
      'too many values',
      { ids: [1], add: Array.from({ length: 5 }, () => new Array<string>(100_000).fill('tag')), remove: [] },
    ],
    [
      'a circle',
      { ids: [1], add: HOSTILE_VALUES.find((value) => JSON.stringify(Object.keys(value ?? {})) === '["self"]') },
    ],
  ])('is refused before a schema looks at it: %s', (_what, message) => {
    expect(() => readRequest('run:tag', message)).toThrow(/Received more than .* expected that many at most/);
  });
});
