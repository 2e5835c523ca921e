import { DATASETS } from '../datasets/datasets';
import { experimentSpecSchema, type ExperimentDraft, type ExperimentSpec } from '../experiment/experiment';
import { budgetOfDesign, trainedFor } from './budget';

/** Parts of the built-in images: 100, 200 and 400 of 5,000. */
const FRACTIONS = [0.02, 0.04, 0.08] as const;
const SHARED = { dataset: 'shapes', sample: 'drawn', seeds: [1, 2, 3] } satisfies ExperimentDraft;
const TRAINING = { batchSize: 50, epochs: 20 };

/**
 * A ready sweep for the lab's own question, which needs nothing installed and takes some minutes: a plain network and a
 * siamese one on few images, three seeds each. At each number of images both are updated equally often, so that what
 * differs is the network and not the length of its training.
 */
export function fewImagesSweep(): readonly ExperimentSpec[] {
  return FRACTIONS.flatMap((fraction) => {
    const siamese = experimentSpecSchema.parse({
      ...SHARED,
      fraction,
      network: { kind: 'siamese-vanilla' },
      pairing: { kind: 'class-preserving', permutations: 4 },
      training: TRAINING,
    });
    const facts = DATASETS.get(siamese.dataset);
    const plain = experimentSpecSchema.parse({ ...SHARED, fraction, network: { kind: 'vanilla' }, training: TRAINING });
    return [trainedFor(plain, facts, { of: 'updates', count: budgetOfDesign(siamese, facts).updates }), siamese];
  });
}
