import fc from 'fast-check';
import { z } from 'zod';

import type { Registry } from '#shared/basics/registry';
import { DATASETS } from '#shared/datasets/datasets';
import { networkSpecSchema, NETWORKS } from '#shared/networks/network-spec';
import { PAIRINGS, pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { PROTOCOLS } from '#shared/protocols/protocols';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';

/** What a schema says of itself, as far as values can be made from it. */
interface Description {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Description[];
  readonly oneOf?: readonly Description[];
  readonly properties?: Readonly<Record<string, Description>>;
  readonly required?: readonly string[];
  readonly items?: Description;
  readonly prefixItems?: readonly Description[];
  /** Of what is no JSON: the name of its class. */
  readonly title?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/**
 * Values that a schema's own description lets through. What it cannot describe (seeds that differ, a network that fits
 * its dataset) is left to the schema to refuse. A new schema needs nothing here.
 */
export function likelyValues(schema: z.ZodType): fc.Arbitrary<unknown> {
  return described(describedBy(schema));
}

/** The same text for schemas that say the same. */
export function descriptionOf(schema: z.ZodType): string {
  return JSON.stringify(describedBy(schema));
}

/** What a schema says of itself, with what is registered where it asks a registry. */
function describedBy(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema, path }) => {
      const registry = REGISTRIES.get(zodSchema);
      if (registry !== undefined) jsonSchema.anyOf = registry.all().map((entry) => describedBy(entry.schema));
      const names =
        jsonSchema.type === 'string'
          ? NAMED.get(String(path.at(-1) === 'items' ? path.at(-2) : path.at(-1)))
          : undefined;
      if (names !== undefined) jsonSchema.enum = [...names()];
    },
  });
}

/** Fields that take the name of what is registered. */
const NAMED = new Map<string, () => readonly string[]>([
  ['dataset', () => DATASETS.kinds()],
  ['row', () => PUBLISHED_ROW_IDS],
  ['protocols', () => PROTOCOLS.kinds()],
]);

const REGISTRIES = new Map<unknown, Pick<Registry<{ readonly schema: z.ZodType }>, 'all'>>([
  [networkSpecSchema, NETWORKS],
  [pairingSpecSchema, PAIRINGS],
]);

/** Likely values, likely values that were damaged in a few places, and anything at all. */
export function hostileValues(schema: z.ZodType): fc.Arbitrary<unknown> {
  const likely = likelyValues(schema);
  return fc.oneof({ weight: 3, arbitrary: likely }, { weight: 6, arbitrary: damaged(likely) }, anything);
}

/** A test's cases; SIAMESE_LAB_FUZZ_FACTOR multiplies them for a night. */
export const fuzzRuns = (runs: number): number => runs * Number(process.env['SIAMESE_LAB_FUZZ_FACTOR'] ?? 1);

function described(about: Description): fc.Arbitrary<unknown> {
  const choices = about.anyOf ?? about.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(described));
  if ('const' in about) return fc.constant(about.const);
  if (about.enum !== undefined) return fc.constantFrom(...about.enum);
  switch (about.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(about.properties ?? {}).map(([name, inner]) => [name, described(inner)])),
        { requiredKeys: [...(about.required ?? [])] },
      );
    case 'array':
      if (about.prefixItems !== undefined) return fc.tuple(...about.prefixItems.map(described));
      return fc.array(described(about.items ?? {}), {
        minLength: about.minItems ?? 0,
        maxLength: Math.min(about.maxItems ?? 4, (about.minItems ?? 0) + 4),
      });
    case 'string':
      return about.pattern === undefined
        ? fc.string({
            minLength: about.minLength ?? 0,
            maxLength: Math.min(about.maxLength ?? 30, 30),
            unit: 'grapheme',
          })
        : fc.stringMatching(new RegExp(about.pattern, 'u'));
    case 'integer':
      return fc.oneof(
        fc.integer({ min: lowest(about, 1), max: Math.min(about.maximum ?? 1e9, lowest(about, 1) + 20) }),
        fc.maxSafeInteger().map((value) => Math.min(Math.max(value, lowest(about, 1)), about.maximum ?? value)),
      );
    case 'number':
      return fc.double({ min: lowest(about, Number.MIN_VALUE), max: about.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case undefined:
    default:
      // numbers in a row: the one thing in messages that is no JSON
      if (about.title === 'Float32Array') return fc.float32Array({ maxLength: 8 });
      if (about.title === 'Uint32Array') return fc.uint32Array({ maxLength: 8 });
      return fc.uint8Array({ maxLength: 32 });
  }
}

function lowest({ minimum, exclusiveMinimum }: Description, step: number): number {
  return minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + step);
}

const anything = fc.anything({
  maxDepth: 3,
  maxKeys: 5,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
});

const circle: Record<string, unknown> = {};
circle['self'] = circle;
let deep: unknown = [];
for (let level = 0; level < 20_000; level++) deep = [deep];

/** What does harm where it is not expected. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...[Number.NaN, Infinity, -Infinity, -0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, 5e-324, 10n, 10n ** 400n],
  ...['', ' ', '0', '\0', '\ud800', '\u202e', '<img src=x onerror="window.harmed = 1">', '../../etc/passwd'],
  ...['__proto__', 'constructor', "'; DROP TABLE runs; --", '=cmd|calc', 'x'.repeat(20_000)],
  ...[null, undefined, true, Symbol('symbol'), () => 1, [], {}, new Map([[1, 2]]), new Date(Number.NaN), /x/],
  ...[circle, deep, new Uint8Array(9), new Float64Array([Number.NaN]), Object.create(null)],
  ...[new Array(4_294_967_295), Array.from({ length: 500 }, (_, index) => index + 1)],
  ...[JSON.parse('{"__proto__": {"polluted": true}}'), JSON.parse('{"kind": "vanilla", "__proto__": {"width": 4}}')],
];

const OWN = { enumerable: true, configurable: true, writable: true } as const;

/** A place inside a value: what holds it, and under which key. */
interface Place {
  readonly holder: Record<PropertyKey, unknown>;
  readonly key: string;
}

function damaged(likely: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const damage = fc.record({
    place: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'pollute'),
    value: fc.constantFrom(...HOSTILE_VALUES),
  });
  return fc.tuple(likely, fc.array(damage, { minLength: 1, maxLength: 3 })).map(([value, damages]) => {
    const box = { value: structuredClone(value) };
    for (const { place, how, value: hostile } of damages) {
      const places = placesIn(box);
      const chosen = places[place % places.length];
      if (chosen === undefined) continue;
      const { holder, key } = chosen;
      const inner = holder[key];
      if (how === 'remove') Reflect.deleteProperty(holder, key);
      else if (how === 'replace' || !isOpen(inner)) holder[key] = hostile;
      else Object.defineProperty(inner, how === 'add' ? 'more' : '__proto__', { ...OWN, value: hostile });
    }
    return box.value;
  });
}

function placesIn(holder: object): readonly Place[] {
  return Object.entries(holder).flatMap(([key, inner]: [string, unknown]) => [
    { holder: holder as Place['holder'], key },
    ...(isOpen(inner) ? placesIn(inner) : []),
  ]);
}

/** Whether there are places inside. The hostile values are one and the same in every case, and stay as they are. */
function isOpen(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !HOSTILE_VALUES.includes(value);
}

/** Whether every number inside a value is finite. */
export function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  return Object.values(value).every(isFiniteThroughout);
}
