import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Command } from 'commander';
import { beforeAll, expect, it } from 'vitest';

import { EXTENSION_POINTS } from '#main/training/extensions/points';
import { specFromArguments } from '#main/cli/arguments';
import { addDesignOptions } from '#main/cli/design-options';
import { designText } from '#shared/experiment/design';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { allFields } from '#shared/experiment/fields/index';
import { presetOf, standsForRow } from '#shared/experiment/presets';
import { readStoredSpec, isUnderstood } from '#shared/experiment/stored-spec';
import { runCells, runCsvHead } from '#shared/runs/run-csv';
import { runWith } from '../../../shared/comparison/specimens';

const C4 = presetOf('C4');
if (C4 === undefined) throw new Error('There is no design for C4.');
const before = JSON.stringify(C4);

beforeAll(async () => {
  const { register } = (await import(pathToFileURL(resolve('test/extending/examples/toy-field.mjs')).href)) as {
    readonly register: (lab: object) => void;
  };
  register(EXTENSION_POINTS);
});

it('a setting that an extension adds is a part of designs, with its default', () => {
  expect(parseExperimentSpec({ dataset: 'shapes' })).toMatchObject({
    kind: 'valid',
    spec: { training: { warmUp: 0 } },
  });
  expect(parseExperimentSpec({ dataset: 'shapes', training: { warmUp: 20 } })).toMatchObject({
    spec: { training: { warmUp: 20, epochs: 10 } },
  });
  expect(parseExperimentSpec({ dataset: 'shapes', training: { warmUp: -1, epochs: 0 } })).toMatchObject({
    kind: 'invalid',
    problems: [{ field: 'training.epochs' }, { field: 'training.warmUp' }],
  });
  expect(parseExperimentSpec({ dataset: 'shapes', training: { cool: 1 } })).toMatchObject({
    problems: [{ field: 'training.cool' }],
  });
});

it('a design that was stored before it came is the same design as one with its default', () => {
  const stored = readStoredSpec(before);
  if (!isUnderstood(stored)) throw new Error('expected a design');
  const made = specFromArguments({ row: 'C4', warmUp: 0 });
  expect(designText(stored)).toBe(designText(made));
  expect([standsForRow(stored), made.row, specFromArguments({ row: 'C4', warmUp: 5 }).row]).toEqual([true, 'C4', null]);
});

it('it has its option, its place in the order and its column', () => {
  const { options } = addDesignOptions(new Command());
  expect(options.map(({ flags }) => flags)).toContain('--warm-up <steps>');
  expect(() => specFromArguments({ warmUp: 'x' })).toThrow('--warm-up: ');
  expect(allFields().findLast(({ group }) => group === 'training')?.name).toBe('warmUp');
  const run = { ...runWith(), spec: specFromArguments({ warmUp: 7 }) };
  expect(runCells(run)[runCsvHead().indexOf('warm_up')]).toBe(7);
});

it.each([
  ['without a default', { schema: EXTENSION_POINTS.z.int() }, 'with a default'],
  ['with the option of another', { option: { flags: '--epochs <count>', description: 'x' } }, 'no other setting has'],
  ['with a name that is no path', { name: 'warm.up' }, 'letters and digits'],
])('a setting %s is refused, and it is said what was expected', (_, change, expected) => {
  const field = { name: 'other', title: 'Other', schema: EXTENSION_POINTS.z.int().default(0), ...change };
  expect(() => {
    EXTENSION_POINTS.fields.register(field);
  }).toThrow(expected);
});
