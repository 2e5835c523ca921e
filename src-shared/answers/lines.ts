import type { Leaf } from '../comparison/fields';
import type { FigureName } from '../comparison/figures';
import { aggregate, type Aggregate } from '../metrics/aggregate';
import type { AnswerRun, RunBudget, SeedValue } from './answer-run';

/** All runs of one design, a value a seed. */
export interface AnswerPoint {
  /** Place on the axis; null where the design has no such field, as a plain network has no permutations. */
  readonly x: number | null;
  readonly seeds: readonly SeedValue[];
  readonly aggregate: Aggregate;
  readonly fields: AnswerRun['fields'];
  readonly trainCount: AnswerRun['trainCount'];
  /** Of a run of it, on average: one that stopped early has cost less. */
  readonly budget: AnswerRun['budget'];
  readonly test: AnswerRun['test'];
}

/** Designs that differ along the axis: one network, as it is trained. */
export interface AnswerLine {
  /** Tells it from the other lines of the same answer. */
  readonly key: string;
  /** What tells it from the other lines, in the order in which a reader looks for it. */
  readonly differs: readonly { readonly path: string; readonly value: Leaf | undefined }[];
  /** By their place on the axis. Not empty. */
  readonly points: readonly AnswerPoint[];
  /** Fields beside the axis that are not the same in all of its points, such as `training.epochs`. */
  readonly alsoVaried: readonly string[];
}

/** The kind of network of a line: all of its designs have the same. */
export const networkOf = ({ points }: AnswerLine): string => String(points[0]?.fields['network.kind']);

/** Whether a design is that of a published row. As a path it comes before all others: a control is not a row. */
const ROW = 'row';
/** Which images a fraction means. A design with all images has none, and is a part of the line of every sample. */
const SAMPLE = 'sample';
/** Never told apart by these: the row has a rule of its own, protocols and validation do not train. */
const NEVER = new Set([ROW, 'protocols', 'task']);
/** How many networks are averaged; a design of one network has no such field. No axis: one network is not an ensemble of one. */
export const ENSEMBLE = 'ensemble';
/** What a line is from the start: figures of two datasets or of two networks are never one line. */
const isOfLine = (path: string): boolean => path === 'dataset' || path === ENSEMBLE || path.startsWith('network.');

/** What is asked first: how pairs are made. The epochs come last, as they follow from a budget. */
function placeOf(path: string): number {
  if (path.startsWith('pairing.')) return 0;
  return path === 'training.epochs' ? 2 : 1;
}

/** The fields that are not the same in all runs. */
export function variedPaths(runs: readonly Pick<AnswerRun, 'fields'>[]): readonly string[] {
  const paths = [...new Set(runs.flatMap(({ fields }) => Object.keys(fields)))];
  return paths.filter(
    (path) => !NEVER.has(path) && new Set(toldBy(runs, path).map((run) => textAt(run, path))).size > 1,
  );
}

/** The fields that can be the axis across: those that vary and are numbers, fractions and permutations first. */
export function axesOf(runs: readonly Pick<AnswerRun, 'fields'>[]): readonly string[] {
  const first = ['fraction', 'pairing.permutations', 'training.epochs'];
  const numeric = variedPaths(runs).filter(
    (path) => path !== ENSEMBLE && runs.every(({ fields }) => ['number', 'undefined'].includes(typeof fields[path])),
  );
  const place = (path: string): number => (first.includes(path) ? first.indexOf(path) : first.length);
  return numeric.toSorted((one, other) => place(one) - place(other));
}

/**
 * The runs as lines over an axis. Designs of one network on one dataset are one line; where two of them fall on one place
 * it is split by what tells them apart: first by whether they are a published row's, then field by field.
 */
export function linesOf(runs: readonly AnswerRun[], figure: FigureName, axis: string): readonly AnswerLine[] {
  const points = pointsOf(runs, figure, axis);
  const known = variedPaths(points).filter((path) => path !== axis);
  const ofLine = known.filter(isOfLine);
  const others = known.filter((path) => !isOfLine(path)).toSorted((one, other) => placeOf(one) - placeOf(other));
  const groups = groupedBy(points, (point) => keyAt(point, ofLine)).map((group) => ({ group, paths: ofLine }));
  const split = groups.flatMap(({ group, paths }) => splitted(group, paths, [ROW, ...others]));
  const paths = ['network.kind', ROW, ...known].filter((path) => split.some((each) => each.paths.includes(path)));
  return shortened(split.map((each) => lineOf(each.group, [...new Set(paths)], axis)));
}

/** Of what lines differ in only what is needed to tell them apart: the network's kind, and rarely more. One alone has its network's name. */
function shortened(lines: readonly AnswerLine[]): readonly AnswerLine[] {
  const paths = [...new Set(lines.flatMap(({ differs }) => differs.map(({ path }) => path)))];
  const told = (line: AnswerLine, by: readonly string[]): string =>
    JSON.stringify(line.differs.filter(({ path }) => by.includes(path)));
  const count = (by: readonly string[]): number => new Set(lines.map((line) => told(line, by))).size;
  const needed = paths.reduce<readonly string[]>(
    (chosen, path) => (count([...chosen, path]) > count(chosen) ? [...chosen, path] : chosen),
    [],
  );
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) {
    const path = 'network.kind';
    return [{ ...only, differs: [{ path, value: only.points[0]?.fields[path] }] }];
  }
  // an ensemble is one of networks of a kind, and a network beside it has no other name
  const isNamed = needed.includes(ENSEMBLE) && !needed.includes('network.kind');
  // figures on two datasets never stand beside each other without a word
  return lines.map((line) => ({
    ...line,
    differs: [
      ...(isNamed ? [{ path: 'network.kind', value: networkOf(line) }] : []),
      ...line.differs.filter(({ path }) => path === 'dataset' || needed.includes(path)),
    ],
  }));
}

interface Split {
  readonly group: readonly AnswerPoint[];
  readonly paths: readonly string[];
}

/** Splits a line until no two designs share a place. */
function splitted(group: readonly AnswerPoint[], paths: readonly string[], left: readonly string[]): readonly Split[] {
  const clashes = groupedBy(group, ({ x }) => String(x)).filter(({ length }) => length > 1);
  const path = left.find((each) =>
    clashes.some((clash) => new Set(toldBy(clash, each).map((point) => textAt(point, each))).size > 1),
  );
  if (path === undefined) return [{ group, paths }];
  const rest = left.filter((each) => each !== path);
  const told = toldBy(group, path);
  const ofAll = group.filter((point) => !told.includes(point));
  return groupedBy(told, (point) => textAt(point, path)).flatMap((part) =>
    splitted([...part, ...ofAll], [...paths, path], rest),
  );
}

function lineOf(group: readonly AnswerPoint[], paths: readonly string[], axis: string): AnswerLine {
  const [first] = group;
  const fields = first?.fields ?? {};
  const isShared = (path: string): boolean =>
    new Set(toldBy(group, path).map((point) => textAt(point, path))).size === 1;
  const differs = paths.filter(isShared).map((path) => ({
    path,
    value: path === ROW ? isRow(fields) : toldBy(group, path)[0]?.fields[path],
  }));
  return {
    key: JSON.stringify(differs.map(({ path, value }) => [path, value ?? null])),
    differs,
    points: group.toSorted((one, other) => (one.x ?? -1) - (other.x ?? -1)),
    alsoVaried: variedPaths(group).filter((path) => path !== axis),
  };
}

/**
 * The runs of each design, one a seed: of a seed that was trained twice the latest counts, a person's own before the
 * study's.
 */
export function designsOf(runs: readonly AnswerRun[]): readonly (readonly AnswerRun[])[] {
  const designs = groupedBy(runs, ({ fields, test }) =>
    JSON.stringify([Object.entries({ ...fields, [ROW]: isRow(fields) }).toSorted(), test]),
  );
  return designs.map((group) => {
    const latest = new Map(
      group
        .toSorted((one, other) => Number(other.isStudy) - Number(one.isStudy) || one.runId - other.runId)
        .map((run) => [run.seed, run] as const),
    );
    return [...latest.values()].toSorted((one, other) => one.seed - other.seed);
  });
}

/** One point a design. */
function pointsOf(runs: readonly AnswerRun[], figure: FigureName, axis: string): readonly AnswerPoint[] {
  const withFigure = runs.filter(({ figures }) => figures[figure] !== undefined);
  return designsOf(withFigure).flatMap((group): readonly AnswerPoint[] => {
    const [first] = group;
    if (first === undefined) return [];
    const seeds = group.map(({ runId, seed, figures, members }) => ({
      runId,
      seed,
      value: figures[figure] ?? Number.NaN,
      ...(members === undefined ? {} : { members }),
    }));
    const x = first.fields[axis];
    return [
      {
        x: typeof x === 'number' ? x : null,
        seeds,
        aggregate: aggregate(seeds.map(({ value }) => value)),
        fields: first.fields,
        trainCount: first.trainCount,
        budget: meanBudget(group),
        test: first.test,
      },
    ];
  });
}

function meanBudget(runs: readonly AnswerRun[]): AnswerRun['budget'] {
  const budgets = runs.flatMap(({ budget }) => budget ?? []);
  if (budgets.length === 0 || budgets.length < runs.length) return null;
  const mean = (of: (budget: RunBudget) => number): number => aggregate(budgets.map(of)).mean;
  return { updates: mean(({ updates }) => updates), examples: mean(({ examples }) => examples) };
}

const isRow = (fields: AnswerRun['fields']): boolean => (fields[ROW] ?? null) !== null;

function textAt({ fields }: Pick<AnswerRun, 'fields'>, path: string): string {
  return JSON.stringify(path === ROW ? isRow(fields) : (fields[path] ?? null));
}

/** Those of some designs that can be told apart by a field. */
function toldBy<Run extends Pick<AnswerRun, 'fields'>>(runs: readonly Run[], path: string): readonly Run[] {
  return path === SAMPLE ? runs.filter(({ fields }) => (fields[SAMPLE] ?? null) !== null) : runs;
}

const keyAt = (point: Pick<AnswerRun, 'fields'>, paths: readonly string[]): string =>
  paths.map((path) => textAt(point, path)).join();

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
