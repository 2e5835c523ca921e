import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { datasetFactsSchema, type DatasetDefinition } from '#shared/datasets/datasets';
import { ownRecordSchema, type OwnRecord } from '#shared/datasets/own';

/** The file that makes a folder a dataset of a person's own: what it is, and how it was made. */
export const RECORD_FILE = 'dataset.json';
/** The images and labels, as safetensors: train_images, train_labels, test_images, test_labels. */
export const IMAGES_FILE = 'images.safetensors';
/** What became of every picture, a line each: its side, class, group, sha256 and path. */
export const SOURCES_FILE = 'sources.csv';

const fileSchema = z
  .object({
    version: z.literal(1),
    facts: datasetFactsSchema,
    images: z.object({ bytes: z.int().positive(), sha256: z.string().regex(/^[\da-f]{64}$/) }),
    record: ownRecordSchema,
  })
  // the name becomes that of a folder, which may be removed: one of a plan is a plain word
  .refine(({ facts, record }) => facts.name === record.plan.name);
export type OwnDatasetFile = z.output<typeof fileSchema>;

export function recordText(file: Omit<OwnDatasetFile, 'version'>): string {
  return `${JSON.stringify({ version: 1, ...file }, null, 1)}\n`;
}

/**
 * What a folder says of the dataset in it; null where it is none, or one that this lab does not understand. Read at once: a
 * process has to know its datasets before it understands the first message.
 */
export function readRecord(folder: string): OwnDatasetFile | null {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(join(folder, RECORD_FILE), 'utf8')));
  } catch {
    return null;
  }
}

export function definitionOf({ facts, record }: OwnDatasetFile): DatasetDefinition {
  return { ...facts, needsInstall: true, own: record satisfies OwnRecord };
}
