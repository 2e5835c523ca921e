import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { DATASETS, datasetFactsSchema } from '#shared/datasets/datasets';

import { storedSource } from '../source';
import { SOURCES } from '../sources';
import { ownDataset } from './own-dataset';
import { readRecord } from './record';

/** The names of datasets of a person's own that this process knows, with the sha256 of their images. */
const known = new Map<string, string>();

/**
 * Makes the dataset in a folder known to this process, in the place of an earlier one of its name; a folder without one
 * changes nothing. What comes with the lab or an extension keeps its name.
 * @returns its name; null where there is none
 */
export function knowOwnDataset(folder: string): string | null {
  const file = readRecord(folder);
  if (file === null) return null;
  const { name } = file.facts;
  if (known.get(name) === file.images.sha256) return name;
  if (!known.has(name) && DATASETS.find(name) !== undefined) return null;
  forgetOwnDataset(name);
  const source = storedSource(ownDataset(file));
  DATASETS.register(source.facts);
  SOURCES.register(source);
  known.set(name, file.images.sha256);
  return name;
}

/** All those in a folder of datasets, in the order of their names. Those that are there no more are forgotten. */
export function knowOwnDatasets(datasets: string): void {
  const names = new Set(foldersIn(datasets).flatMap((name) => knowOwnDataset(join(datasets, name)) ?? []));
  for (const name of known.keys()) if (!names.has(name)) forgetOwnDataset(name);
}

export function forgetOwnDataset(name: string): void {
  if (!known.delete(name)) return;
  DATASETS.remove(name);
  SOURCES.remove(name);
}

export const isOwnDataset = (name: string): boolean => known.has(name);

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** Where the messages to the lab's own processes name a dataset. */
const place = z.string().nullish().catch(null);
const mentionSchema = z.object({
  job: z
    .object({ datasetFolder: place, datasetFacts: datasetFactsSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  args: z
    .object({ folder: place, run: z.object({ folder: place }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/**
 * Makes the dataset that a message is about known to the process that got it, before the message is held against its
 * schema: a process of the lab knows those that come with the lab, and no others. Never throws.
 */
export function knowDatasetOf(message: unknown): void {
  const { data } = mentionSchema.safeParse(message);
  for (const folder of [data?.job?.datasetFolder, data?.args?.folder, data?.args?.run?.folder]) {
    if (typeof folder === 'string') knowOwnDataset(folder);
  }
  // a measurement has facts alone: its images are noise
  const facts = data?.job?.datasetFacts;
  if (facts === undefined || DATASETS.find(facts.name) !== undefined) return;
  DATASETS.register({ ...facts, needsInstall: true });
  known.set(facts.name, '');
}
