import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { completeNetwork } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { layersOf, parameterCount } from '#shared/networks/plan';
import {
  alikeTowers,
  featuresOf,
  headText,
  layerParameters,
  layerText,
  shapeText,
} from '../../../../src-renderer/i18n/layer-text';

const plan = planNetwork(completeNetwork({ kind: 'vanilla' }), DATASETS.get('shapes'));

it('writes layers in the notation of the field', () => {
  const texts = layersOf(plan).map(({ layer }) => {
    const { kind, setting } = layerText(layer, (value) => String(value).replace('.', ','));
    return `${kind} ${setting}`.trim();
  });
  expect(texts).toEqual(
    expect.arrayContaining([
      'Conv 32, 3×3, valid, ReLU',
      'MaxPool 2',
      'Dropout 0,2',
      'Flatten',
      'Dense 32, ReLU',
      'Dense 10, softmax',
    ]),
  );
});

it('counts parameters that add up to those of the network', () => {
  const sum = layersOf(plan).reduce((total, planned) => total + layerParameters(planned), 0);
  expect([sum, parameterCount(plan)]).toEqual([79_274, 79_274]);
});

it('writes shapes as products', () => {
  expect(shapeText([30, 30, 32])).toBe('30 × 30 × 32');
});

const siamese = (towers: 'separate' | 'shared') =>
  planNetwork(completeNetwork({ kind: 'siamese-vanilla', towers }), DATASETS.get('cifar10'));

it('says what joins the towers, where there is something to join', () => {
  const features = featuresOf(siamese('separate'));
  expect([headText('concatenate', features), headText('first', features)]).toEqual([
    { kind: 'Concatenate', setting: '32 + 32' },
    null,
  ]);
});

it('puts towers with the same layers together', () => {
  expect(alikeTowers(siamese('separate').towers).map((group) => group.length)).toEqual([2]);
  expect(alikeTowers(siamese('shared').towers).map((group) => group.length)).toEqual([1]);
});
