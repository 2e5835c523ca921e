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

  it('hold images out, and choose by them', () => {
    expect(specFromArguments({ heldOut: 0.2 }).validation).toEqual({ kind: 'held-out', fraction: 0.2 });
    expect(specFromArguments({ validation: 'held-out' }).validation).toEqual({ kind: 'held-out', fraction: 0.1 });
    expect(specFromArguments({ validation: 'test-set' }).validation).toEqual({ kind: 'test-set' });
    expect(
      specFromArguments({ row: 'C8', monitor: 'validation-loss', keep: 'best-validation', heldOut: 0.1 }),
    ).toMatchObject({
      row: null,
      training: { earlyStopping: { patience: 30, monitor: 'validation-loss' }, keep: 'best-validation' },
    });
    expect(() => specFromArguments({ heldOut: 0.9 })).toThrow('--held-out: Received 0.9');
    expect(() => specFromArguments({ validation: 'train' })).toThrow('--validation: Received "train"');
    expect(() => specFromArguments({ monitor: 'validation-loss' })).toThrow('--patience: Received nothing');
    expect(() => specFromArguments({ patience: 3, monitor: 'accuracy' })).toThrow('--monitor: Received "accuracy"');
    expect(() => specFromArguments({ keep: 'first' })).toThrow('--keep: Received "first"');
  });

  it('choose an optimiser', () => {
    expect(specFromArguments({ optimiser: 'sgd', momentum: 0.5 }).training).toMatchObject({
      optimiser: 'sgd',
      momentum: 0.5,
    });
    expect(() => specFromArguments({ optimiser: 'rmsprop' })).toThrow('--optimiser: Received "rmsprop"');
  });

  it('start VGG19 from ImageNet with its scaling, unless another is named', () => {
    const start = { network: 'vgg19', transfer: 'imagenet' };
    expect(specFromArguments(start).network).toEqual({
      kind: 'vgg19',
      scaling: 'imagenet',
      transfer: { weights: 'imagenet', frozenThrough: 'block5_pool' },
      headUnits: 0,
    });
    expect(
      specFromArguments({ ...start, scaling: 'standardised', frozenThrough: 'block3_pool', headUnits: 64 }).network,
    ).toMatchObject({ scaling: 'standardised', transfer: { frozenThrough: 'block3_pool' }, headUnits: 64 });
    expect(specFromArguments({ ...start, frozenThrough: 'none' }).network).toMatchObject({
      transfer: { frozenThrough: null },
    });
    expect(specFromArguments({ row: 'C7', transfer: 'none' })).toMatchObject({
      row: null,
      network: { scaling: 'unit', transfer: null },
    });
    expect(specFromArguments({ row: 'C7', frozenThrough: 'block4_pool' }).row).toBeNull();
    expect(() => specFromArguments({ ...start, frozenThrough: 'block9' })).toThrow(
      '--frozen-through: Received "block9"',
    );
    expect(() => specFromArguments({ ...start, transfer: 'cifar' })).toThrow('--transfer: Received "cifar"');
    expect(() => specFromArguments({ ...start, scaling: 'none' })).toThrow('--scaling: Received "none"');
    expect(() => specFromArguments({ ...start, headUnits: -1 })).toThrow('--head-units: Received -1');
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
