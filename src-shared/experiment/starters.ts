import { experimentSpecSchema, type ExperimentDraft, type ExperimentSpec } from './experiment';

/**
 * Designs of the lab's own to begin with: each needs nothing installed, and ends within minutes. So few images make few
 * steps of the deck's 512; batches of 100 make enough of them to learn something.
 */
const DRAFTS = {
  first: { dataset: 'shapes', network: { kind: 'vanilla' }, training: { epochs: 5, batchSize: 100 } },
  pairs: {
    dataset: 'shapes',
    network: { kind: 'siamese-vanilla' },
    pairing: { kind: 'class-preserving', permutations: 2 },
    training: { epochs: 5, batchSize: 100 },
  },
  same: {
    dataset: 'shapes',
    network: { kind: 'discrimination' },
    pairing: { kind: 'balanced' },
    training: { epochs: 5, batchSize: 100 },
  },
  few: {
    dataset: 'shapes',
    fraction: 0.1,
    sample: 'drawn',
    network: { kind: 'siamese-vanilla', towers: 'shared' },
    pairing: { kind: 'class-preserving', permutations: 4 },
    training: { epochs: 20, batchSize: 100 },
  },
} satisfies Readonly<Record<string, ExperimentDraft>>;

export type StarterId = keyof typeof DRAFTS;
export const STARTER_IDS = Object.keys(DRAFTS) as readonly StarterId[];

export function starterOf(id: StarterId): ExperimentSpec {
  return experimentSpecSchema.parse(DRAFTS[id]);
}
