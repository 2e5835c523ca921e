import { COMPUTE_FIELDS } from './compute';
import { DATA_FIELDS } from './data';
import { NETWORK_FIELDS } from './network';
import { PAIRING_FIELDS } from './pairing';
import { FIELDS } from './registry';
import { valuesOf } from './schema';
import { TEST_FIELDS } from './tests';
import { TRAINING_FIELDS } from './training';
import { FIELD_GROUPS, type DesignReader, type Field, type FieldGroup } from './types';
import { VALIDATION_FIELDS } from './validation';

export { FIELDS } from './registry';
export { boundsOf } from './schema';
export { FIELD_GROUPS, type DesignReader, type Field, type FieldGroup, type FieldOption } from './types';

const BUILT_IN_FIELDS = [
  ...DATA_FIELDS,
  ...NETWORK_FIELDS,
  ...PAIRING_FIELDS,
  ...TRAINING_FIELDS,
  ...VALIDATION_FIELDS,
  ...TEST_FIELDS,
  ...COMPUTE_FIELDS,
] as const;
/** The names of the settings that come with the lab. */
export type FieldName = (typeof BUILT_IN_FIELDS)[number]['name'];

for (const field of BUILT_IN_FIELDS) FIELDS.register(field);

/** Every setting, in the order in which a person reads a design: by group, what was registered later after the rest of it. */
export function allFields(): readonly Field[] {
  const known = FIELDS.all();
  return FIELD_GROUPS.flatMap((group) => known.filter((field) => field.group === group));
}

/** The settings of a part of the form. @param section none for the part that is always open */
export function fieldsIn(group: FieldGroup, section?: string): readonly Field[] {
  return FIELDS.all().filter((field) => field.group === group && field.section === section);
}

/** The setting at a path of a design; `seeds.2` is a part of that at `seeds`. */
export function fieldAt(path: string): Field | undefined {
  const whole = path.replace(/\.\d+$/, '');
  return FIELDS.all().find((field) => field.path === whole);
}

/** The setting that stands for a part of a design: of `network` its kind, of `training.earlyStopping` the patience. */
export function fieldFor(path: string): Field | undefined {
  return fieldAt(path) ?? FIELDS.all().find((field) => field.path === `${path}.kind` || field.absence?.at === path);
}

/** Whether a design has a setting, and it matters there. */
export function isShown(field: Field, design: DesignReader): boolean {
  return field.schema(design) !== null && (field.when?.(design) ?? true);
}

/** What can be chosen of a setting that has a few values, in this design; nothing of any other. */
export function choicesOf({ schema, absence, words }: Field, design: DesignReader): readonly string[] {
  if (words !== undefined) return words;
  const known = schema(design);
  const values = known === null ? [] : valuesOf(known);
  if (values.length === 0 || absence === undefined) return values;
  return absence.isFirst === true ? [absence.text, ...values] : [...values, absence.text];
}
