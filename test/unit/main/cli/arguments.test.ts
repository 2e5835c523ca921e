import { describe, expect, it } from 'vitest';

import { specFromArguments } from '#main/cli/arguments';

describe('the arguments of "run"', () => {
  it('describe an experiment; what is left out takes the default', () => {
    expect(specFromArguments({})).toMatchObject({ dataset: 'shapes', fraction: 1, seeds: [1] });
    expect(
      specFromArguments({ dataset: 'cifar10', fraction: 0.1, epochs: 3, batch: 64, learningRate: 0.01, seed: [1, 2] }),
    ).toMatchObject({
      dataset: 'cifar10',
      fraction: 0.1,
      training: { epochs: 3, batchSize: 64, learningRate: 0.01 },
      seeds: [1, 2],
    });
  });

  it('take a row of the deck, and whatever else is given in place of its settings', () => {
    expect(specFromArguments({ row: 'C6', seeds: 3, epochs: 12 })).toMatchObject({
      row: 'C6',
      dataset: 'cifar10',
      fraction: 0.1,
      network: { kind: 'siamese-vanilla' },
      pairing: { permutations: 4 },
      training: { epochs: 12, batchSize: 512 },
      seeds: [1, 2, 3],
    });
  });

  it('let go of the row when more than seeds and epochs is changed', () => {
    expect(specFromArguments({ row: 'C6', fraction: 0.2 }).row).toBeNull();
    expect(specFromArguments({ row: 'C6', permutations: 5 }).row).toBeNull();
    expect(specFromArguments({ row: 'C6', epochs: 1, seeds: 5 }).row).toBe('C6');
  });

  it('take a patience, and keep that of a row', () => {
    expect(specFromArguments({ patience: 5 }).training.earlyStopping).toEqual({
      patience: 5,
      monitor: 'training-loss',
    });
    expect(specFromArguments({ row: 'C8', epochs: 3 })).toMatchObject({
      row: 'C8',
      network: { kind: 'vgg16-bn' },
      training: { epochs: 3, earlyStopping: { patience: 30 } },
    });
    expect(() => specFromArguments({ patience: 0 })).toThrow('--patience: Received 0; expected epochs without');
  });

  it('refuse a row that there is not, and one that cannot be trained', () => {
    expect(() => specFromArguments({ row: 'C99' })).toThrow('Received "C99"; expected a row of the deck');
    expect(() => specFromArguments({ row: 'D1' })).toThrow(
      'Received D1, which the lab cannot train yet; expected one of C1',
    );
  });

  it('are all checked, and each problem names its argument', () => {
    expect(() =>
      specFromArguments({ network: 'resnet', fraction: 2, epochs: 'many', batch: 0, learningRate: -1, seed: 1.5 }),
    ).toThrow(
      /--fraction: Received 2.*\n.*--network: Received "resnet".*\n--learning-rate: Received -1.*\n--batch: Received 0.*\n--epochs: Received "many".*\n--seed: Received 1\.5/,
    );
  });
});
