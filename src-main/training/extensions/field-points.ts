import { z } from 'zod';

import { FIELDS, type Field, type FieldOption } from '#shared/experiment/fields/index';

import { checked, textSchema } from './checked';

/** A setting of a training that an extension adds: what its own code reads. */
export interface GivenField {
  /** Its place below `training` in a design. */
  readonly name: string;
  /** In English. */
  readonly title: string;
  /** With a default: a design that was made before has none of it. */
  readonly schema: z.ZodType;
  readonly option?: FieldOption | undefined;
}

const fieldSchema = z.object({
  name: z.string().regex(/^[a-z][a-z\d]*$/i, { error: 'Expected a name of letters and digits, such as "warmUp".' }),
  title: textSchema,
  schema: z.custom<z.ZodType>((value) => value instanceof z.ZodType && value.safeParse(undefined).success, {
    error: 'Expected a schema with a default, such as z.int().min(0).default(0).',
  }),
  option: z
    .object({
      flags: z
        .string()
        .regex(/^--[a-z][a-z\d-]* <\w+>$/, { error: 'Expected an option with its value, such as "--warm-up <steps>".' })
        .refine((flags) => FIELDS.all().every(({ option }) => option?.flags.split(' ')[0] !== flags.split(' ')[0]), {
          error: 'Expected an option that no other setting has.',
        }),
      description: textSchema,
      kind: z.enum(['text', 'number']).optional(),
    })
    .optional(),
});

/** What an extension can add to the settings of an experiment. */
export const FIELD_POINTS = {
  fields: {
    register: (given: GivenField): void => {
      const { name, title, schema, option } = checked(fieldSchema, given, 'a setting') as GivenField;
      const field: Field = {
        name,
        path: `training.${name}`,
        group: 'training',
        section: 'optimiser',
        schema: () => schema,
        control: 'number',
        ...(option === undefined ? {} : { option }),
        texts: { label: title },
      };
      FIELDS.register(field);
    },
  },
} as const;
