import { DATASET_NAMES } from '#shared/datasets';
import { LabError } from '#shared/errors';
import { NETWORK_KINDS } from '#shared/experiment';
import { problemsOf } from '#shared/problems';
import { PUBLISHED_ROW_IDS } from '#shared/published';
import { RUN_COLUMNS, runQuerySchema, usualSort, type RunChoices, type RunQuery, type RunSort } from '#shared/run-list';

import type { Lab } from '../lab/lab';
import { csvText } from '../lab/run-export';
import { runsText } from './output';

/** An option as the command line gives it: what looks like a number is one. */
type Typed = string | number;
type TypedList = Typed | readonly Typed[];

/** What `lab runs` takes, as it was typed. */
export interface RunsArguments {
  readonly status?: TypedList;
  readonly dataset?: TypedList;
  readonly network?: TypedList;
  readonly row?: TypedList;
  readonly tag?: TypedList;
  readonly search?: Typed;
  readonly archived?: Typed;
  readonly sort?: Typed;
  readonly limit?: Typed;
  readonly offset?: Typed;
  readonly csv?: boolean;
}

/** Lists runs. CSV is for other programs, so it holds all of them where no number is asked for. */
export function runsCommand(lab: Lab, typed: RunsArguments, { json }: { readonly json: boolean }): number {
  const query = queryOf(typed);
  refuseUnknown(query, lab.runList.choices());
  if (typed.csv === true) {
    const isPage = typed.limit !== undefined || typed.offset !== undefined;
    const runs = isPage ? lab.runList.page(query).runs : lab.runList.all(query);
    for (const line of csvText(runs)) process.stdout.write(line);
    return 0;
  }
  const page = lab.runList.page(query);
  process.stdout.write(json ? `${JSON.stringify(page)}\n` : `${runsText(page, query)}\n`);
  return 0;
}

/**
 * A name that this lab does not know is a slip, unless a run has it: one whose design is not understood.
 * @throws LabError `invalid-request`
 */
function refuseUnknown({ datasets, networks, rows }: RunQuery, choices: RunChoices): void {
  const asked = [
    ['dataset', datasets, DATASET_NAMES, choices.datasets],
    ['network', networks, NETWORK_KINDS, choices.networks],
    ['row', rows, PUBLISHED_ROW_IDS, choices.rows],
  ] as const;
  for (const [argument, names, ours, stored] of asked) {
    const known = new Set<string>([...ours, ...stored.map(({ value }) => value)]);
    const strange = names?.find((name) => !known.has(name));
    if (strange === undefined) continue;
    const expected = [...known].map((name) => `"${name}"`).join(', ');
    throw new LabError('invalid-request', `--${argument}: Received "${strange}"; expected one of ${expected}.`);
  }
}

/** @throws LabError `invalid-request` that names the argument */
export function queryOf(typed: RunsArguments): RunQuery {
  const query = runQuerySchema.safeParse({
    statuses: listOf(typed.status),
    datasets: listOf(typed.dataset),
    networks: listOf(typed.network),
    rows: listOf(typed.row),
    tags: listOf(typed.tag),
    search: typed.search === undefined ? undefined : String(typed.search),
    archived: typed.archived,
    sort: typed.sort === undefined ? undefined : sortOf(String(typed.sort)),
    limit: typed.limit ?? 50,
    offset: typed.offset ?? 0,
  });
  if (query.success) return query.data;
  const problems = problemsOf(query.error).map(({ field, message }) => {
    const [name = ''] = field.split('.');
    return `--${ARGUMENTS[name] ?? name}: ${message}`;
  });
  throw new LabError('invalid-request', problems.join('\n'));
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  statuses: 'status',
  datasets: 'dataset',
  networks: 'network',
  rows: 'row',
  tags: 'tag',
};

function listOf(typed: TypedList | undefined): readonly string[] | undefined {
  if (typed === undefined) return undefined;
  return (typeof typed === 'object' ? typed : [typed]).map(String);
}

function sortOf(typed: string): RunSort {
  const [column = '', direction] = typed.split(':');
  const by = RUN_COLUMNS.find((known) => known.toLowerCase() === column.toLowerCase());
  if (by !== undefined && direction === undefined) return usualSort(by);
  if (by !== undefined && (direction === 'asc' || direction === 'desc'))
    return { by, descending: direction === 'desc' };
  throw new LabError(
    'invalid-request',
    `--sort: Received "${typed}"; expected one of ${RUN_COLUMNS.join(', ')}, with :asc or :desc behind it where the usual direction is not wanted.`,
  );
}
