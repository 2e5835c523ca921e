import { LabError } from '#shared/errors';
import { RUN_COLUMNS, runQuerySchema, type RunQuery } from '#shared/run-list';

import type { Lab } from '../lab/lab';
import { csvText } from '../lab/run-export';
import { runsText } from './output';

/** What `lab runs` takes, as it was typed. */
export interface RunsArguments {
  readonly status?: unknown;
  readonly dataset?: unknown;
  readonly network?: unknown;
  readonly row?: unknown;
  readonly tag?: unknown;
  readonly search?: unknown;
  readonly archived?: unknown;
  readonly sort?: unknown;
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly csv?: boolean;
}

/** Lists runs. CSV is for other programs, so it holds all of them where no number is asked for. */
export function runsCommand(lab: Lab, typed: RunsArguments, { json }: { readonly json: boolean }): number {
  const query = queryOf(typed);
  if (typed.csv === true) {
    const isPage = typed.limit !== undefined || typed.offset !== undefined;
    const { offset: _offset, limit: _limit, ...order } = query;
    const runs = isPage ? lab.runList.page(query).runs : lab.runList.all(order);
    for (const line of csvText(runs)) process.stdout.write(line);
    return 0;
  }
  const page = lab.runList.page(query);
  process.stdout.write(json ? `${JSON.stringify(page)}\n` : `${runsText(page, query)}\n`);
  return 0;
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
  const problems = query.error.issues.map(({ path: [field], message }) => {
    const name = ARGUMENTS[String(field)] ?? String(field);
    const received = typed[name as keyof RunsArguments];
    return `--${name}: Received ${JSON.stringify(received)}. ${message}.`;
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

function listOf(typed: unknown): readonly string[] | undefined {
  if (typed === undefined) return undefined;
  return (Array.isArray(typed) ? typed : [typed]).map(String);
}

function sortOf(typed: string): RunQuery['sort'] {
  const descending = typed.startsWith('-');
  const by = RUN_COLUMNS.find((column) => column.toLowerCase() === typed.replace(/^[-+]/, '').toLowerCase());
  if (by !== undefined) return { by, descending };
  throw new LabError(
    'invalid-request',
    `--sort: Received "${typed}"; expected one of ${RUN_COLUMNS.join(', ')}, with a minus before it for the largest first.`,
  );
}
