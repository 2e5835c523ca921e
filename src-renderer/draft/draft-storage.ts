import { z } from 'zod';

import { datasetNameSchema } from '#shared/datasets/datasets';
import { PRECISIONS } from '#shared/devices/devices';
import {
  INPUT_SCALINGS,
  parseExperimentSpec,
  TASKS,
  VGG19_BLOCK_ENDS,
  type ExperimentSpec,
} from '#shared/experiment/experiment';
import { networkKindSchema } from '#shared/networks/network-spec';
import { pairingKindSchema } from '#shared/pairings/pairing-spec';
import { PROTOCOLS } from '#shared/protocols/protocols';
import { FIRST_DRAFT, type DraftText } from './draft-text';
import { FIRST_SWEEP, type SweepText } from './sweep-text';

/** All that is on the bench: the design as it is typed, where it was started from, and the sweep around it. */
export interface Bench {
  readonly text: DraftText;
  /** The design of a row of the deck that this one was started from. */
  readonly origin: ExperimentSpec | null;
  readonly sweep: { readonly isOn: boolean; readonly text: SweepText };
}

export const FIRST_BENCH: Bench = { text: FIRST_DRAFT, origin: null, sweep: { isOn: false, text: FIRST_SWEEP } };

/** Far more than anyone types into a field. */
const typed = z.string().max(10_000);

const textSchema: z.ZodType<DraftText> = z.strictObject({
  dataset: datasetNameSchema,
  fraction: typed,
  network: networkKindSchema,
  task: z.enum(TASKS),
  towers: z.enum(['separate', 'shared']),
  head: z.enum(['concatenate', 'absoluteDifference', 'distance', 'distanceAndBoth']),
  width: typed,
  embedding: typed,
  dropout: typed,
  l2: typed,
  scaling: z.enum(INPUT_SCALINGS),
  transfer: z.enum(['none', 'imagenet']),
  frozenThrough: z.enum([...VGG19_BLOCK_ENDS, 'none']),
  headUnits: typed,
  pairing: pairingKindSchema,
  permutations: typed,
  draw: z.enum(['with-replacement', 'permutation']),
  redraw: z.enum(['once', 'each-epoch']),
  rotations: typed,
  sameWeight: typed,
  epochs: typed,
  batchSize: typed,
  optimiser: z.enum(['adam', 'sgd']),
  learningRate: typed,
  momentum: typed,
  patience: typed,
  monitor: z.enum(['training-loss', 'validation-loss']),
  keep: z.enum(['last', 'best-validation']),
  validation: z.enum(['test-set', 'held-out']),
  heldOut: typed,
  protocols: z.array(z.string().refine((kind) => PROTOCOLS.find(kind) !== undefined)).nullable(),
  seeds: typed,
  device: typed,
  threads: typed,
  precision: z.enum(PRECISIONS),
});

const benchSchema = z.strictObject({
  text: textSchema,
  origin: z.unknown(),
  sweep: z.strictObject({
    isOn: z.boolean(),
    text: z.strictObject({ networks: z.array(networkKindSchema), fractions: typed, permutations: typed }),
  }),
});

/** A stored bench; undefined for what this version of the window does not understand. */
export function parseBench(stored: unknown): Bench | undefined {
  const result = benchSchema.safeParse(stored);
  if (!result.success) return undefined;
  const { text, origin, sweep } = result.data;
  if (origin === null) return { text, origin, sweep };
  const started = parseExperimentSpec(origin);
  return started.kind === 'valid' ? { text, origin: started.spec, sweep } : undefined;
}
