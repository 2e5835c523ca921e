import type { z } from 'zod';

import { DATASETS, type DatasetFacts } from '../datasets/datasets';
import { percentText } from '../basics/percent';
import { PAIRINGS } from '../pairings/pairing-spec';
import type { ExperimentSpec } from './experiment';
import { readerOf } from './fields/design-value';
import { allFields, FIELDS, isShown, type Field } from './fields/index';
import { presetOf } from './presets';

/** A setting that a design has otherwise than a new one would. */
export interface Difference {
  readonly field: Field;
  /** Null where it is set to none. */
  readonly value: string | number | boolean | null;
}

/** Said by the title itself, or of no matter to what is learned. */
const SAID = new Set(['dataset', 'fraction', 'sample', 'network', 'pairing', 'permutations', 'rotations', 'seeds']);
const UNSAID_GROUPS: readonly string[] = ['tests', 'compute'];

/**
 * What tells a design from one of the same network, images and pairs that nobody has changed, in the order of a design.
 * Of a design that stands for a published row only other epochs than the row's: the row says the rest.
 */
export function differencesOf(spec: ExperimentSpec): readonly Difference[] {
  const read = readerOf(spec);
  if (spec.row !== null) {
    const { epochs } = spec.training;
    const isAsPublished = epochs === (presetOf(spec.row)?.training.epochs ?? epochs);
    return isAsPublished ? [] : [{ field: FIELDS.get('epochs'), value: epochs }];
  }
  return allFields()
    .filter((field) => !SAID.has(field.name) && !UNSAID_GROUPS.includes(field.group))
    .flatMap((field) => {
      const value = read(field.path) ?? null;
      const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
      // of a whole part that can be left out none is usual, whatever its settings begin with
      const part = field.absence?.at ?? field.path;
      if (value === null && part !== field.path) return [];
      const schema = isPlain && isShown(field, read) ? field.schema(read) : null;
      if (schema === null || value === usualOf(schema)) return [];
      return [{ field, value: value as Difference['value'] }];
    });
}

/** What `usualOf` has found. */
const usual = new WeakMap<z.ZodType, unknown>();

/** The value of a setting that nobody has given; null where there is none. */
function usualOf(schema: z.ZodType): unknown {
  if (!usual.has(schema)) usual.set(schema, schema.safeParse(undefined).data ?? null);
  return usual.get(schema);
}

/**
 * A title that tells one experiment from another at a glance, in English: "vanilla on CIFAR-10, 10%, 15 epochs, sgd".
 * @param facts of the dataset, where it is not one that the lab knows
 */
export function titleOf(spec: ExperimentSpec, facts?: Pick<DatasetFacts, 'title'> | null): string {
  const dataset = facts?.title ?? DATASETS.find(spec.dataset)?.title ?? spec.dataset;
  const pairs = spec.pairing === null ? [] : [PAIRINGS.get(spec.pairing.kind).title(spec.pairing)];
  // a no-break space: a number and its unit stay on one line
  const whole = `${spec.network.kind} on ${dataset}, ${percentText(spec.fraction)}%`;
  return [whole, ...pairs, ...differencesOf(spec).map(differenceText)].join(', ');
}

function differenceText({ field, value }: Difference): string {
  const [, option = field.name] = /^--([a-z0-9-]+)/.exec(field.option?.flags ?? '') ?? [];
  const name = option.replaceAll('-', ' ');
  if (value === null || value === false) return `no ${name}`;
  if (value === true) return name;
  if (field.name === 'epochs') return `${value} epoch${value === 1 ? '' : 's'}`;
  return typeof value === 'number' ? `${name} ${value}` : value;
}
