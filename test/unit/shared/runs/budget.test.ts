import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { divideTraining } from '#main/training/division';
import { examplesOf } from '#main/training/examples';
import { train } from '#main/training/loop';
import { DATASETS } from '#shared/datasets/datasets';
import { sampledImages } from '#shared/datasets/sample';
import { parseExperimentSpec, type ExperimentDraft, type ExperimentSpec } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { readStoredSpec } from '#shared/experiment/stored-spec';
import { multiplyAdds } from '#shared/networks/work';
import { planNetwork } from '#shared/networks/index';
import { PUBLISHED_ROWS, publishedRow } from '#shared/reference/published';
import { budgetOfDesign, budgetOfRow, budgetOfRun, epochsFor, learnedImages } from '#shared/runs/budget';
import { fakeNetwork } from '../../main/training/fake-network';

function specOf(draft: ExperimentDraft): ExperimentSpec {
  const result = parseExperimentSpec(draft);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

const drafts = fc.oneof(
  fc.constant({ network: { kind: 'vanilla' } } as const),
  fc
    .integer({ min: 0, max: 3 })
    .map(
      (permutations) =>
        ({ network: { kind: 'siamese-vanilla' }, pairing: { kind: 'class-preserving', permutations } }) as const,
    ),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
    .map((rotations) => ({ network: { kind: 'discrimination' }, pairing: { kind: 'rotations', rotations } }) as const),
  fc
    .integer({ min: 1, max: 3 })
    .map(
      (permutations) =>
        ({ network: { kind: 'discrimination' }, pairing: { kind: 'random-permutation', permutations } }) as const,
    ),
  fc.constant({ network: { kind: 'discrimination' }, pairing: { kind: 'balanced' } } as const),
);

/** Trains a network that does nothing, and counts what it is given. */
async function countBatches(spec: ExperimentSpec, trained: Uint32Array, labels: Uint8Array) {
  const network = fakeNetwork(() => ({ loss: 0, correct: 0 }));
  await train({
    network,
    examples: examplesOf(
      { images: new Uint8Array(labels.length), labels, count: labels.length },
      trained,
      spec.pairing,
      1,
    ),
    epochs: spec.training.epochs,
    batchSize: spec.training.batchSize,
    seed: 1,
    validate: () => Promise.resolve({ loss: 0, accuracy: 0 }),
    hooks: [],
  });
  return {
    updates: network.batches.length,
    examples: network.batches.reduce((sum, { first }) => sum + first.length, 0),
    images: network.batches.reduce((sum, { first, second }) => sum + first.length + (second?.length ?? 0), 0),
  };
}

describe('the budget of a run', () => {
  it('is what the training loop gives to the network, counted batch by batch', async () => {
    await fc.assert(
      fc.asyncProperty(
        drafts,
        fc.integer({ min: 20, max: 90 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.constantFrom(0.1, 0.25, 0.5), { nil: null }),
        async (draft, count, batchSize, epochs, heldOut) => {
          const spec = specOf({
            dataset: 'shapes',
            ...draft,
            training: { batchSize, epochs },
            ...(heldOut === null ? {} : { validation: { kind: 'held-out', fraction: heldOut } }),
          });
          const labels = Uint8Array.from({ length: count }, (_, image) => (image * 7) % 3);
          const { trained } = divideTraining(labels, sampledImages(labels, count, spec.sample, 1), spec.validation, 1);
          const budget = budgetOfRun({ datasetFacts: null, spec, epochsDone: epochs, trainCount: trained.length });
          expect(budget).toMatchObject(await countBatches(spec, trained, labels));
          expect(budget?.unit).toBe(spec.pairing === null ? 'images' : 'pairs');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is of the epochs that are done, and nothing before the first', () => {
    const spec = specOf({ dataset: 'cifar10', fraction: 0.1, training: { epochs: 400 } });
    expect(budgetOfRun({ datasetFacts: null, spec, epochsDone: 3, trainCount: 5_000 })).toMatchObject({
      epochs: 3,
      updates: 30,
      examples: 15_000,
    });
    expect(budgetOfRun({ datasetFacts: null, spec, epochsDone: 0, trainCount: null })).toMatchObject({
      updates: 0,
      examples: 0,
      multiplyAdds: 0,
    });
  });

  it('is not known of a design that is not understood', () => {
    expect(
      budgetOfRun({ datasetFacts: null, spec: readStoredSpec('{}'), epochsDone: 3, trainCount: 5_000 }),
    ).toBeNull();
  });
});

describe('the budget of a design', () => {
  it('is that of the trial: an epoch of C6 is five of C3', () => {
    const [c3, c6] = (['C3', 'C6'] as const).map((row) => {
      const spec = presetOf(row);
      if (spec === undefined) throw new Error(row);
      return budgetOfDesign({ ...spec, training: { ...spec.training, epochs: 3 } }, DATASETS.get('cifar10'));
    });
    expect(c3).toMatchObject({ updates: 30, examples: 15_000, unit: 'images', images: 15_000 });
    expect(c6).toMatchObject({ updates: 147, examples: 75_000, unit: 'pairs', images: 150_000 });
  });

  it('leaves out what is held out', () => {
    const spec = specOf({ dataset: 'shapes', fraction: 0.5, validation: { kind: 'held-out', fraction: 0.2 } });
    expect(learnedImages(spec, DATASETS.get('shapes'))).toBe(2_000);
  });

  it('counts three forward passes an example', () => {
    const spec = specOf({ dataset: 'shapes', training: { epochs: 2 } });
    expect(budgetOfDesign(spec, DATASETS.get('shapes')).multiplyAdds).toBe(
      2 * 5_000 * 3 * multiplyAdds(planNetwork(spec.network, DATASETS.get(spec.dataset))),
    );
  });

  it('counts a frozen front once an image where its features are kept, and once an example where they are not', () => {
    const network = {
      kind: 'vgg19',
      scaling: 'imagenet',
      transfer: { weights: 'imagenet', frozenThrough: 'block5_pool' },
    } as const;
    const spec = specOf({ dataset: 'cifar10', fraction: 0.1, network, training: { epochs: 4 } });
    // 512 features go into 10 classes
    const head = 5_120;
    const front = multiplyAdds(planNetwork(spec.network, DATASETS.get(spec.dataset))) - head;
    expect(budgetOfDesign(spec, DATASETS.get('cifar10')).multiplyAdds).toBe(4 * 5_000 * 3 * head + 5_000 * front);
    const vast = { ...DATASETS.get('cifar10'), trainCount: 50_000_000 };
    const images = learnedImages(spec, vast);
    expect(budgetOfDesign(spec, vast).multiplyAdds).toBe(4 * images * (3 * head + front));
  });
});

describe('the budget of a published row', () => {
  it('is dataset × fraction × (permutations + 1) × epochs, where the deck says enough', () => {
    const examples = Object.fromEntries(PUBLISHED_ROWS.map((row) => [row.id, budgetOfRow(row)?.examples ?? null]));
    expect(examples).toEqual({
      C1: 10_000_000, C2: 7_500_000, C3: 2_000_000, C4: 20_000_000, C5: 22_500_000, C6: 7_500_000,
      // it started from weights that are not public
      C7: null,
      C8: 2_700_000, C9: 1_825_000, C10: 40_000_000, C11: 30_000_000, E1: 1_248_000,
      D1: 10_000_000, D2: 20_000_000,
      // two rotations in each of its 1,010 epochs
      D3: 101_000_000,
    }); // prettier-ignore
  });

  it('counts the epochs that were run, not those that were allowed', () => {
    expect(budgetOfRow(publishedRow('C8'))).toMatchObject({ epochs: 54, updates: 54 * 98 });
  });
});

describe('the epochs for a budget', () => {
  const plain = specOf({ dataset: 'cifar10', fraction: 0.1 });

  it('are the nearest whole number, and one at least', () => {
    expect(epochsFor(plain, DATASETS.get('cifar10'), { of: 'updates', count: 147 })).toBe(15);
    expect(epochsFor(plain, DATASETS.get('cifar10'), { of: 'updates', count: 3 })).toBe(1);
    expect(epochsFor(plain, DATASETS.get('cifar10'), { of: 'examples', count: 75_000 })).toBe(15);
    expect(epochsFor(plain, DATASETS.get('cifar10'), { of: 'epochs', count: 7 })).toBe(7);
  });

  it('come within half an epoch of what was wanted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 90_000 }), fc.constantFrom('updates', 'examples'), (count, of) => {
        const epochs = epochsFor(plain, DATASETS.get('cifar10'), { of, count });
        const each = of === 'updates' ? 10 : 5_000;
        expect(Math.abs(epochs * each - Math.max(count, each))).toBeLessThanOrEqual(each / 2);
      }),
    );
  });

  it('are refused where they would be more than a design may have', () => {
    expect(() => epochsFor(plain, DATASETS.get('cifar10'), { of: 'updates', count: 1e6 })).toThrow(
      'Received 1000000 updates, which would be 100000 epochs of 10; expected 10000 epochs at most, so 100000 updates.',
    );
  });
});
