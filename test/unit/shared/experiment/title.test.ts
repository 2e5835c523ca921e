import { expect, it } from 'vitest';

import { experimentSpecSchema, type ExperimentDraft } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { titleOf } from '#shared/experiment/title';

const titled = (draft: ExperimentDraft): string => titleOf(experimentSpecSchema.parse(draft));

it.each([
  [{ dataset: 'cifar10', fraction: 0.1 }, 'vanilla on CIFAR-10, 10%'],
  [{ dataset: 'shapes', training: { epochs: 1 } }, 'vanilla on Shapes, 100%, 1 epoch'],
  [
    { dataset: 'shapes', training: { epochs: 15, optimiser: 'sgd', learningRate: 0.1 } },
    'vanilla on Shapes, 100%, 15 epochs, sgd, learning rate 0.1',
  ],
  [
    { dataset: 'shapes', network: { kind: 'siamese-vanilla', towers: 'shared' }, validation: { kind: 'held-out' } },
    'siamese-vanilla on Shapes, 100%, 2 permutations, shared, held-out',
  ],
  // no further rotations follow unless somebody says so
  [{ dataset: 'shapes', network: { kind: 'discrimination' } }, 'discrimination on Shapes, 100%, rotations 1, 2'],
  // momentum is no setting of Adam, seeds and device change nothing of what is learned
  [
    { dataset: 'shapes', seeds: [1, 2], training: { momentum: 0.5 }, compute: { threads: 1 } },
    'vanilla on Shapes, 100%',
  ],
] as const)('says of %j what is not as usual', (draft, title) => {
  expect(titled(draft as ExperimentDraft)).toBe(title);
});

it('leaves to a row what the row says, but for other epochs', () => {
  const row = presetOf('C3');
  if (row === undefined) throw new Error('Received no C3; expected a row of the deck.');
  expect(titleOf(row)).toBe('vanilla on CIFAR-10, 10%');
  expect(titleOf({ ...row, training: { ...row.training, epochs: 3 } })).toBe('vanilla on CIFAR-10, 10%, 3 epochs');
});

it('calls a dataset what its facts say', () => {
  expect(titleOf(experimentSpecSchema.parse({ dataset: 'shapes' }), { title: 'My shapes' })).toBe(
    'vanilla on My shapes, 100%',
  );
});
