import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readerOf, withValue, type DesignData } from '#shared/experiment/fields/design-value';

const path = fc
  .array(fc.constantFrom('network', 'kind', 'training', 'a'), { minLength: 1, maxLength: 4 })
  .map((names) => names.join('.'));

it('reads what was put, and leaves what it was put into as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), path, fc.jsonValue(), (start, at, value) => {
      const before: DesignData = { start };
      const copy = structuredClone(before);
      const after = withValue(before, at, value);
      expect(readerOf(after)(at)).toEqual(value);
      expect(readerOf(after)('start')).toEqual(start);
      expect(before).toEqual(copy);
    }),
  );
});

it('makes a part that is null, and keeps what stands beside', () => {
  const design = { training: { epochs: 3, earlyStopping: null } };
  expect(withValue(design, 'training.earlyStopping.patience', 5)).toEqual({
    training: { epochs: 3, earlyStopping: { patience: 5 } },
  });
});

it('finds nothing where nothing is, whatever it is given', () => {
  expect(readerOf({ pairing: null })('pairing.kind')).toBeUndefined();
  expect(readerOf({})('toString')).toBeUndefined();
  fc.assert(
    fc.property(fc.anything(), (anything) => {
      expect(readerOf(anything)('no.such.path')).toBeUndefined();
    }),
  );
});
