import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { designText } from '#shared/experiment/design';
import { designFile, readDesignFile } from '#shared/experiment/design-file';
import { experimentSpecSchema, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { PRESET_ROW_IDS, presetOf, standsForRow } from '#shared/experiment/presets';
import { STARTER_IDS, starterOf } from '#shared/experiment/starters';
import { isUnderstood, readStoredSpec } from '#shared/experiment/stored-spec';
import { expandSweep, experimentsOf } from '#shared/experiment/sweep';

/** A design as a lab stored it that did not know the setting. */
function earlier(spec: ExperimentSpec): string {
  const { sample, ...rest } = spec;
  return JSON.stringify(rest);
}

function stored(text: string): ExperimentSpec {
  const spec = readStoredSpec(text);
  if (!isUnderstood(spec)) throw new Error('expected a design');
  return spec;
}

const specOf = experimentSpecSchema.parse.bind(experimentSpecSchema);
const tenth = specOf({ dataset: 'shapes', fraction: 0.1, sample: 'drawn' });

describe('what a design means that does not say which images', () => {
  it.each(PRESET_ROW_IDS)('of row %s: the first ones, as in the deck, and it stands for its row', (row) => {
    const preset = presetOf(row);
    if (preset === undefined) throw new Error(`There is no design for ${row}.`);
    expect(preset.sample).toBe(preset.fraction === 1 ? null : 'first');
    const read = stored(earlier(preset));
    expect(designText(read)).toBe(designText(preset));
    expect(standsForRow(read)).toBe(true);
    expect(standsForRow(specOf({ ...preset, sample: 'drawn' }))).toBe(preset.fraction === 1);
  });

  it('the first ones, of a stored design and of a design file of a lab that did not know the setting', () => {
    expect(stored(earlier(tenth)).sample).toBe('first');
    expect(readDesignFile(earlier(tenth), 'design.json').sample).toBe('first');
    const file = resolve(import.meta.dirname, '../../../fixtures/lab-47ef40f/design-siamese-vanilla-shapes.json');
    expect(readDesignFile(readFileSync(file, 'utf8'), 'design.json')).toMatchObject({
      fraction: 0.05,
      sample: 'first',
    });
  });

  it('what it says, once it has been read: a file that is written says it', () => {
    for (const spec of [tenth, stored(earlier(tenth)), specOf({ dataset: 'shapes' })]) {
      expect(readDesignFile(designFile(spec), 'design.json')).toEqual(spec);
      expect(stored(JSON.stringify(spec))).toEqual(spec);
    }
  });
});

it('all images are one design, whichever way they are asked for', () => {
  const texts = (['first', 'drawn', null, undefined] as const).map((sample) =>
    designText(specOf({ dataset: 'shapes', fraction: 1, sample })),
  );
  expect(new Set(texts).size).toBe(1);
  expect(designText(tenth)).not.toBe(designText({ ...tenth, sample: 'first' }));
});

it('draws where less is made of a design with all images, but of a row of the deck', () => {
  expect(specOf({ ...specOf({ dataset: 'shapes' }), fraction: 0.1 }).sample).toBe('drawn');
  expect(specOf({ ...presetOf('C1'), dataset: 'shapes', fraction: 0.1 }).sample).toBe('first');
});

it('refuses another word, and says which there are', () => {
  expect(parseExperimentSpec({ dataset: 'shapes', fraction: 0.1, sample: 'last' })).toMatchObject({
    kind: 'invalid',
    problems: [
      {
        field: 'sample',
        message: 'Received "last"; expected which images the fraction stands for: "first" or "drawn".',
      },
    ],
  });
});

it('starters draw', () => {
  for (const id of STARTER_IDS) expect(starterOf(id).sample).toBe(starterOf(id).fraction === 1 ? null : 'drawn');
});

describe('a sweep over fractions', () => {
  const samplesOf = (base: ExperimentSpec, sample?: string): readonly unknown[] => {
    const axes = { networks: ['vanilla', 'siamese-vanilla'], fractions: [0.1, 0.5, 1], permutations: [], sample };
    return experimentsOf(expandSweep(base, axes)).map((spec) => spec.sample);
  };

  it('keeps the images of the design', () => {
    expect(samplesOf(tenth)).toEqual(['drawn', 'drawn', null, 'drawn', 'drawn', null]);
    expect(samplesOf({ ...tenth, sample: 'first' }, 'drawn')).toEqual(['first', 'first', null, 'first', 'first', null]);
  });

  it('draws them, or takes those that are asked for, or a row’s, around a design that has all', () => {
    const all = specOf({ dataset: 'shapes' });
    expect(samplesOf(all)).toEqual(['drawn', 'drawn', null, 'drawn', 'drawn', null]);
    expect(samplesOf(all, 'first')).toEqual(['first', 'first', null, 'first', 'first', null]);
    const row = presetOf('C1');
    if (row === undefined) throw new Error('There is no design for C1.');
    expect(samplesOf(row)).toEqual(['first', 'first', null, 'first', 'first', null]);
    const [refused] = expandSweep(all, { networks: [], fractions: [0.1], permutations: [], sample: 'last' });
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ field: 'sample' }] });
  });
});
