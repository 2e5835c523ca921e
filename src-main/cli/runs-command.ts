import { DATASETS } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';
import { NETWORKS } from '#shared/experiment/experiment';
import { problemsOf } from '#shared/errors/problems';
import { PUBLISHED_ROW_IDS } from '#shared/reference/published';
import { METRICS } from '#shared/metrics/metrics';
import { fieldAt, FIELDS } from '#shared/experiment/fields/index';
import { fieldColumn, figureColumn, metricOfColumn, RUN_COLUMNS, type SortColumn } from '#shared/runs/list-column';
import {
  runQuerySchema,
  usualSort,
  type RunChoices,
  type RunPage,
  type RunQuery,
  type RunSort,
} from '#shared/runs/run-list';

import type { Lab } from '../lab/lab';
import { csvText } from '../lab/runs/run-export';
import { runsText } from './runs-text';
import { print, printJson, printLine } from './standard-output';
import { summaryJson } from './summary-json';
import { boundOf, conditionOf } from './where-arguments';

/** What `lab runs` takes, as it was typed. */
export interface RunsArguments {
  readonly status?: readonly string[];
  readonly dataset?: readonly string[];
  readonly network?: readonly string[];
  readonly row?: readonly string[];
  readonly tag?: readonly string[];
  readonly search?: string;
  readonly archived?: string;
  readonly figure?: readonly string[];
  readonly where?: readonly string[];
  readonly sort?: string;
  readonly limit?: string | number;
  readonly offset?: string | number;
  readonly csv?: boolean;
}

/** Lists runs. CSV is for other programs, so it holds all of them where no number is asked for. */
export function runsCommand(lab: Lab, typed: RunsArguments, { json }: { readonly json: boolean }): number {
  if (json && typed.csv === true) {
    throw new LabError('invalid-request', 'Received --json and --csv; expected one of the two. Leave the other out.');
  }
  const query = queryOf(typed, () => lab.runList.choices().figures);
  refuseUnknown(query, lab.runList.choices());
  if (typed.csv === true) {
    const isPage = typed.limit !== undefined || typed.offset !== undefined;
    const runs = isPage ? lab.runList.page(query).runs : lab.runList.all(query);
    print([...csvText(runs)].join(''));
    return 0;
  }
  const page = lab.runList.page(query);
  if (json) printJson(pageJson(page));
  else printLine(runsText(page, query));
  return 0;
}

/**
 * A name that this lab does not know is a slip, unless a run has it: one whose design is not understood.
 * @throws LabError `invalid-request`
 */
function refuseUnknown({ datasets, networks, rows, where, sort }: RunQuery, choices: RunChoices): void {
  const metrics = [...new Set([...METRICS.kinds(), ...choices.figures])];
  const sorted = sort === undefined ? null : metricOfColumn(sort.by);
  if (sorted !== null && !metrics.includes(sorted)) throw unknownColumn(sorted, metrics);
  const asked = [
    ['dataset', datasets, DATASETS.kinds(), choices.datasets],
    ['network', networks, NETWORKS.kinds(), choices.networks],
    ['row', rows, PUBLISHED_ROW_IDS, choices.rows],
    ['figure', where?.flatMap(({ column }) => metricOfColumn(column) ?? []), metrics, []],
  ] as const;
  for (const [argument, names, ours, stored] of asked) {
    const known = new Set<string>([...ours, ...stored.map(({ value }) => value)]);
    const strange = names?.find((name) => !known.has(name));
    if (strange === undefined) continue;
    const expected = [...known].map((name) => `"${name}"`).join(', ');
    throw new LabError('invalid-request', `--${argument}: Received "${strange}"; expected one of ${expected}.`);
  }
}

/** As it is, with a paused run called so. */
function pageJson({ runs, total }: RunPage): object {
  return { runs: runs.map(summaryJson), total };
}

/**
 * @param figures gives those that some run has
 * @throws LabError `invalid-request` that names the argument
 */
export function queryOf(typed: RunsArguments, figures: () => readonly string[] = () => []): RunQuery {
  const { figure = [], where = [] } = typed;
  const conditions = [...figure.map(boundOf), ...where.map((each) => conditionOf(each, figures))];
  const query = runQuerySchema.safeParse({
    statuses: typed.status,
    datasets: typed.dataset,
    networks: typed.network,
    rows: typed.row,
    tags: typed.tag,
    search: typed.search,
    archived: typed.archived,
    where: conditions.length === 0 ? undefined : conditions,
    sort: typed.sort === undefined ? undefined : sortOf(typed.sort),
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

function sortOf(typed: string): RunSort {
  const [column = '', direction] = typed.split(':');
  const by = columnOf(column);
  if (by !== undefined && direction === undefined) return usualSort(by);
  if (by !== undefined && (direction === 'asc' || direction === 'desc'))
    return { by, descending: direction === 'desc' };
  throw unknownColumn(typed, METRICS.kinds());
}

/** A column of the list by its name, a setting by its name or path, or a metric. */
function columnOf(typed: string): SortColumn | undefined {
  const known = RUN_COLUMNS.find((each) => each.toLowerCase() === typed.toLowerCase());
  if (known !== undefined) return known;
  const field = fieldAt(typed) ?? FIELDS.find(typed);
  if (field !== undefined) return fieldColumn(field.path);
  return METRIC.test(typed) ? figureColumn(typed) : undefined;
}

function unknownColumn(typed: string, metrics: readonly string[]): LabError {
  return new LabError(
    'invalid-request',
    `--sort: Received "${typed}"; expected one of ${RUN_COLUMNS.join(', ')}, a setting such as training.learningRate, ` +
      `or a metric (${metrics.join(', ')}), with :asc or :desc behind it where the usual direction is not wanted.`,
  );
}

const METRIC = /^[\w.-]+$/;
