import { expect, it } from 'vitest';

import { completeNetwork, type NetworkDraft } from '#shared/experiment/experiment';
import { METRICS } from '#shared/metrics/metrics';
import {
  asksForSame,
  halfOf,
  isHonest,
  isLeaking,
  PROTOCOLS,
  protocolsFor,
  usualProtocolsFor,
} from '#shared/protocols/protocols';
import type { Task } from '#shared/protocols/task';

const CLASSES = ['duplicates', 'class-matched'];
const HALVES = ['tower-a', 'tower-b'];
const PAIRS = ['rotations', 'random-permutation'];

it.each<[NetworkDraft, Task, readonly string[]]>([
  [{ kind: 'vanilla' }, 'classification', ['single']],
  [{ kind: 'vgg19' }, 'classification', ['single']],
  [{ kind: 'siamese-vanilla' }, 'classification', [...CLASSES, ...HALVES]],
  [{ kind: 'siamese-vanilla', head: 'absoluteDifference' }, 'classification', CLASSES],
  [{ kind: 'siamese-vgg19' }, 'classification', [...CLASSES, ...HALVES]],
  [{ kind: 'discrimination' }, 'discrimination', PAIRS],
  [{ kind: 'discrimination', head: 'concatenate' }, 'discrimination', PAIRS],
  [{ kind: 'joint' }, 'classification', [...CLASSES, ...HALVES, ...PAIRS]],
  [{ kind: 'joint' }, 'discrimination', [...PAIRS, ...CLASSES, ...HALVES]],
])('%o, for %s, is tested by %j', (network, task, expected) => {
  expect(protocolsFor(completeNetwork(network), task)).toEqual(expected);
  expect(usualProtocolsFor(completeNetwork(network), task)).toEqual(expected);
});

it('a protocol that is registered suits the networks that it says, and is used where it is named', () => {
  PROTOCOLS.register({
    kind: 'of-an-extension',
    shown: 'something else',
    task: 'classification',
    isHonest: true,
    half: null,
    metric: 'accuracy',
    passes: 2,
    suits: ({ inputs }) => inputs === 1,
  });
  const [plain, pair] = [completeNetwork({ kind: 'vanilla' }), completeNetwork({ kind: 'siamese-vanilla' })];
  expect(protocolsFor(plain, 'classification')).toEqual(['single', 'of-an-extension']);
  expect(protocolsFor(pair, 'classification')).not.toContain('of-an-extension');
  expect(usualProtocolsFor(plain, 'classification')).toEqual(['single']);
});

it('of a protocol that nobody knows neither honesty nor a leak is claimed', () => {
  expect([isHonest('episodes'), isLeaking('episodes'), asksForSame('episodes'), halfOf('episodes')]).toEqual([
    false,
    false,
    false,
    null,
  ]);
  expect([isHonest('class-matched'), isLeaking('class-matched')]).toEqual([false, true]);
});

it('the metric that counts first is one that there is', () => {
  for (const { metric } of PROTOCOLS.all()) expect(METRICS.find(metric)?.name).toBe(metric);
});
