import type { ExperimentSpec } from '../experiment/experiment';
import { isDecksDesign, presetOf } from '../experiment/presets';
import type { PublishedRow } from '../reference/published';
import type { Run } from '../runs/run';
import { storedValue } from '../experiment/stored-spec';
import { protocolOfRow, runsBehind, type Compared } from './compared';

/** A value without parts. A list of such values is one value: `protocols`, `pairing.rotations`. */
export type Leaf = string | number | boolean | null | readonly (string | number | boolean)[];

/** A field of the designs, and of what they were made on, with its value in every column. */
export interface FieldRow {
  /** Such as `training.epochs`. */
  readonly path: string;
  /** The different values among a column's runs; empty where it has no such field, null where nobody has said. */
  readonly cells: readonly (readonly Leaf[] | null)[];
  /** Whether all columns that say anything say the same. */
  readonly isSame: boolean;
}

/** Every leaf of nested data by its path. Nothing is known of the fields: a new one appears by itself. */
export function flatten(data: unknown, path = ''): ReadonlyMap<string, Leaf> {
  if (data === undefined) return new Map();
  if (Array.isArray(data)) return new Map([[path, data.map(plain)]]);
  if (typeof data !== 'object' || data === null) return new Map([[path, data as Leaf]]);
  return new Map(
    Object.entries(data).flatMap(([name, value]) => [...flatten(value, path === '' ? name : `${path}.${name}`)]),
  );
}

/** An entry of a list. The lists of a design hold none with parts; those of one that is not understood may. */
function plain(entry: unknown): string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof entry)
    ? (entry as string | number | boolean)
    : JSON.stringify(entry);
}

/** The fields of all columns, those of one part of the design together, in the order in which the design has them. */
export function fieldRows(compared: readonly Compared[]): readonly FieldRow[] {
  const columns = compared.map((each) =>
    each.kind === 'row'
      ? { fields: [flatten(recordOfRow(each.row))], describes: describedBy(each.row) }
      : { fields: runsBehind(each).map((run) => flatten(recordOfRun(run))), describes: () => true },
  );
  const paths = orderedPaths(columns.flatMap(({ fields }) => fields));
  return paths.map((path) => {
    const cells = columns.map(({ fields, describes }) => {
      const values = distinct(fields.flatMap((field) => (field.has(path) ? [field.get(path) ?? null] : [])));
      // what the deck does not say is unknown, what a design does not have is a fact
      return values.length === 0 && (fields.length === 0 || !describes(path)) ? null : values;
    });
    const said = new Set(cells.filter((cell) => cell !== null).map((cell) => JSON.stringify(cell)));
    return { path, cells, isSame: said.size <= 1 };
  });
}

/** Of a part that one design has and another has not, only the parts of the part are shown: `pairing` is null or `pairing.kind`. */
function orderedPaths(records: readonly ReadonlyMap<string, Leaf>[]): readonly string[] {
  const all = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const shown = all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
  const parts = [...new Set(all.map(partOf))];
  return parts.flatMap((part) => shown.filter((path) => partOf(path) === part));
}

const partOf = (path: string): string => path.split('.')[0] ?? path;

function distinct(values: readonly Leaf[]): readonly Leaf[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Of a row whose whole design is known, a field of it that is not there does not exist; of all else nobody has said. */
function describedBy(row: PublishedRow): (path: string) => boolean {
  const design = publishedDesign(row);
  return (path) => design !== undefined && Object.hasOwn(design, partOf(path));
}

/** The design behind the published figures, where it is known and not one that the lab has put in its place. On what it was computed nobody says. */
function publishedDesign(row: PublishedRow): Omit<ExperimentSpec, 'compute'> | undefined {
  const trained = row.task === 'discrimination' ? (row.evaluates ?? row.id) : row.id;
  const preset = isDecksDesign(trained) ? presetOf(trained) : undefined;
  if (preset === undefined) return undefined;
  const { compute, ...design } = preset;
  return design;
}

/** The seeds of the design say what was asked for; the seed of the run says what it is. */
function recordOfRun({ spec, seed, epochsDone, facts }: Run): unknown {
  const stored = storedValue(spec);
  const design = typeof stored === 'object' && !Array.isArray(stored) ? stored : null;
  return { ...design, seeds: undefined, seed, epochsDone, ...(facts === null ? {} : { facts }) };
}

/** What the deck and its notebooks say. */
function recordOfRow(row: PublishedRow): unknown {
  const design = publishedDesign(row) ?? {
    dataset: row.dataset,
    fraction: row.fraction,
    sample: row.fraction === 1 ? null : 'first',
    network: { kind: row.network },
  };
  return {
    ...design,
    seeds: undefined,
    row: row.id,
    task: row.task,
    protocols: [protocolOfRow(row)],
    epochsDone: row.epochs,
    ...(row.testCount === null ? {} : { facts: { testCount: row.testCount } }),
  };
}
