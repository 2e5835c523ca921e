import { afterEach, expect, it, vi } from 'vitest';

import { EVALUATION_POINTS, type GivenProtocol } from '#main/training/extensions/evaluation-points';
import { PROTOCOL_TESTS } from '#main/training/protocol-tests';
import { figuresOf, type Metric } from '#shared/metrics/metrics';
import { isHonest, PROTOCOLS } from '#shared/protocols/protocols';

const METRIC: Metric = {
  name: 'toy-hits',
  title: 'hits',
  unit: 'number',
  better: 'higher',
  source: 'this test',
  of: (judged) => (judged.task === 'other' ? 1 : null),
};
const PROTOCOL: GivenProtocol = {
  kind: 'toy-protocol',
  shown: 'each test image once',
  task: 'classification',
  isHonest: true,
  metric: 'toy-hits',
  passes: 1,
  suits: () => true,
  show: ({ count }) => ({ first: new Uint32Array(count) }),
  count: () => ({ kind: 'toy-hits' }),
};
const JUDGED = { task: 'other', counts: { kind: 'toy-hits' } } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

it('a protocol is registered with what carries it out', () => {
  EVALUATION_POINTS.protocols.register(PROTOCOL);
  expect(PROTOCOLS.get('toy-protocol')).toMatchObject({ half: null, metric: 'toy-hits' });
  expect(PROTOCOL_TESTS.get('toy-protocol')).toMatchObject({ judgedBy: 'counts', show: PROTOCOL.show });
  expect(isHonest('toy-protocol')).toBe(true);
  expect(() => EVALUATION_POINTS.protocols.register(PROTOCOL)).toThrow('a second time');
});

it.each([
  [{ kind: 'Toy protocol' }, /kind: Expected a name of small letters/],
  [{ task: 'retrieval' }, /task: /],
  [{ passes: 0 }, /passes: /],
  [{ count: 'all' }, /count: Expected a function/],
] as const)('a protocol with %o is refused', (change, says) => {
  expect(() => EVALUATION_POINTS.protocols.register({ ...PROTOCOL, ...change } as GivenProtocol)).toThrow(says);
});

it('a metric that fails gives no figure, is named once, and stops no other', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  EVALUATION_POINTS.metrics.register(METRIC);
  const failing = (name: string, of: () => unknown): void =>
    EVALUATION_POINTS.metrics.register({ ...METRIC, name, of: of as Metric['of'] });
  failing('toy-throws', () => {
    throw new Error('the counts are gone');
  });
  failing('toy-text', () => 'many');
  failing('toy-nothing', () => Number.NaN);
  expect(figuresOf(JUDGED)).toEqual({ 'toy-hits': 1 });
  expect(figuresOf(JUDGED)).toEqual({ 'toy-hits': 1 });
  expect(warn.mock.calls.map(([text]) => String(text))).toEqual([
    'The metric "toy-throws" of an extension gave no figure. the counts are gone',
    'The metric "toy-text" of an extension gave no figure. Received string from it; expected a number, or null where it has no value.',
  ]);
});
