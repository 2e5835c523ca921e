import { expect, it } from 'vitest';

import { allFields, FIELDS } from '#shared/experiment/fields/index';
import { defaultsOf, firstText, textOfValue } from '#shared/experiment/fields/usual';

it('tells the defaults of a setting, of each network and pairing once', () => {
  const defaults = (name: string): readonly unknown[] => defaultsOf(FIELDS.get(name));
  expect(defaults('momentum')).toEqual([0.9]);
  expect(defaults('permutations')).toEqual([2, 1]);
  expect(defaults('towers')).toEqual(['separate', 'shared']);
  expect(defaults('heldOut')).toEqual([0.1]);
  // they have to be given
  expect([defaults('dataset'), defaults('patience')]).toEqual([[], []]);
});

it('says values as the form holds them', () => {
  const text = (name: string, value: unknown): string => textOfValue(FIELDS.get(name), value);
  expect([text('redraw', true), text('redraw', false)]).toEqual(['each-epoch', 'once']);
  expect([text('rotations', [1, 3]), text('learningRate', 0.001)]).toEqual(['1, 3', '0.001']);
  expect([text('transfer', null), text('threads', null), text('patience', undefined)]).toEqual(['none', '', '']);
});

it('has a first text for every setting, which is its usual value unless the row says another', () => {
  const texts = Object.fromEntries(allFields().map((field) => [field.name, firstText(field)]));
  expect(texts).toMatchObject({ epochs: '5', batchSize: '100', width: '32', rotations: '1, 2', seeds: '1', l2: '0' });
});
