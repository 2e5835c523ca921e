import { datasetFactsSchema, DATASETS, factsToKeep, type DatasetFacts } from '#shared/datasets/datasets';
import { readStoredSpec, storedField, textToStore, type StoredSpec } from '#shared/experiment/stored-spec';

import type { ReadableDatabase, WritableDatabase } from './open';
import { statementOf } from './statements';
import { readStored } from './stored-json';

/**
 * Stores a design and returns its id.
 * @param experiment.datasetFacts of the dataset that it is made with; left out or null where nobody knows them
 */
export function insertExperiment(
  database: WritableDatabase,
  experiment: {
    readonly title: string;
    /** What a person called it; empty or left out where nobody has. */
    readonly name?: string | undefined;
    readonly spec: StoredSpec;
    readonly datasetFacts?: DatasetFacts | null;
    readonly createdAt: number;
  },
): number {
  const { title, name = '', spec, datasetFacts: facts = null, createdAt } = experiment;
  const { lastInsertRowid } = database
    .prepare('INSERT INTO experiments (title, name, spec, created_at, dataset_facts) VALUES (?, ?, ?, ?, ?)')
    .run(title, name, textToStore(spec), createdAt, facts === null ? null : JSON.stringify(factsToKeep(facts)));
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
  const stored = facts === null ? null : factsOf(facts);
  const design = readStoredSpec(spec, stored);
  const named = storedField(design, 'dataset');
  if (stored !== null && stored.name === named) return { spec: design, datasetFacts: stored };
  const known = typeof named === 'string' ? DATASETS.find(named) : undefined;
  return { spec: design, datasetFacts: known === undefined ? null : keptFactsOf(known) };
}

const MOST_KNOWN = 1000;
const knownDesigns = new Map<string, StoredDesign>();
const knownFacts = new Map<string, DatasetFacts | null>();
const keptFacts = new WeakMap<DatasetFacts, DatasetFacts>();

/** Validating a design costs more than all else about a run, and the seeds of an experiment share theirs. */
export function designOf(spec: string, facts: string | null): StoredDesign {
  return remembered(knownDesigns, `${facts ?? ''}\n${spec}`, () => readDesign(spec, facts));
}

/** Experiments on one dataset share one object: on its way to the window it is copied once. */
function factsOf(stored: string): DatasetFacts | null {
  return remembered(
    knownFacts,
    stored,
    () => readStored<DatasetFacts>(datasetFactsSchema, stored, 'The facts of its dataset').value,
  );
}

function keptFactsOf(known: DatasetFacts): DatasetFacts {
  const kept = keptFacts.get(known) ?? factsToKeep(known);
  keptFacts.set(known, kept);
  return kept;
}

function remembered<Value>(values: Map<string, Value>, key: string, work: () => Value): Value {
  const found = values.get(key);
  if (found !== undefined) return found;
  const value = work();
  if (values.size >= MOST_KNOWN) values.clear();
  values.set(key, value);
  return value;
}

/** Names an experiment; an empty name takes it away. */
export function setName(database: WritableDatabase, id: number, name: string): void {
  database.prepare('UPDATE experiments SET name = ? WHERE id = ?').run(name, id);
}

/** An experiment as its runs show it. */
export interface StoredExperiment extends StoredDesign {
  readonly title: string;
  /** What a person called it; empty where nobody has. */
  readonly name: string;
}

interface ExperimentRow {
  readonly id: number;
  readonly title: string;
  readonly name: string;
  readonly spec: string;
  readonly dataset_facts: string | null;
}

/** The experiments of these ids that are there, each read once however many runs it has. */
export function experimentsOfIds(
  database: ReadableDatabase,
  ids: Iterable<number>,
): ReadonlyMap<number, StoredExperiment> {
  const rows = statementOf<[string], ExperimentRow>(
    database,
    'SELECT id, title, name, spec, dataset_facts FROM experiments WHERE id IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify([...new Set(ids)]));
  return new Map(
    rows.map(
      ({ id, title, name, spec, dataset_facts: facts }) => [id, { title, name, ...designOf(spec, facts) }] as const,
    ),
  );
}
