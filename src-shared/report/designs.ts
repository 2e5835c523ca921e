import { variedPaths } from '../answers/lines';
import { comparedExperiment, type Compared } from '../comparison/compared';
import { flatten } from '../comparison/fields';
import { DATASETS } from '../datasets/datasets';
import { designText } from '../experiment/design';
import type { ExperimentSpec } from '../experiment/experiment';
import { isUnderstood, storedText, storedValue } from '../experiment/stored-spec';
import { presetOf, standsForRow } from '../experiment/presets';
import { PUBLISHED_ROW_IDS } from '../reference/published';
import type { Run } from '../runs/run';

/** All runs of one design, whichever experiments they belong to: they differ in nothing but the seed. */
export interface ReportDesign {
  /** Tells it from the other designs of the report: "C3", or its title with what differs. */
  readonly name: string;
  /** By their seeds. Not empty. */
  readonly runs: readonly Run[];
  /** Null where this lab does not understand it. */
  readonly spec: ExperimentSpec | null;
  /** It as a column of a comparison. */
  readonly compared: Compared;
  /** A name for files that are about it, such as "c3". */
  readonly fileName: string;
}

/** The runs by their designs: those of published rows first, in their order, then as they were made. */
export function designsOf(runs: readonly Run[]): readonly ReportDesign[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs.toSorted((one, other) => one.seed - other.seed || one.id - other.id)) {
    const key = keyOf(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const ordered = [...groups.values()].toSorted(
    (one, other) => placeOf(one) - placeOf(other) || firstId(one) - firstId(other),
  );
  const names = namesOf(ordered);
  const files = uniqueNames(names.map(fileNameOf));
  return ordered.map((group, place) => ({
    name: names[place] ?? '',
    runs: group,
    spec: specOf(group),
    compared: comparedOf(group),
    fileName: files[place] ?? '',
  }));
}

function keyOf({ spec, experimentId, facts }: Run): string {
  // figures of other images are figures of something else
  const data = facts?.datasetChecksum ?? '';
  return isUnderstood(spec) ? JSON.stringify([designText(spec), data]) : `experiment-${experimentId}`;
}

function specOf(group: readonly Run[]): ExperimentSpec | null {
  const [first] = group;
  if (first === undefined || !isUnderstood(first.spec)) return null;
  return { ...first.spec, seeds: [...new Set(group.map(({ seed }) => seed))] };
}

/** One run says more of itself than an experiment does, also where it has not finished. */
function comparedOf(group: readonly Run[]): Compared {
  const [first] = group;
  if (first !== undefined && group.length === 1) return { kind: 'run', run: first };
  return comparedExperiment(first?.experimentId ?? 0, group);
}

/** The row that the runs stand for, trained for as long as it says. */
function rowOf(group: readonly Run[]): string | null {
  const spec = group[0]?.spec;
  if (spec === undefined || !isUnderstood(spec) || spec.row === null || !standsForRow(spec)) return null;
  return presetOf(spec.row)?.training.epochs === spec.training.epochs ? spec.row : null;
}

function placeOf(group: readonly Run[]): number {
  const row = rowOf(group);
  const place = PUBLISHED_ROW_IDS.findIndex((id) => id === row);
  return place === -1 ? PUBLISHED_ROW_IDS.length : place;
}

const firstId = (group: readonly Run[]): number => Math.min(...group.map(({ id }) => id));

/** So many settings tell two designs of one title apart; where there are more, the experiments do. */
const MOST_SETTINGS = 3;

function namesOf(groups: readonly (readonly Run[])[]): readonly string[] {
  const titles = groups.map((group) => rowOf(group) ?? titleOf(group, groups));
  const named = groups.map((group, place) => {
    const title = titles[place] ?? '';
    const alike = groups.filter((_, other) => titles[other] === title);
    return alike.length === 1 ? title : [title, ...settingsOf(group, alike)].join(', ');
  });
  return named.map((name, place) =>
    named.filter((other) => other === name).length === 1
      ? name
      : `${name} (experiment ${groups[place]?.[0]?.experimentId ?? 0})`,
  );
}

/** The title of its experiment, without the dataset where there is one only. */
function titleOf([first]: readonly Run[], groups: readonly (readonly Run[])[]): string {
  const title = first?.experimentTitle ?? '';
  const datasets = new Set(groups.map(([run]) => (run === undefined ? '' : storedText(run.spec, 'dataset'))));
  const [only = ''] = datasets;
  return groups.length > 1 && datasets.size === 1
    ? title.replace(` on ${DATASETS.find(only)?.title ?? only}`, '')
    : title;
}

/** The settings of a design that are other in those of the same title. */
function settingsOf(group: readonly Run[], alike: readonly (readonly Run[])[]): readonly string[] {
  const fields = fieldsOf(group);
  const varied = variedPaths(alike.map((each) => ({ fields: fieldsOf(each) })));
  return varied.slice(0, MOST_SETTINGS).flatMap((path) => {
    const value = fields[path];
    return value === undefined || value === null ? [] : [`${path} ${String(value)}`];
  });
}

function fieldsOf(group: readonly Run[]): Parameters<typeof variedPaths>[0][number]['fields'] {
  const [first] = group;
  const stored = first === undefined ? null : storedValue(first.spec);
  const design = typeof stored === 'object' && stored !== null ? stored : {};
  return Object.fromEntries(flatten({ ...design, seeds: undefined, compute: undefined }));
}

/** Small letters, digits and hyphens: a name on every system. */
export function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'design' : plain;
}

function uniqueNames(names: readonly string[]): readonly string[] {
  return names.map((name, place) => {
    const before = names.slice(0, place).filter((each) => each === name).length;
    return before === 0 ? name : `${name}-${before + 1}`;
  });
}
