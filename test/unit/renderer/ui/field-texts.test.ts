import { describe, expect, it } from 'vitest';

import { allFields, type Field } from '#shared/experiment/fields/index';
import { valuesOf } from '#shared/experiment/fields/schema';
import { schemasOf } from '#shared/experiment/fields/usual';
import { messageKey } from '../../../../src-renderer/i18n/message-key';
import { wordLabel } from '../../../../src-renderer/ui/field-labels';

/** Every key of a message that the row of a setting names. */
function keysOf({ texts }: Field): readonly string[] {
  const { label, form, table, hint, said, none, problem, values, choices } = texts;
  const maps = [values, choices].flatMap((each) => (typeof each === 'object' ? Object.values(each) : []));
  return [label, form, table, hint, said, none, problem, ...maps].filter((key) => key !== undefined);
}

const words = (field: Field): readonly string[] => [
  ...(field.words ?? []),
  ...new Set(schemasOf(field).flatMap((schema) => valuesOf(schema))),
];

describe('the texts of the field table', () => {
  it.each(allFields().map((field) => [field.name, field] as const))('are messages: %s', (_, field) => {
    expect(keysOf(field).filter((key) => messageKey(key) === null)).toEqual([]);
  });

  it.each(allFields().flatMap((field) => (field.texts.hints === undefined ? [] : [[field.name, field] as const])))(
    'have a hint for each value: %s',
    (_, field) => {
      const unhinted = words(field).filter((word) => messageKey(`${field.texts.hints ?? ''}.${word}`) === null);
      expect(unhinted).toEqual([]);
    },
  );

  it.each(allFields().filter(({ control }) => control === 'choice' || control === 'switch'))(
    'name each value that the form offers: $name',
    (field) => {
      expect(words(field).filter((word) => wordLabel(field, word, 'choices') === null)).toEqual([]);
    },
  );
});

it('a key of data is a message or none, never a part of the tree or what an object inherits', () => {
  expect(messageKey('spec.momentum')).toBe('spec.momentum');
  expect([messageKey('spec'), messageKey('spec.toString'), messageKey('spec.momentum.length')]).toEqual([
    null,
    null,
    null,
  ]);
  expect(messageKey(undefined)).toBeNull();
});
