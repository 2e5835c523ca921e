import { z } from 'zod';

import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { allFields, choicesOf, type DesignReader, type Field } from '#shared/experiment/fields/index';
import { networkKindSchema } from '#shared/networks/network-spec';
import { PROTOCOLS } from '#shared/protocols/protocols';
import { BUDGET_MEASURES, FIRST_BUDGET, type BudgetText } from './budget-text';
import { draftReader } from './draft';
import { FIRST_DRAFT, firstDraft, textIn, type DraftText } from './draft-text';
import { FIRST_SWEEP, type SweepText } from './sweep-text';
import { typedNumber } from '../ui/typed-number';

/** All that is on the bench: the design as it is typed, where it was started from, and the sweep around it. */
export interface Bench {
  readonly text: DraftText;
  /** The design of a row of the deck that this one was started from. */
  readonly origin: ExperimentSpec | null;
  /** How long to train, where that is not told in epochs. */
  readonly budget: BudgetText;
  readonly sweep: { readonly isOn: boolean; readonly text: SweepText };
  /** What the experiment, or the sweep, is to be called; empty for what its design says. */
  readonly name: string;
}

export const FIRST_BENCH: Bench = {
  text: FIRST_DRAFT,
  origin: null,
  budget: FIRST_BUDGET,
  sweep: { isOn: false, text: FIRST_SWEEP },
  name: '',
};

/** Far more than anyone types into a field. */
const typed = z.string().max(10_000);

const benchSchema = z.strictObject({
  text: z.record(z.string(), z.unknown()),
  origin: z.unknown(),
  // a bench of an earlier window has none
  budget: z.strictObject({ of: z.enum(BUDGET_MEASURES), count: typed }).default(FIRST_BUDGET),
  sweep: z.strictObject({
    isOn: z.boolean(),
    text: z.strictObject({ networks: z.array(networkKindSchema), fractions: typed, permutations: typed }),
  }),
  name: typed.default(''),
});

/** Whether a setting of a few values has one of them. Of what the design does not have, anything may wait. */
function isChoice(field: Field, text: DraftText, design: DesignReader): boolean {
  const choices = choicesOf(field, design);
  return choices.length === 0 || choices.includes(textIn(text, field));
}

/** A part of the images was the first ones, before there was a choice. */
function earlierSample({ fraction }: Readonly<Record<string, unknown>>): Partial<DraftText> {
  return typeof fraction === 'string' && typedNumber(fraction) !== 1 ? { sample: 'first' } : {};
}

/** A stored draft, also of an earlier window: a setting that came later begins as in a new draft. */
function parseText(stored: Readonly<Record<string, unknown>>): DraftText | undefined {
  const shape = Object.fromEntries(allFields().map(({ name }) => [name, typed]));
  const schema = z.strictObject({
    ...shape,
    protocols: z.array(z.string().refine((kind) => PROTOCOLS.find(kind) !== undefined)).nullable(),
  });
  const result = schema.safeParse({ ...firstDraft(), ...earlierSample(stored), ...stored });
  if (!result.success) return undefined;
  const text = result.data as DraftText;
  const design = draftReader(text);
  return allFields().every((field) => isChoice(field, text, design)) ? text : undefined;
}

/** A stored bench; undefined for what this version of the window does not understand. */
export function parseBench(stored: unknown): Bench | undefined {
  const result = benchSchema.safeParse(stored);
  if (!result.success) return undefined;
  const { origin, budget, sweep, name } = result.data;
  const text = parseText(result.data.text);
  if (text === undefined) return undefined;
  if (origin === null) return { text, origin, budget, sweep, name };
  const started = parseExperimentSpec(origin);
  return started.kind === 'valid' ? { text, origin: started.spec, budget, sweep, name } : undefined;
}
