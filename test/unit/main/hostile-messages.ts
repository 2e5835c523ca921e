import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { expect } from 'vitest';
import type { z } from 'zod';

import type { ReadMessage } from '#main/processes/process-message';
import { LabError } from '#shared/errors/errors';

import { fuzzRuns, hostileValues, isFiniteThroughout } from '../shared/hostile-values';

const RUNS = 10_000;
const MOST_MESSAGE_LETTERS = 2000;

/** Any message is refused in few words, or is sound: read again it is the same, and every number in it is one. */
export function expectRefusedOrSound<Message>(schema: z.ZodType<Message>, read: ReadMessage<Message>): void {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    // true or false, and no `expect` in it: ten thousand of those take longer than all else
    fc.property(hostileValues(schema), (message) => {
      let taken: Message;
      try {
        taken = read(message);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        counts.refused++;
        return error.code === 'invalid-message' && error.message.length < MOST_MESSAGE_LETTERS;
      }
      counts.accepted++;
      return isDeepStrictEqual(read(taken), taken) && isFiniteThroughout(taken);
    }),
    { numRuns: fuzzRuns(RUNS) },
  );
  // or nothing would have been held against either half
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(20);
  expect('polluted' in {}).toBe(false);
}
