import { z } from 'zod';

import { LAB_ERROR_CODES, LabError, type LabFailure } from '#shared/errors/errors';
import { excessOf } from '#shared/errors/message-bounds';
import { problemsOf } from '#shared/errors/problems';

/** Of 10,000 epochs a resumed run tells seven figures each, with four facts to a figure; nothing else is as long. */
const MOST_PARTS = 500_000;
const MOST_PROBLEMS = 3;
const MOST_LETTERS = 300;
/** The longest text that a process has to tell: what a library wrote before it gave up. */
const MOST_TEXT = 1_000_000;

/** Takes what has come over from another process for what it should be. @throws LabError `invalid-message` */
export type ReadMessage<Message> = (received: unknown) => Message;

/**
 * Holds every message of another process of the lab against its schema, before anything acts on it: such a process runs
 * native code, which can break in any way.
 * @param from what it is from, such as "the training process"
 */
export function messageReader<Message>(schema: z.ZodType<Message>, from: string): ReadMessage<Message> {
  return (received) => {
    const excess = excessOf(received, MOST_PARTS);
    if (excess !== null) throw refusal(from, [`Received ${excess}.`]);
    const parsed = schema.safeParse(received);
    if (parsed.success) return parsed.data;
    throw refusal(
      from,
      problemsOf(parsed.error).map(({ field, message }) => `${field}: ${message}`),
    );
  };
}

function refusal(from: string, problems: readonly string[]): LabError {
  const named = problems.slice(0, MOST_PROBLEMS).map((problem) => problem.slice(0, MOST_LETTERS));
  return new LabError(
    'invalid-message',
    `A message from ${from} is not one that this lab knows, and nothing of it was used. ${named.join(' ')} ` +
      'Try it again; where it happens again, run "npm run setup" and restart the lab, so that all its parts are of one version.',
  );
}

/** For parts of messages. */
export const countSchema = z.int().nonnegative();
export const textSchema = z.string().max(MOST_TEXT);
export const sha256Schema = z.string().regex(/^[\da-f]{64}$/);
export const failureSchema: z.ZodType<LabFailure> = z.strictObject({
  code: z.enum(LAB_ERROR_CODES),
  message: textSchema,
  detail: textSchema.exactOptional(),
});
