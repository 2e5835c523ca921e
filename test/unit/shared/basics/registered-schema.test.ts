import { z } from 'zod';
import { expect, it } from 'vitest';

import { registeredSchema } from '#shared/basics/registered-schema';
import { createRegistry } from '#shared/basics/registry';
import { problemsOf } from '#shared/errors/problems';

const fruits = createRegistry<{ readonly kind: string; readonly schema: z.ZodType }>('fruit', ({ kind }) => kind);
fruits.register({
  kind: 'plum',
  schema: z.strictObject({ kind: z.literal('plum'), stone: z.strictObject({ grams: z.number().default(3) }) }),
});
const schema = registeredSchema<{ readonly kind: string }, unknown>(fruits);
const basket = z.strictObject({ fruit: schema.prefault({ kind: 'plum', stone: {} }) });

function problems(value: unknown) {
  const result = basket.safeParse(value);
  return result.success ? [] : problemsOf(result.error).map(({ field, message }) => `${field}: ${message}`);
}

it('reads a value by the entry of its kind, and fills in its defaults', () => {
  expect(basket.parse({ fruit: { kind: 'plum', stone: { grams: 4 } } })).toEqual({
    fruit: { kind: 'plum', stone: { grams: 4 } },
  });
  expect(basket.parse({})).toEqual({ fruit: { kind: 'plum', stone: { grams: 3 } } });
});

it('says where a value is wrong, as if the schema of its entry stood there', () => {
  expect(problems({ fruit: { kind: 'plum', stone: { grams: 'x' } } })).toEqual([
    'fruit.stone.grams: Received "x"; expected a number.',
  ]);
  expect(problems({ fruit: { kind: 'plum', stone: {}, worm: 1 } })).toEqual([
    'fruit.worm: Received the field "worm", which this fruit does not have; leave it out.',
  ]);
});

it.each([{ kind: 'kiwi' }, {}, 'plum', null, 7, []])('says which kinds there are for %j', (value) => {
  expect(problems({ fruit: value })).toEqual([
    expect.stringMatching(/^fruit\.kind: Received .+; expected a fruit that the lab knows: plum\.$/),
  ]);
});

it('knows what is registered after it was made', () => {
  expect(problems({ fruit: { kind: 'fig' } })).toHaveLength(1);
  fruits.register({ kind: 'fig', schema: z.strictObject({ kind: z.literal('fig') }) });
  expect(problems({ fruit: { kind: 'fig' } })).toEqual([]);
});
