import type { z } from 'zod';

/** The parts of a design, in the order in which form, tables, help and documentation show them. */
export const FIELD_GROUPS = ['data', 'network', 'pairing', 'training', 'validation', 'tests', 'compute'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** What a design says at a path such as `network.kind`; undefined where it has no such setting, null where it has none set. */
export type DesignReader = (path: string) => unknown;

/**
 * How a setting is typed in the form. *number*: one number. *choice*: a few values beside each other. *list*: one value of a
 * folded list. *switch*: yes or no, in words. *numbers*: "1, 2". *ranges*: "1, 4-6". The others are controls of their own.
 */
export const CONTROLS = [
  'number',
  'choice',
  'list',
  'switch',
  'numbers',
  'ranges',
  'dataset',
  'fraction',
  'network',
  'protocols',
  'device',
  'precision',
] as const;
export type Control = (typeof CONTROLS)[number];

/** What a number counts, or the scale that it is on. */
export type Unit = 'share' | 'epochs' | 'images' | 'filters' | 'units' | 'copies' | 'threads' | 'penalty';

/** An option of the command line. */
export interface FieldOption {
  /** Such as `--width <filters>`. */
  readonly flags: string;
  readonly description: string;
  /** Text where it is left out. */
  readonly kind?: 'flag' | 'text' | 'number' | 'numbers';
  /** Of a flag, what its opposite does: it adds `--no-…`. */
  readonly opposite?: string;
}

/** Keys of the window's texts. */
export interface FieldTexts {
  /** What it is called beside other settings, as in a comparison. */
  readonly label: string;
  /** What the form calls it, where that is shorter. */
  readonly form?: string;
  /** What the table of one run's design calls it, where that is another name. */
  readonly table?: string;
  /** What stands below the control. */
  readonly hint?: string;
  /** The same, a text for each value: the key before the value. */
  readonly hints?: string;
  /** What its values are called: the key before the value, or a key for each. A value without one is shown as it is. */
  readonly values?: string | Readonly<Record<string, string>>;
  /** The same in the form, where that is shorter. */
  readonly choices?: string | Readonly<Record<string, string>>;
  /** A value in a sentence of its own, with `{value}` or `{count}`. */
  readonly said?: string;
  /** What 0, or nothing, is called. */
  readonly none?: string;
  /** What is wrong with a value, with `{received}` and `{example}`; numbers with two bounds have one in common. */
  readonly problem?: string;
}

/** A text of the form that stands for "none": null is stored at a path, which may be the setting's own or one above it. */
export interface Absence {
  readonly text: string;
  readonly at: string;
  /** Whether it is offered before the other values. */
  readonly isFirst?: boolean;
}

/** One setting of an experiment. Everything that shows, takes or checks a setting is derived from its row. */
export interface Field {
  /** Short and unlike all others: its place in a draft that is being typed. In snake case, its column of the CSV. */
  readonly name: string;
  /** Where it stands in a design: `training.batchSize`. */
  readonly path: string;
  readonly group: FieldGroup;
  /** The part of its group's form that it is in; none for the part that is always open. */
  readonly section?: string;
  /** The schema of its values in this design, with its default; null where the design has no such setting. */
  readonly schema: (design: DesignReader) => z.ZodType | null;
  /** Whether it matters to this design; always where it is left out. */
  readonly when?: (design: DesignReader) => boolean;
  readonly control: Control;
  readonly unit?: Unit;
  /** What the form holds at first, where that is not the default. */
  readonly first?: string;
  /** What the form holds for a setting that is null. */
  readonly absence?: Absence;
  /** Of a switch, what the form holds for no and for yes. */
  readonly words?: readonly [no: string, yes: string];
  /** Whether it stays as it is when another network that has it is chosen, so that the two can be compared. */
  readonly isCarried?: boolean;
  /** What other settings become where this one becomes a value, by their names; null for the usual. */
  readonly implies?: (value: string, design: DesignReader) => Readonly<Record<string, string | null>>;
  /** A good value, for the text of a problem. */
  readonly example?: number;
  /** The value that tables of a design leave unsaid. */
  readonly unsaid?: string | number | null;
  /** Where no line of that table is made of it: another line says it, or none does. */
  readonly isInTable?: false;
  readonly option?: FieldOption;
  readonly texts: FieldTexts;
}
