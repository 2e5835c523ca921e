import { expect, it } from 'vitest';
import { z } from 'zod';

import { LabError, toFailure } from '#shared/errors/errors';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { problemsOf } from '#shared/errors/problems';
import { runCells, runCsvHead } from '#shared/runs/run-csv';
import {
  isUnderstood,
  readStoredSpec,
  requireSpec,
  storedField,
  storedText,
  textToStore,
  type StoredSpec,
  type UnknownSpec,
} from '#shared/experiment/stored-spec';

import { runWith } from '../comparison/specimens';

const NEWER = '{"dataset": "imagenet",  "network":{"kind":"transformer"},"fraction":0.5,"training":{"epochs":7}}';

function unknown(stored: string): UnknownSpec {
  const spec: StoredSpec = readStoredSpec(stored);
  if (isUnderstood(spec)) throw new Error('It is understood.');
  return spec;
}

it('an understood design is read as itself, with the defaults of fields that came later', () => {
  const parsed = parseExperimentSpec({ dataset: 'shapes' });
  expect(readStoredSpec('{"dataset":"shapes"}')).toEqual(parsed.kind === 'valid' ? parsed.spec : null);
});

it('one that is not understood keeps its very text, and says why field by field', () => {
  const spec = unknown(NEWER);
  expect(textToStore(spec)).toBe(NEWER);
  expect(spec.problems.map(({ field }) => field)).toEqual(expect.arrayContaining(['dataset', 'network.kind']));
  for (const { message } of spec.problems) expect(message).toMatch(/^Received .*; expected .*\.$/u);
  expect(storedField(spec, 'training.epochs')).toBe(7);
  expect([storedText(spec, 'dataset'), storedText(spec, 'pairing.kind')]).toEqual(['imagenet', '–']);
});

it.each([
  ['no JSON', '{"dataset":'],
  ['a number', '5'],
  ['nothing', ''],
  ['null', 'null'],
  ['deeper than anything', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a field that would be inherited', '{"__proto__":{"dataset":"shapes"}}'],
])('%s is a design that is not understood', (_what, stored) => {
  const spec = unknown(stored);
  expect(spec.problems.length).toBeGreaterThan(0);
  expect(storedText(spec, 'dataset')).toBe('–');
});

it('what needs the design of such a run is refused with what to do', () => {
  const refused = (): unknown => requireSpec({ id: 7, spec: unknown(NEWER) }, 'resumed');
  expect(refused).toThrow(LabError);
  expect(refused).toThrow(
    /Run 7 cannot be resumed.*\ndataset: Received "imagenet"; expected .*\n.*Use the lab that made it/su,
  );
});

it('such a run has a line in the CSV, with what its design says and a mark', () => {
  const cells = runCells({ ...runWith(), spec: unknown(NEWER) });
  const cellOf = (column: string): unknown => cells[runCsvHead().indexOf(column)];
  expect([cellOf('dataset'), cellOf('network'), cellOf('fraction'), cellOf('epochs')]).toEqual([
    'imagenet',
    'transformer',
    0.5,
    7,
  ]);
  expect([cellOf('protocol'), cellOf('design_understood')]).toEqual([null, 0]);
});

it('no rule of a schema speaks in the words of its library', () => {
  const schema = z.strictObject({
    text: z.string(),
    count: z.int().min(2),
    list: z.array(z.string()).max(1),
    word: z.enum(['a', 'b']),
    form: z.string().regex(/^x/),
    union: z.union([z.string(), z.number()]),
    kinds: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('one') })]),
  });
  const parsed = schema.safeParse({
    count: 1,
    list: ['a', 'b'],
    word: 'c',
    form: 'y',
    union: {},
    kinds: { kind: 'two' },
    more: 1,
  });
  const problems = parsed.success ? [] : problemsOf(parsed.error);
  expect(problems.map(({ field, message }) => `${field}: ${message}`)).toEqual([
    'text: Received nothing; expected a text.',
    'count: Received 1; expected at least 2.',
    'list: Received ["a","b"]; expected at most 1 entries.',
    'word: Received "c"; expected one of "a", "b".',
    'form: Received "y"; expected a text of the form /^x/.',
    'union: Received {}; expected another value.',
    'kinds.kind: Received "two"; expected one of "one".',
    'more: Received the field "more", which it does not have; leave it out.',
  ]);
  const thrown = z.string().safeParse(5).error;
  const { code, message } = toFailure(thrown);
  expect(code).toBe('internal');
  expect(message).toContain('Received 5; expected a text.');
  expect(message).not.toMatch(/invalid_type|"path"/u);
});
