import { datasetFactsSchema, DATASETS, factsToKeep, type DatasetFacts } from '#shared/datasets/datasets';
import { readStoredSpec, storedField, textToStore, type StoredSpec } from '#shared/experiment/stored-spec';

import type { WritableDatabase } from './open';
import { readStored } from './stored-json';

/**
 * Stores a design and returns its id.
 * @param experiment.datasetFacts of the dataset that it is made with; left out or null where nobody knows them
 */
export function insertExperiment(
  database: WritableDatabase,
  experiment: {
    readonly title: string;
    readonly spec: StoredSpec;
    readonly datasetFacts?: DatasetFacts | null;
    readonly createdAt: number;
  },
): number {
  const { title, spec, datasetFacts: facts = null, createdAt } = experiment;
  const { lastInsertRowid } = database
    .prepare('INSERT INTO experiments (title, spec, created_at, dataset_facts) VALUES (?, ?, ?, ?)')
    .run(title, textToStore(spec), createdAt, facts === null ? null : JSON.stringify(factsToKeep(facts)));
  return Number(lastInsertRowid);
}

/** A stored design with the facts of the dataset that it was made with. */
export interface StoredDesign {
  readonly spec: StoredSpec;
  /** Those that are stored; where none are, those that are known today; null where nobody knows any. */
  readonly datasetFacts: DatasetFacts | null;
}

/** Reads a stored design. What is stored as its facts and is not understood counts as not stored. */
export function readDesign(spec: string, facts: string | null): StoredDesign {
  const stored = readStored<DatasetFacts>(datasetFactsSchema, facts, 'The facts of its dataset').value;
  const design = readStoredSpec(spec, stored);
  const named = storedField(design, 'dataset');
  const known = typeof named === 'string' ? DATASETS.find(named) : undefined;
  if (stored !== null && stored.name === named) return { spec: design, datasetFacts: stored };
  return { spec: design, datasetFacts: known === undefined ? null : factsToKeep(known) };
}

/** Validating a design costs more than all else about a run, and the seeds of an experiment share theirs. */
const known = new Map<string, StoredDesign>();
const MOST_KNOWN = 1000;

/** The same, of a design that may have been read before. */
export function designOf(spec: string, facts: string | null): StoredDesign {
  const key = `${facts ?? ''}\n${spec}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const design = readDesign(spec, facts);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, design);
  return design;
}
