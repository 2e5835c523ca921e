import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

import { designText } from '#shared/experiment/design';
import { readDesignFile } from '#shared/experiment/design-file';
import { experimentSpecSchema, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { PRESET_ROW_IDS, presetOf, standsForRow } from '#shared/experiment/presets';
import { isUnderstood, readStoredSpec } from '#shared/experiment/stored-spec';
import { tellsClass } from '#shared/networks/network-spec';
import { expandSweep, experimentsOf } from '#shared/experiment/sweep';

/** A design as a lab stored it that did not know the setting. */
function earlier(spec: ExperimentSpec): string {
  const { labelSmoothing, ...training } = spec.training;
  return JSON.stringify({ ...spec, training });
}

const smoothed = (spec: ExperimentSpec, labelSmoothing: number): ExperimentSpec =>
  experimentSpecSchema.parse({ ...spec, training: { ...spec.training, labelSmoothing } });

it.each(PRESET_ROW_IDS)(
  'a run of row %s from before is the same design as a new one, and stands for its row',
  (row) => {
    const preset = presetOf(row);
    if (preset === undefined) throw new Error(`There is no design for ${row}.`);
    const stored = readStoredSpec(earlier(preset));
    if (!isUnderstood(stored)) throw new Error('expected a design');
    expect(stored.training.labelSmoothing).toBe(0);
    expect(designText(stored)).toBe(designText(smoothed(preset, 0)));
    expect(standsForRow(stored)).toBe(true);
    if (tellsClass(preset.network.kind)) expect(standsForRow(smoothed(preset, 0.1))).toBe(false);
  },
);

it('a design file of an earlier lab has none of it', () => {
  const file = resolve(import.meta.dirname, '../../../fixtures/lab-47ef40f/design-siamese-vanilla-shapes.json');
  expect(readDesignFile(readFileSync(file, 'utf8'), 'design.json').training.labelSmoothing).toBe(0);
});

it('a network that tells no classes has no labels to smooth', () => {
  const draft = { dataset: 'shapes', network: { kind: 'discrimination' }, training: { labelSmoothing: 0.1 } };
  expect(parseExperimentSpec(draft)).toMatchObject({
    kind: 'invalid',
    problems: [{ field: 'training.labelSmoothing', message: expect.stringContaining('tells no classes') }],
  });
  expect(parseExperimentSpec({ ...draft, training: { labelSmoothing: 0 } }).kind).toBe('valid');
});

it('a sweep keeps it', () => {
  const base = smoothed(experimentSpecSchema.parse({ dataset: 'shapes' }), 0.2);
  const swept = experimentsOf(
    expandSweep(base, { networks: ['vanilla', 'siamese-vanilla'], fractions: [0.5], permutations: [] }),
  );
  expect(swept.map(({ training }) => training.labelSmoothing)).toEqual([0.2, 0.2]);
});

it.each([
  [0, 'valid'],
  [0.999999, 'valid'],
  [1, 'invalid'],
  [-0.1, 'invalid'],
  ['0.1', 'invalid'],
])('%j is %s', (labelSmoothing, verdict) => {
  expect(parseExperimentSpec({ dataset: 'shapes', training: { labelSmoothing } }).kind).toBe(verdict);
});
