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

  it('draw the images of a part of the set, unless they start from a design that takes the first', () => {
    expect(specFromArguments({}).sample).toBeNull();
    expect(specFromArguments({ fraction: 0.1 }).sample).toBe('drawn');
    expect(specFromArguments({ fraction: 0.1, sample: 'first' }).sample).toBe('first');
    expect(specFromArguments({ row: 'C3' })).toMatchObject({ row: 'C3', sample: 'first' });
    for (const row of ['C1', 'C3']) {
      expect(specFromArguments({ row, fraction: 0.2 })).toMatchObject({ row: null, sample: 'first' });
    }
    expect(specFromArguments({ row: 'C3', sample: 'drawn' })).toMatchObject({ row: null, sample: 'drawn' });
    expect(specFromArguments({ row: 'C1', sample: 'drawn' })).toMatchObject({ row: 'C1', sample: null });
    expect(() => specFromArguments({ fraction: 0.1, sample: 'last' })).toThrow('--sample: Received "last"; expected');
  });

  it('let go of the row when more than seeds and epochs is changed', () => {
    expect(specFromArguments({ row: 'C6', fraction: 0.2 }).row).toBeNull();
    expect(specFromArguments({ row: 'C6', permutations: 5 }).row).toBeNull();
    expect(specFromArguments({ row: 'C6', epochs: 1, seeds: 5 }).row).toBe('C6');
  });

  it.each([0, 101, 1000, -1, 2.5, 'many', ''])('refuse %j seeds: nothing becomes another count', (seeds) => {
    expect(() => specFromArguments({ seeds })).toThrow(
      `--seeds: Received ${JSON.stringify(seeds)}; expected how many seeds: a whole number from 1 to 100.`,
    );
  });

  it('take 1 to 100 seeds, and one way to say them', () => {
    expect(specFromArguments({ seeds: 1 }).seeds).toEqual([1]);
    expect(specFromArguments({ seeds: 100 }).seeds).toHaveLength(100);
    expect(() => specFromArguments({ seed: [3], seeds: 3 })).toThrow(
      'Received --seed and --seeds; expected one of the two',
    );
  });

  it('say all of a network, its pairing and its tests', () => {
    expect(
      specFromArguments({
        network: 'discrimination',
        towers: 'separate',
        head: 'distance',
        width: 8,
        embedding: 16,
        dropout: 0,
        l2: 0.001,
        rotations: '1,3',
        sameWeight: 4,
        protocols: 'random-permutation,rotations',
      }),
    ).toMatchObject({
      task: 'discrimination',
      network: {
        kind: 'discrimination',
        towers: 'separate',
        head: 'distance',
        width: 8,
        embedding: 16,
        dropout: 0,
        l2: 0.001,
      },
      pairing: { kind: 'rotations', rotations: [1, 3], sameWeight: 4 },
      protocols: ['random-permutation', 'rotations'],
    });
    expect(
      specFromArguments({ network: 'joint', task: 'discrimination', pairing: 'balanced', redraw: false }),
    ).toMatchObject({
      task: 'discrimination',
      pairing: { kind: 'balanced', redraw: false },
      protocols: ['rotations', 'random-permutation', 'duplicates', 'class-matched', 'tower-a', 'tower-b'],
    });
    expect(
      specFromArguments({ network: 'siamese-vanilla', permutations: 1, draw: 'permutation', redraw: true }).pairing,
    ).toEqual({
      kind: 'class-preserving',
      permutations: 1,
      draw: 'permutation',
      redraw: true,
    });
    expect(specFromArguments({ network: 'discrimination', rotations: '5' }).pairing).toMatchObject({ rotations: [5] });
  });

  it('carry nothing of a row’s network over to another one', () => {
    expect(specFromArguments({ row: 'C6', network: 'joint' })).toMatchObject({
      row: null,
      fraction: 0.1,
      network: { kind: 'joint', towers: 'shared' },
      pairing: { kind: 'rotations', rotations: [1, 2] },
    });
    expect(specFromArguments({ row: 'D3', network: 'vanilla' })).toMatchObject({
      task: 'classification',
      pairing: null,
      protocols: ['single'],
    });
    expect(specFromArguments({ row: 'D3', epochs: 2 })).toMatchObject({ row: 'D3', pairing: { rotations: [1, 2] } });
  });

  it('are refused where they belong to another pairing or network, each by its name', () => {
    expect(() => specFromArguments({ network: 'discrimination', permutations: 2 })).toThrow(
      '--permutations: Received the field "permutations", which this pairing does not have; leave it out.',
    );
    expect(() => specFromArguments({ network: 'discrimination', pairing: 'class-preserving' })).toThrow(
      '--pairing: Received the pairing class-preserving for discrimination; expected rotations, random-permutation, balanced.',
    );
    expect(() => specFromArguments({ network: 'discrimination', rotations: '1,x', sameWeight: 0 })).toThrow(
      /--rotations: .*\n--same-weight: Received 0/,
    );
    expect(() => specFromArguments({ network: 'vanilla', protocols: 'tower-a' })).toThrow(
      '--protocols: Received tower-a for vanilla; expected some of single.',
    );
    expect(() => specFromArguments({ network: 'vanilla', towers: 'shared' })).toThrow(
      '--towers: Received the field "towers"',
    );
    expect(() => specFromArguments({ network: 'vanilla', task: 'discrimination' })).toThrow(
      '--task: Received discrimination',
    );
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
      specFromArguments({ network: 'resnet', fraction: 2, epochs: 'many', batch: 0, learningRate: -1, seed: [1.5] }),
    ).toThrow(
      /--fraction: Received 2.*\n.*--network: Received "resnet".*\n--learning-rate: Received -1.*\n--batch: Received 0.*\n--epochs: Received "many".*\n--seed: Received 1\.5/,
    );
  });
});

describe('a variant of a row', () => {
  it('is as it was run, or as the deck says: a design of its own', () => {
    expect(specFromArguments({ row: 'C6', variant: 'as-run' })).toEqual(specFromArguments({ row: 'C6' }));
    expect(specFromArguments({ row: 'C6', variant: 'deck-says' })).toMatchObject({
      row: null,
      fraction: 0.1,
      pairing: { permutations: 10 },
      training: { epochs: 300 },
    });
    expect(specFromArguments({ row: 'C4', variant: 'deck-says', epochs: 3 })).toMatchObject({
      pairing: { permutations: 2 },
      training: { epochs: 3 },
    });
  });

  it.each([
    [{ row: 'C1', variant: 'deck-says' }, '--variant: Received "deck-says" of row C1; expected as-run of any row'],
    [{ row: 'C4', variant: 'as-told' }, '--variant: Received "as-told" of row C4'],
    [{ variant: 'as-run' }, '--variant: Received "as-run" of no row'],
    [{ row: 'X9', variant: 'deck-says' }, '--row: Received "X9"'],
  ])('refuses %o', (typed, message) => {
    expect(() => specFromArguments(typed)).toThrow(message);
  });
});

it('takes further rotations', () => {
  expect(specFromArguments({ row: 'D3', furtherRotations: '20,30', furtherEvery: 5 })).toMatchObject({
    row: null,
    pairing: { rotations: [1, 2], further: { after: 500, every: 5, rotations: [20, 30] } },
  });
  const own = { dataset: 'shapes', network: 'discrimination' };
  expect(specFromArguments({ ...own, furtherAfter: 2 })).toMatchObject({
    pairing: { further: { after: 2, every: 10, rotations: [200, 300] } },
  });
  expect(() => specFromArguments({ ...own, furtherAfter: 2, furtherRotations: '7' })).toThrow(
    '--further-rotations: Received 7 after 1, 2; expected as many rotations as before.',
  );
});
