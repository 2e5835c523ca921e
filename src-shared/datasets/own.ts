import { z } from 'zod';

/** As a dataset is named in designs and on the command line. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const OWN_NAME_RULE = '1 to 63 small letters, digits and dashes, such as "leaves-2"';
export const ownNameSchema = z.string().regex(NAME, {
  error: ({ input }) => `Received ${JSON.stringify(input)} as the name of a dataset; expected ${OWN_NAME_RULE}.`,
});

/** A name for what was not given one: "Leaves 2.zip" is leaves-2. @param path of a file or a folder, of any system */
export function nameFor(path: string): string {
  const bare = (path.split(/[/\\]/).findLast((part) => part !== '') ?? '').replace(
    /\.(zip|tar|tgz|tar\.gz|csv|tsv)$/i,
    '',
  );
  const name = bare
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'images' : name;
}

/**
 * What is trained on and what is tested on. *as-given*: as the folders or the list say. *random*: drawn by the seed, the
 * same part of each class. *by-group*: whole groups, such as persons or alphabets. *by-class*: whole classes, so that a
 * network is tested on classes that it has never seen.
 */
export const OWN_SPLITS = ['as-given', 'random', 'by-group', 'by-class'] as const;
export type OwnSplit = (typeof OWN_SPLITS)[number];

/** How a picture becomes a square: its middle is cut out, it is padded with black, or it is stretched. */
export const FITS = ['crop', 'pad', 'stretch'] as const;
export type Fit = (typeof FITS)[number];

export const COLOURS = ['grey', 'colour'] as const;
export type Colours = (typeof COLOURS)[number];

export const SIDES = { min: 8, max: 224 } as const;
export const TEST_SHARE = { min: 0.01, max: 0.9, usual: 0.2 } as const;

const title = z.string().trim().min(1).max(100);

/** What a person may say; what is left out follows from the pictures. */
export const importChoicesSchema = z.strictObject({
  title: title.optional(),
  /** Pixels a side. */
  side: z.int().min(SIDES.min).max(SIDES.max).optional(),
  fit: z.enum(FITS).optional(),
  colours: z.enum(COLOURS).optional(),
  split: z.enum(OWN_SPLITS).optional(),
  /** The part of the images, the groups or the classes that is tested on, unless the split is as given. */
  testShare: z.number().min(TEST_SHARE.min).max(TEST_SHARE.max).optional(),
  /** Draws what is tested on. */
  seed: z.int().nonnegative().max(0xffff_ffff).optional(),
});
export type ImportChoices = z.output<typeof importChoicesSchema>;

/** All that decides what becomes of the pictures. */
export interface ImportPlan {
  readonly name: string;
  readonly title: string;
  readonly side: number;
  readonly fit: Fit;
  readonly colours: Colours;
  readonly split: OwnSplit;
  readonly testShare: number;
  readonly seed: number;
}

const count = z.int().nonnegative();
const text = z.string().max(4096);

const planShape = {
  name: ownNameSchema,
  title,
  side: z.int().min(SIDES.min).max(SIDES.max),
  fit: z.enum(FITS),
  colours: z.enum(COLOURS),
  split: z.enum(OWN_SPLITS),
  testShare: z.number().min(TEST_SHARE.min).max(TEST_SHARE.max),
  seed: count,
};
export const importPlanSchema: z.ZodType<ImportPlan> = z.strictObject(planShape);

/** Something that was left out, or that a person should know, with what it is about. */
const remarkSchema = z.strictObject({ path: text, reason: text });

/** What was found in a folder, a list or an archive, before anything of it is kept. */
export const imageSurveySchema = z.strictObject({
  /** What will be done where nobody says otherwise, or what was asked for. */
  plan: importPlanSchema,
  /** Every class, by name, with the images that will be trained and tested on. */
  classes: z.array(z.strictObject({ name: text, train: count, test: count })),
  trainCount: count,
  testCount: count,
  /** How many groups there are; null where nothing tells of any. */
  groups: count.nullable(),
  /** Whether the folders or the list say what is tested on. */
  isSplitGiven: z.boolean(),
  /** How many pictures there are of each format. */
  formats: z.record(text, count),
  /** Of the shorter side, in pixels. */
  sides: z.strictObject({ least: count, median: count, most: count }),
  greyCount: count,
  /** Pictures that cannot be used, the first of them by name. */
  unreadable: z.strictObject({ count, first: z.array(remarkSchema) }),
  /** Files with the bytes of another one; those that would stand on both sides of the split. */
  duplicates: z.strictObject({ count, across: count, first: z.array(remarkSchema) }),
  /** Classes of which there is one image only, or none on the side that is trained on. */
  scarce: z.array(text),
  /** Of the whole dataset as it will be kept. */
  bytes: count,
});
export type ImageSurvey = z.output<typeof imageSurveySchema>;

/** What is kept of how a dataset of a person's own was made. */
export const ownRecordSchema = z.object({
  plan: importPlanSchema,
  /** The folder, list or archive; it may be gone. */
  source: text,
  /** Milliseconds since 1970. */
  importedAt: z.number(),
  unreadable: count,
  duplicates: z.object({ count, across: count }),
  /** Test images that look like a training image, by a hash of 64 bits of the picture. */
  lookAlikes: count,
});
export type OwnRecord = z.output<typeof ownRecordSchema>;

/** How far an import has come. */
export interface ImportProgress {
  readonly dataset: string;
  readonly phase: 'unpacking' | 'looking' | 'reading';
  readonly done: number;
  readonly total: number;
}
