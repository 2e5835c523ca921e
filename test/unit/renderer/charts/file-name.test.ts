import fc from 'fast-check';
import { expect, it } from 'vitest';

import { REQUEST_SCHEMAS } from '#shared/contract/ipc';
import { fileNameOf } from '../../../../src-renderer/charts/file-name';

it('keeps what can be read of a title, in whatever language', () => {
  expect([fileNameOf('Accuracy of “same”'), fileNameOf('Dokładność zbioru'), fileNameOf('“…”')]).toEqual([
    'accuracy-of-same',
    'dokladnosc-zbioru',
    'chart',
  ]);
});

it('is a name that the lab will save under, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (title) => {
      const file = { name: `run-7-${fileNameOf(title)}.png`, content: '' };
      expect(REQUEST_SCHEMAS['file:save'].safeParse(file).success).toBe(true);
    }),
    { numRuns: 40 },
  );
});
