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
    const budget = { of: 'updates', count: '1200' };
    const bench = { text: textOf(origin), origin, budget, sweep: { ...FIRST_BENCH.sweep, isOn: true }, name: 'Few' };
    expect(through(bench)).toEqual(bench);
  }
});

it('keeps a draft of an earlier window: a setting that came later begins as in a new draft', () => {
  const typed = { ...FIRST_BENCH.text, epochs: '7', network: 'siamese-vanilla' as const };
  for (const later of Object.keys(typed)) {
    const { [later as 'momentum']: _, ...earlier } = typed;
    const first = FIRST_BENCH.text[later as 'momentum'];
    expect(through({ ...FIRST_BENCH, text: earlier })).toEqual({ ...FIRST_BENCH, text: { ...typed, [later]: first } });
  }
});

it('takes a part of the images in a draft of an earlier window for the first ones, as they were', () => {
  const { sample, ...text } = FIRST_BENCH.text;
  for (const fraction of ['0.1', '0,5']) {
    expect(through({ ...FIRST_BENCH, text: { ...text, fraction } })).toMatchObject({ text: { sample: 'first' } });
  }
  expect(through({ ...FIRST_BENCH, text: { ...text, fraction: '1' } })).toMatchObject({ text: { sample } });
});

it('keeps a bench of an earlier window, which knew epochs alone, and no names', () => {
  const { budget: _, name: __, ...earlier } = FIRST_BENCH;
  expect(through(earlier)).toEqual(FIRST_BENCH);
  expect(through({ ...FIRST_BENCH, budget: { of: 'hours', count: '3' } })).toBeUndefined();
});

it('takes no draft that holds a choice that there is not, or a setting that it does not know', () => {
  const withText = (change: object): unknown => through({ ...FIRST_BENCH, text: { ...FIRST_BENCH.text, ...change } });
  expect(withText({ optimiser: 'rmsprop' })).toBeUndefined();
  expect(withText({ dataset: 'imagenet' })).toBeUndefined();
  expect(withText({ network: 'siamese-vanilla', head: 'distance' })).toBeUndefined();
  expect(withText({ warmUp: '3' })).toBeUndefined();
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
