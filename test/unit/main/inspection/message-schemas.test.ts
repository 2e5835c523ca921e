import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import {
  ARGS_SCHEMAS,
  inspectionAnswerSchema,
  readInspectionAnswer,
  readInspectionCommand,
  readResult,
  RESULT_SCHEMAS,
} from '#main/inspection/message-schemas';
import type { InspectionName } from '#main/inspection/messages';

import { expectRefusedOrSound } from '../hostile-messages';

const NAMES = Object.keys(RESULT_SCHEMAS) as InspectionName[];

/** One of the schemas, with the name of the question that it is of. */
function named(schemas: Readonly<Record<InspectionName, z.ZodType>>): z.ZodType {
  const [first, ...others] = NAMES.map((name) => z.strictObject({ name: z.literal(name), inner: schemas[name] }));
  if (first === undefined) throw new Error('There is no question.');
  return z.discriminatedUnion('name', [first, ...others]);
}

const partsOf = (message: unknown): { readonly name?: unknown; readonly inner?: unknown } =>
  typeof message === 'object' && message !== null ? message : {};

describe('a question to the inspection process', () => {
  it('is refused, or sound, whatever it asks', () => {
    expectRefusedOrSound(named(ARGS_SCHEMAS), (message) => {
      const { name, inner } = partsOf(message);
      const command = readInspectionCommand({ id: 1, name, args: inner });
      return command.name === 'cancel' ? command : { name: command.name, inner: command.args };
    });
  });

  it('of another name is refused', () => {
    expect(() => readInspectionCommand({ id: 1, name: 'toString', args: {} })).toThrow(/not one that this lab knows/);
  });
});

describe('an answer of the inspection process', () => {
  it('is refused, or sound, whatever it is', () => {
    expectRefusedOrSound(inspectionAnswerSchema, (message) => {
      const answer = readInspectionAnswer(message);
      // what is in it is held against the schema of its question
      if ('reply' in answer && answer.reply.ok) readResult('summary', answer.reply.value);
      return answer;
    });
  });

  it('is refused, or sound, whatever is in it', () => {
    expectRefusedOrSound(named(RESULT_SCHEMAS), (message) => {
      const { name, inner } = partsOf(message);
      const known = NAMES.find((each) => each === name) ?? 'summary';
      return { name: known, inner: readResult(known, inner) };
    });
  });

  it('with fewer pixels than its images have is refused', () => {
    const value = { shape: [2, 2, 3], pixels: new Uint8Array(11), labels: Uint8Array.of(1) };
    expect(() => readResult('images', value)).toThrow(/Expected as many pixels/);
    expect(readResult('images', { ...value, pixels: new Uint8Array(12) }).pixels).toHaveLength(12);
  });
});
