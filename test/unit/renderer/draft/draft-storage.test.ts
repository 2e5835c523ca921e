import fc from 'fast-check';
import { expect, it } from 'vitest';

import { PRESET_ROW_IDS, presetOf } from '#shared/experiment/presets';
import { textOf } from '../../../../src-renderer/draft/draft';
import { FIRST_BENCH, parseBench } from '../../../../src-renderer/draft/draft-storage';

const through = (bench: unknown): unknown => parseBench(JSON.parse(JSON.stringify(bench)));

it('reads every bench that it has written', () => {
  expect(through(FIRST_BENCH)).toEqual(FIRST_BENCH);
  for (const row of PRESET_ROW_IDS) {
    const origin = presetOf(row);
    if (origin === undefined) throw new Error(`There is no design for ${row}.`);
    const bench = { text: textOf(origin), origin, sweep: { ...FIRST_BENCH.sweep, isOn: true } };
    expect(through(bench)).toEqual(bench);
  }
});

it('never throws, and takes nothing else for a bench', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      expect(parseBench(stored)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(FIRST_BENCH.text)), fc.constantFrom(7, null, {}, []), (field, value) => {
      fc.pre(field !== 'protocols');
      expect(parseBench({ ...FIRST_BENCH, text: { ...FIRST_BENCH.text, [field]: value } })).toBeUndefined();
    }),
  );
});
