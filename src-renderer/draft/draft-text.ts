import type { DatasetName } from '#shared/datasets/datasets';
import type { Precision } from '#shared/devices/devices';
import type { NetworkKind, PairingKind, Task } from '#shared/experiment/experiment';
import { allFields, type Field, type FieldName } from '#shared/experiment/fields/index';
import { firstText } from '#shared/experiment/fields/usual';
import type { Protocol } from '#shared/protocols/protocols';
import { typedNumber } from '../ui/typed-number';

/** Settings that are chosen and never typed. */
interface ChosenText {
  readonly dataset: DatasetName;
  readonly network: NetworkKind;
  /** Of the network joint, which does both. */
  readonly task: Task;
  readonly pairing: PairingKind;
  /** The one whose figures count first; null for all that suit the network. */
  readonly protocols: readonly Protocol[] | null;
  /** "auto" or the id of a device. */
  readonly device: string;
  readonly precision: Precision;
}

/**
 * A design as it is typed, by the names of the field table: numbers are text until they have been checked. What a network
 * does not have waits.
 */
export type DraftText = ChosenText & Readonly<Record<Exclude<FieldName, keyof ChosenText>, string>>;

/** A draft before anybody has typed: small enough to end within a coffee, and needs nothing installed. */
export function firstDraft(): DraftText {
  const texts = Object.fromEntries(allFields().map((field) => [field.name, firstText(field)]));
  return { ...(texts as unknown as DraftText), protocols: null };
}

export const FIRST_DRAFT: DraftText = firstDraft();

/** What the form holds of a setting. One that was added since the draft was made has its first text. */
export function textIn(text: DraftText, field: Field): string {
  const typed: unknown = (text as Readonly<Record<string, unknown>>)[field.name];
  return typeof typed === 'string' ? typed : firstText(field);
}

/** A number; text that is none is given back, so that its refusal can name it. */
export function readNumber(text: string): number | string {
  const value = typedNumber(text);
  return Number.isNaN(value) ? text.trim() : value;
}

/** Numbers with commas, semicolons or spaces between them. */
export function readNumbers(text: string): readonly (number | string)[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(readNumber);
}

/** The same for fractions: "0,1; 0,5" are two with decimal commas, because 0 is none. */
export function readFractions(text: string): readonly (number | string)[] {
  return text
    .split(/[\s;]+|,(?!\d)/)
    .filter((part) => part !== '')
    .flatMap((part) => (/^0,\d+$/.test(part) ? [readNumber(part)] : readNumbers(part)));
}

/** More than the validation lets through, so that it is the one to refuse. */
const LONGEST_RANGE = 101;

/** The same with ranges of whole numbers: "1-5". */
export function readRanges(text: string): readonly (number | string)[] {
  return readNumbers(text.replaceAll(/\s*[-–]\s*/g, '-')).flatMap((part) => {
    const range = /^(\d+)-(\d+)$/.exec(String(part));
    if (range === null) return [part];
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (last < first) return [part];
    return Array.from({ length: Math.min(last - first + 1, LONGEST_RANGE) }, (_, index) => first + index);
  });
}
