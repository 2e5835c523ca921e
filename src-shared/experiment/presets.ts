import { experimentSpecSchema, isPairingOf, type ExperimentDraft, type ExperimentSpec } from './experiment';
import { designText } from './design';
import type { PublishedRowId } from '../reference/published';

/** The rows of the deck that the lab can train by now, with the deck's settings but for `OUR_OWN`. What is left out is a default. */
const DRAFTS = {
  C1: { dataset: 'cifar10', fraction: 1, network: { kind: 'vanilla' }, training: { epochs: 200 } },
  C2: { dataset: 'cifar10', fraction: 0.5, network: { kind: 'vanilla' }, training: { epochs: 300 } },
  C3: { dataset: 'cifar10', fraction: 0.1, network: { kind: 'vanilla' }, training: { epochs: 400 } },
  // permutations as the notebooks ran them; for what the deck says see `DECK_SAYS`
  C4: siamese('siamese-vanilla', 1, 1, 200),
  C5: siamese('siamese-vanilla', 0.5, 2, 300),
  C6: siamese('siamese-vanilla', 0.1, 4, 300),
  C7: {
    dataset: 'cifar10',
    network: { kind: 'vgg19', scaling: 'imagenet', transfer: { weights: 'imagenet', frozenThrough: 'block5_pool' } },
    training: { epochs: 10 },
  },
  C8: vgg(1),
  C9: vgg(0.5),
  C10: siamese('siamese-vgg16-bn', 1, 1, 400),
  C11: siamese('siamese-vgg16-bn', 0.5, 2, 400),
  E1: { dataset: 'emnist-letters', network: { kind: 'emnist' }, training: { epochs: 10, batchSize: 128 } },
  // as the notebook ran it: 500 epochs, then 51 restarts of 10 on the rotations 200 and 300 to 250 and 350. Each restart
  // loaded the model that Keras had saved with its optimiser, so that Adam went on as it was
  D3: {
    dataset: 'cifar10',
    network: { kind: 'discrimination' },
    pairing: {
      kind: 'rotations',
      rotations: [1, 2],
      sameWeight: 2,
      further: { after: 500, every: 10, rotations: [200, 300] },
    },
    training: { epochs: 1_010 },
  },
} satisfies Partial<Record<PublishedRowId, ExperimentDraft>>;

export type PresetRowId = keyof typeof DRAFTS;
export const PRESET_ROW_IDS = Object.keys(DRAFTS) as readonly PresetRowId[];

/**
 * Rows of which the deck says something else than its notebooks ran: two permutations of the whole set, and "increased"
 * 2-fold at 50 % and 5-fold at 10 %.
 */
const DECK_SAYS: Partial<Record<PresetRowId, ExperimentDraft>> = {
  C4: siamese('siamese-vanilla', 1, 2, 200),
  C5: siamese('siamese-vanilla', 0.5, 4, 300),
  C6: siamese('siamese-vanilla', 0.1, 10, 300),
};
export const DECK_SAYS_ROW_IDS = Object.keys(DECK_SAYS) as readonly PresetRowId[];

/** Rows whose weights to start from are not public: what we train in their place is another thing, and says so. */
const OUR_OWN: readonly string[] = ['C7'];

/** Whether the preset of a row is the deck's own design. */
export function isDecksDesign(row: string): boolean {
  return !OUR_OWN.includes(row);
}

/** Up to 400 epochs; the deck's stopped by themselves after 54 and 73. */
function vgg(fraction: number): ExperimentDraft {
  return {
    dataset: 'cifar10',
    fraction,
    network: { kind: 'vgg16-bn' },
    training: { epochs: 400, earlyStopping: { patience: 30 } },
  };
}

function siamese(
  kind: 'siamese-vanilla' | 'siamese-vgg16-bn',
  fraction: number,
  permutations: number,
  epochs: number,
): ExperimentDraft {
  return {
    dataset: 'cifar10',
    fraction,
    network: { kind },
    pairing: { kind: 'class-preserving', permutations },
    training: { epochs },
  };
}

/** What `presetOf` has made: a list of runs asks for the design of each line's row. */
const presets = new Map<PresetRowId, ExperimentSpec>();

/** The experiment of a row, or undefined where the lab cannot train that row yet. */
export function presetOf(row: string): ExperimentSpec | undefined {
  const id = PRESET_ROW_IDS.find((known) => known === row);
  if (id === undefined) return undefined;
  const preset = presets.get(id) ?? experimentSpecSchema.parse({ ...DRAFTS[id], row: id });
  presets.set(id, preset);
  return preset;
}

/**
 * The design of a row as the deck says it, where its notebooks ran another; undefined for every other row. The published
 * figures are of what was run, so it does not stand for the row.
 */
export function deckSays(row: string): ExperimentSpec | undefined {
  const id = DECK_SAYS_ROW_IDS.find((known) => known === row);
  return id === undefined ? undefined : experimentSpecSchema.parse(DECK_SAYS[id]);
}

/** Whether a design may be held against its row: it differs from the row's own in nothing but seeds, epochs and device. */
export function standsForRow(spec: ExperimentSpec): boolean {
  const preset = spec.row === null ? undefined : presetOf(spec.row);
  return preset !== undefined && withoutExtent(asBegunBy(spec, preset)) === withoutExtent(preset);
}

/** With the further rotations of a row, where it ends before they would begin: it is trained as the row is until there. */
function asBegunBy(spec: ExperimentSpec, { pairing: ofRow }: ExperimentSpec): ExperimentSpec {
  const { pairing } = spec;
  if (pairing === null || ofRow === null) return spec;
  if (!isPairingOf(pairing, 'rotations') || !isPairingOf(ofRow, 'rotations')) return spec;
  const { further } = ofRow;
  const isBefore = pairing.further === null && further !== null && spec.training.epochs <= further.after;
  return isBefore ? { ...spec, pairing: { ...pairing, further } } : spec;
}

/** All of a design but how often, how long and on what it is trained, and how it is tested. */
function withoutExtent(spec: ExperimentSpec): string {
  return designText({ ...spec, training: { ...spec.training, epochs: 1 } });
}
