import {
  pairingKindsFor,
  type ExperimentSpec,
  type NetworkKind,
  type NetworkSpec,
} from '#shared/experiment/experiment';
import { designText } from '#shared/experiment/design';
import { readerOf, withValue, type DesignData } from '#shared/experiment/fields/design-value';
import {
  allFields,
  choicesOf,
  fieldAt,
  FIELDS,
  isShown,
  type DesignReader,
  type Field,
} from '#shared/experiment/fields/index';
import { tasksOf } from '#shared/experiment/fields/network';
import { firstText, textOfValue } from '#shared/experiment/fields/usual';
import { networkSpecSchema } from '#shared/networks/network-spec';
import { pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { usualProtocolsFor } from '#shared/protocols/protocols';
import { FIRST_DRAFT, readNumber, readNumbers, readRanges, textIn, type DraftText } from './draft-text';

/** How a text is read, by the control that it was typed into. */
const READERS: Readonly<Partial<Record<Field['control'], (typed: string) => unknown>>> = {
  number: readNumber,
  fraction: readNumber,
  numbers: readNumbers,
  ranges: readRanges,
};

/** What was typed for a setting, as a design has it; undefined for a choice that is none of this design's. */
function valueOf(field: Field, text: DraftText, design: DesignReader): unknown {
  if (field.control === 'protocols') return text.protocols;
  const typed = textIn(text, field);
  if (typed.trim() === field.absence?.text) return null;
  if (field.words !== undefined) return typed === field.words[1];
  if (field.control === 'choice' || field.control === 'list') {
    return choicesOf(field, design).includes(typed) ? typed : undefined;
  }
  return READERS[field.control]?.(typed) ?? typed;
}

/** Reads a draft as a design: what the design does not have, or what does not matter to it, is not there. */
export function draftReader(text: DraftText): DesignReader {
  // settings ask others whether they matter, again and again
  const known = new Map<string, unknown>();
  const read: DesignReader = (path) => {
    if (known.has(path)) return known.get(path);
    const field = fieldAt(path);
    const value = field !== undefined && isShown(field, read) ? valueOf(field, text, read) : undefined;
    known.set(path, value);
    return value;
  };
  return read;
}

/** What the shared validation is asked about. Text that is not a number is passed on, so that its message can say so. */
export function draftOf(text: DraftText): DesignData {
  const read = draftReader(text);
  return allFields().reduce((design: DesignData, { path, absence }) => {
    const value = read(path);
    if (value === undefined) return design;
    return withValue(design, value === null ? (absence?.at ?? path) : path, value);
  }, {});
}

/** The network, once its numbers are; null before. */
export function networkOf(text: DraftText): NetworkSpec | null {
  const result = networkSpecSchema.safeParse(draftOf(text)['network']);
  return result.success ? result.data : null;
}

/** What a design, or a part of one, says of settings, as the form holds it. */
function textsOf(design: unknown, fields: readonly Field[] = allFields()): Partial<DraftText> {
  const read = readerOf(design);
  const texts = fields.flatMap((field) => {
    const { name, path, absence } = field;
    const value = read(path) === undefined && absence !== undefined ? read(absence.at) : read(path);
    // null without a text of its own: nothing is said of it, and it begins as in a new draft
    const isUnsaid = value === undefined || (value === null && absence === undefined);
    return isUnsaid ? [] : [[name, textOfValue(field, value)] as const];
  });
  return Object.fromEntries(texts);
}

/** The way back: a stored design, ready to be changed. */
export function textOf(spec: ExperimentSpec): DraftText {
  const { protocols, network, task, sample, row } = spec;
  const isAll = JSON.stringify(protocols) === JSON.stringify(usualProtocolsFor(network, task));
  // less of a row of the deck is the first of its images
  const ofRow: Partial<DraftText> = sample === null && row !== null ? { sample: 'first' } : {};
  return { ...FIRST_DRAFT, ...textsOf(spec), ...ofRow, protocols: isAll ? null : protocols };
}

/**
 * A draft after a change, with what follows from it: another network brings the towers, the head and the pairing of its
 * own that the deck gave it (the size of its towers stays), another pairing its own options, and what the change makes
 * impossible is let go of.
 */
export function changed(text: DraftText, change: Partial<DraftText>): DraftText {
  const next = { ...text, ...change };
  const isOther = (name: string): boolean => {
    const [before, after] = [text, change].map((each) => (each as Readonly<Record<string, unknown>>)[name]);
    return after !== undefined && after !== before;
  };
  if (isOther('network')) return { ...next, ...ownOf(next.network), protocols: null };
  const implied = allFields().flatMap((field) =>
    isOther(field.name) ? Object.entries(field.implies?.(textIn(next, field), draftReader(text)) ?? {}) : [],
  );
  return {
    ...next,
    ...(isOther('pairing') ? pairingOwn(next.pairing) : {}),
    ...Object.fromEntries(implied.map(([name, value]) => [name, value ?? usualText(name)])),
    // what the person says goes before what follows from it
    ...change,
  };
}

const usualText = (name: string): string | null => (name === 'protocols' ? null : firstText(FIELDS.get(name)));

/** What the deck gave a network, but for the size of its towers. */
function ownOf(kind: NetworkKind): Partial<DraftText> {
  const network = networkSpecSchema.parse({ kind });
  const [pairing] = pairingKindsFor(kind);
  return {
    ...textsOf(
      { network, task: tasksOf(kind)[0] },
      allFields().filter(({ isCarried }) => isCarried !== true),
    ),
    ...(pairing === undefined ? {} : pairingOwn(pairing)),
  };
}

function pairingOwn(kind: string): Partial<DraftText> {
  return textsOf({ pairing: pairingSpecSchema.parse({ kind }) });
}

/** Whether two designs are one but for their seeds, what computes them, how they are tested, and the row they stand for. */
export function isSameDesign(one: ExperimentSpec, other: ExperimentSpec): boolean {
  return designText({ ...one, row: null }) === designText({ ...other, row: null });
}
