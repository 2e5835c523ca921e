import { expect, it } from 'vitest';

import { flatten } from '#shared/comparison/fields';
import { NETWORKS } from '#shared/experiment/experiment';
import { fieldLabel, valueLabel } from '../../../../src-renderer/ui/field-labels';
import { aSpec } from '../specimens';

it('knows a name for every field of the designs that there are', () => {
  const unnamed = NETWORKS.kinds().flatMap((kind) => {
    const spec = aSpec({
      dataset: 'cifar10',
      network: { kind },
      training: { earlyStopping: { patience: 3 } },
      validation: { kind: 'held-out' },
    });
    // the seeds of a design are not compared: the seed of each run is
    return [...flatten({ ...spec, seeds: undefined }).keys()].filter((path) => fieldLabel(path) === null);
  });
  expect([...new Set(unnamed)]).toEqual([]);
});

it('knows no name for a field that nobody has heard of, and calls its values what they are', () => {
  expect(fieldLabel('training.warmUp')).toBeNull();
  expect(valueLabel('training.warmUp', 'cosine')).toBeNull();
  expect(valueLabel('training.warmUp', true)).toBe('compareFields.yes');
  expect(valueLabel('training.warmUp', null)).toBe('compareFields.none');
});

it('calls values as other screens do', () => {
  expect(valueLabel('network.kind', 'vgg19')).toBe('network.vgg19');
  expect(valueLabel('network.head', 'concatenate')).toBe('network.headOf.concatenate');
  // Object's own properties are no values
  expect(valueLabel('network.head', 'toString')).toBeNull();
  expect([valueLabel('dataset', 'cifar10'), valueLabel('dataset', 'x'), valueLabel('row', 'cifar10')]).toEqual([
    'dataset.titles.cifar10',
    null,
    null,
  ]);
});
