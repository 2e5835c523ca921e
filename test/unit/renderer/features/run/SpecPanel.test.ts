import { expect, it } from 'vitest';

import type { ExperimentDraft } from '#shared/experiment/experiment';
import SpecPanel from '../../../../../src-renderer/features/run/SpecPanel.vue';
import { createFakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aRun, aSpec } from '../../specimens';

async function entriesOf(draft: Partial<ExperimentDraft>): Promise<Readonly<Record<string, string>>> {
  const wrapper = await showed(SpecPanel, { run: aRun({ spec: aSpec(draft) }) }, createFakeLab({}));
  const [terms, values] = ['dt', 'dd'].map((tag) => wrapper.findAll(tag).map((element) => element.text()));
  wrapper.unmount();
  return Object.fromEntries((terms ?? []).map((term, index) => [term, values?.[index] ?? '']));
}

it('says all of a small network, of its pairing and of its validation', async () => {
  const entries = await entriesOf({
    network: { kind: 'discrimination', width: 8, embedding: 1, dropout: 0, l2: 0.01, head: 'distance' },
    pairing: { kind: 'rotations', rotations: [1, 3], sameWeight: 2 },
    validation: { kind: 'held-out', fraction: 0.2 },
    training: {
      optimiser: 'sgd',
      momentum: 0.5,
      keep: 'best-validation',
      earlyStopping: { patience: 1, monitor: 'validation-loss' },
    },
  });
  expect(entries).toMatchObject({
    Width: '8, 16 and 32 filters',
    Embedding: '1 unit',
    Dropout: 'none',
    'L2 penalty': '0.01',
    Towers: 'shared',
    Head: 'distance',
    Pairing: 'rotations',
    Rotations: '1, 3',
    'Weight of “same”': '2, where “different” counts 1',
    'Training pairs': '10,000 in an epoch',
    Optimiser: 'SGD with momentum',
    Momentum: '0.5',
    'Early stopping': 'after 1 epoch without a smaller validation loss',
    'Weights that count': 'of the smallest validation loss',
    Validation: '20% of the training images of each class, held out',
  });
});

it('says what a transferred network starts from, and what of it is frozen', async () => {
  expect(await entriesOf({ network: { kind: 'vgg19', scaling: 'imagenet', transfer: {} } })).toMatchObject({
    'Scaling of pixels': 'as for ImageNet: blue, green, red, each less its mean',
    'Starts from': 'VGG19’s ImageNet weights',
    Frozen: 'through block5_pool',
    'Dense layer before the classes': 'none',
    Validation: 'on the test set, as in the deck',
    'Early stopping': 'none',
  });
  expect(await entriesOf({ network: { kind: 'vgg19', headUnits: 64 } })).toMatchObject({
    'Scaling of pixels': 'from 0 to 1',
    'Starts from': 'random weights',
    Frozen: 'nothing',
    'Dense layer before the classes': '64 units',
  });
});

it('says how partners are drawn', async () => {
  expect(
    await entriesOf({
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 3, draw: 'permutation', redraw: true },
    }),
  ).toMatchObject({ Permutations: '3', Partners: 'permuted', 'Pairs drawn': 'anew each epoch' });
  expect(await entriesOf({ network: { kind: 'joint' }, pairing: { kind: 'balanced', redraw: false } })).toMatchObject({
    Pairing: 'balanced',
    'Pairs drawn': 'once',
    'Training pairs': '10,000 in an epoch',
  });
});
