import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  describeProblems,
  isSiameseKind,
  NETWORKS,
  parseExperimentSpec,
  isChosenOnTest,
} from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { isSiamese } from '#shared/networks/plan';

function problemsOf(draft: unknown): string {
  const result = parseExperimentSpec(draft);
  return result.kind === 'valid' ? '' : describeProblems(result.problems);
}

describe('an experiment spec', () => {
  it('takes the settings of the deck for whatever is left out', () => {
    expect(parseExperimentSpec({ dataset: 'cifar10' })).toEqual({
      kind: 'valid',
      spec: {
        row: null,
        task: 'classification',
        dataset: 'cifar10',
        fraction: 1,
        network: { kind: 'vanilla', width: 32, embedding: 32, dropout: 0.2, l2: 0 },
        sample: null,
        pairing: null,
        training: {
          optimiser: 'adam',
          learningRate: 0.001,
          momentum: 0.9,
          labelSmoothing: 0,
          batchSize: 512,
          epochs: 10,
          earlyStopping: null,
          keep: 'last',
        },
        compute: { device: 'auto', threads: null, precision: 'float32' },
        validation: { kind: 'test-set' },
        protocols: ['single'],
        seeds: [1],
      },
    });
  });

  it('of before there were devices takes the best one; an impossible device is refused by its field', () => {
    expect(parseExperimentSpec({ dataset: 'shapes', compute: { threads: 2 } })).toMatchObject({
      spec: { compute: { device: 'auto', threads: 2, precision: 'float32' } },
    });
    expect(problemsOf({ dataset: 'shapes', compute: { device: 'tpu:0' } })).toMatch(
      /compute\.device: Received "tpu:0"; expected a device/,
    );
    expect(problemsOf({ dataset: 'shapes', compute: { threads: 0, precision: 'int8' } })).toMatch(
      /compute\.threads: Received 0.*\n?.*compute\.precision: Received "int8"/s,
    );
  });

  it('holds no −0, which would not be read again from where it is stored', () => {
    expect(parseExperimentSpec({ dataset: 'shapes', training: { momentum: -0 } })).toMatchObject({
      spec: { training: { momentum: 0 } },
    });
  });

  it.each([0, 2, -1, Number.NaN, Number.POSITIVE_INFINITY, '1'])(
    'refuses the fraction %s and says what it wants',
    (fraction) => {
      expect(problemsOf({ dataset: 'shapes', fraction })).toMatch(
        /^fraction: Received .+; expected a fraction of the training set above 0 and at most 1, such as 0\.1/,
      );
    },
  );

  it('names the datasets that there are when it does not know one', () => {
    expect(problemsOf({ dataset: 'imagenet' })).toMatch(
      /^dataset: Received "imagenet"; expected a dataset that the lab knows: cifar10, shapes, .+\.$/,
    );
  });

  it('gives a siamese network the pairing of the deck, and any other network none', () => {
    const siamese = parseExperimentSpec({ dataset: 'cifar10', network: { kind: 'siamese-vanilla' } });
    expect(siamese).toMatchObject({
      spec: {
        network: { kind: 'siamese-vanilla', towers: 'separate', head: 'concatenate' },
        pairing: { kind: 'class-preserving', permutations: 2, draw: 'with-replacement', redraw: false },
        protocols: ['duplicates', 'class-matched', 'tower-a', 'tower-b'],
      },
    });
    const plain = parseExperimentSpec({ dataset: 'cifar10', pairing: { kind: 'balanced' } });
    expect(plain).toMatchObject({ spec: { pairing: null } });
  });

  it('names the networks that there are when it does not know one', () => {
    expect(problemsOf({ dataset: 'cifar10', network: { kind: 'resnet' } })).toBe(
      'network.kind: Received "resnet"; expected a network that the lab knows: vanilla, siamese-vanilla, discrimination, joint, emnist, vgg19, vgg16-bn, siamese-vgg19, siamese-vgg16-bn.',
    );
  });

  it.each(NETWORKS.kinds())('knows whether %s is siamese as its plan does', (kind) => {
    const result = parseExperimentSpec({ dataset: 'cifar10', network: { kind } });
    if (result.kind === 'invalid') throw new Error(describeProblems(result.problems));
    expect(isSiameseKind(kind)).toBe(isSiamese(planNetwork(result.spec.network, DATASETS.get(result.spec.dataset))));
    expect(result.spec.pairing !== null).toBe(isSiameseKind(kind));
  });

  it('trains a network that tells "same" on pairs of both kinds, and refuses other pairs', () => {
    const network = { kind: 'discrimination' };
    expect(parseExperimentSpec({ dataset: 'cifar10', network })).toMatchObject({
      spec: {
        task: 'discrimination',
        network: { towers: 'shared', head: 'distanceAndBoth' },
        pairing: { kind: 'rotations', rotations: [1, 2], sameWeight: 2 },
        protocols: ['rotations', 'random-permutation'],
      },
    });
    expect(problemsOf({ dataset: 'cifar10', network, pairing: { kind: 'class-preserving' } })).toBe(
      'pairing: Received the pairing class-preserving for discrimination; expected rotations, random-permutation, balanced.',
    );
    expect(problemsOf({ dataset: 'cifar10', network, task: 'classification' })).toBe(
      'task: Received classification for discrimination; expected discrimination, or the network joint, which does both.',
    );
  });

  it('lets the figures of an honest protocol count, and of one that suits the network', () => {
    const of = (protocols: readonly string[]) =>
      problemsOf({ dataset: 'cifar10', network: { kind: 'siamese-vanilla' }, protocols });
    expect(of(['class-matched'])).toContain(
      'expected a protocol first that does not leak the label, such as duplicates',
    );
    expect(of(['single'])).toContain('expected some of duplicates, class-matched, tower-a, tower-b');
    expect(of(['tower-b', 'tower-b'])).toContain('expected one or more different protocols');
  });

  it('puts the task that was chosen first for the joint network', () => {
    const joint = (task: string) => parseExperimentSpec({ dataset: 'cifar10', network: { kind: 'joint' }, task });
    expect(joint('discrimination')).toMatchObject({
      spec: { protocols: ['rotations', 'random-permutation', 'duplicates', 'class-matched', 'tower-a', 'tower-b'] },
    });
    expect(joint('classification')).toMatchObject({
      spec: { protocols: ['duplicates', 'class-matched', 'tower-a', 'tower-b', 'rotations', 'random-permutation'] },
    });
  });

  it('lets the towers of the siamese VGG be shared, and no other head join them', () => {
    const network = { kind: 'siamese-vgg16-bn', towers: 'shared' };
    expect(parseExperimentSpec({ dataset: 'cifar10', network })).toMatchObject({ spec: { network } });
    expect(problemsOf({ dataset: 'cifar10', network: { ...network, head: 'absoluteDifference' } })).toContain(
      'network.head: Received the field "head"',
    );
  });

  it('refuses a network whose layers do not fit the images, and says where', () => {
    expect(problemsOf({ dataset: 'emnist-letters', network: { kind: 'vgg16-bn' } })).toMatch(
      /^network: Received vgg16-bn for .+, whose images are 28×28×1; expected a network that takes them, such as vanilla\. Layer tower\/block5_pool cannot take an input of \[1, 1, 512\]/,
    );
  });

  it('takes a patience for early stopping, and says what it wants', () => {
    const stopping = (earlyStopping: unknown) => ({ dataset: 'cifar10', training: { earlyStopping } });
    expect(parseExperimentSpec(stopping({ patience: 30 }))).toMatchObject({
      spec: { training: { earlyStopping: { patience: 30 } } },
    });
    expect(problemsOf(stopping({ patience: 0 }))).toBe(
      'training.earlyStopping.patience: Received 0; expected epochs without a smaller loss: a whole number from 1 to 10000.',
    );
    expect(problemsOf(stopping(30))).toBe(
      'training.earlyStopping: Received 30; expected early stopping, such as {"patience": 30}, or null.',
    );
  });

  it('tells every problem at once, each at its field', () => {
    const result = parseExperimentSpec({ dataset: 'shapes', training: { epochs: 0, batchSize: 1.5 }, seeds: [1, 1] });
    expect(result.kind === 'invalid' && result.problems.map(({ field }) => field)).toEqual([
      'training.batchSize',
      'training.epochs',
      'seeds',
    ]);
  });

  it('refuses fields that an experiment does not have', () => {
    expect(problemsOf({ dataset: 'shapes', epochs: 3 })).toBe(
      'epochs: Received the field "epochs", which an experiment does not have; leave it out.',
    );
  });

  it('gives an answer for anything at all, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (draft) => {
        const result = parseExperimentSpec(draft);
        expect(result.kind === 'valid' || result.problems.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same after a round trip through JSON', () => {
    fc.assert(
      fc.property(
        fc.record({
          dataset: fc.constantFrom('cifar10', 'shapes'),
          fraction: fc.double({ min: 0.0001, max: 1, noNaN: true }),
          training: fc.record({ epochs: fc.integer({ min: 1, max: 10_000 }) }),
          seeds: fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 5 }),
        }),
        (draft) => {
          const once = parseExperimentSpec(draft);
          expect(once.kind).toBe('valid');
          if (once.kind !== 'valid') return;
          expect(parseExperimentSpec(JSON.parse(JSON.stringify(once.spec)))).toEqual(once);
        },
      ),
    );
  });

  it('is told apart by a title that holds what varies', () => {
    const result = parseExperimentSpec({ dataset: 'cifar10', fraction: 0.1 });
    expect(result.kind === 'valid' && titleOf(result.spec)).toBe('vanilla on CIFAR-10, 10%');
    const small = parseExperimentSpec({ dataset: 'cifar10', fraction: 0.00002 });
    expect(small.kind === 'valid' && titleOf(small.spec)).toBe('vanilla on CIFAR-10, 0.002%');
  });
});

it.each([
  [{}, false],
  [{ training: { keep: 'best-validation' } }, true],
  [{ training: { earlyStopping: { patience: 3, monitor: 'validation-loss' } } }, true],
  [{ training: { earlyStopping: { patience: 3 } } }, false],
  [{ training: { keep: 'best-validation' }, validation: { kind: 'held-out' } }, false],
] as const)('the design %j was chosen on the test set: %s', (draft, expected) => {
  const result = parseExperimentSpec({ dataset: 'shapes', ...draft });
  expect(result.kind === 'valid' && isChosenOnTest(result.spec)).toBe(expected);
});
