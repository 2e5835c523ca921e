import { aggregate, type Aggregate } from '#shared/metrics/aggregate';
import type { RunStatus, RunSummary } from '#shared/runs/run';
import { metricOfColumn } from '#shared/runs/list-column';
import {
  GROUP_FIGURES,
  NEWEST_FIRST,
  type GroupFigure,
  type GroupQuery,
  type LinePage,
  type RunGroup,
  type RunLine,
  type RunSort,
} from '#shared/runs/run-list';

import { figureOfRun } from './figures';
import type { ReadableDatabase } from './open';
import { conditionOf } from './run-filter';
import { idsInOrder } from './run-order';
import { runsOfIds } from './runs';

/** A run as the grouping needs it. */
interface FigureRow extends Readonly<Record<GroupFigure, number | null>> {
  readonly id: number;
  readonly experimentId: number;
  readonly status: RunStatus;
  /** The figure that the list is sorted by, where it is sorted by one. */
  readonly sorted: number | null;
  /** Those of the metrics that were asked for, in their order, as JSON. */
  readonly metrics: string;
}

interface Group extends Omit<RunGroup, 'first'> {
  readonly isExpanded: boolean;
}

/**
 * A page of the list with a line an experiment. A mean needs every run of its group, so all that pass the filter are
 * read, without their designs; those are fetched for the lines of the page alone.
 */
export function pageOfGroups(database: ReadableDatabase, query: GroupQuery): LinePage {
  const sort: RunSort = query.sort ?? NEWEST_FIRST;
  const sorted = metricOfColumn(sort.by);
  const { sql, values } = conditionOf(query);
  const metrics = query.metrics ?? [];
  const named = Object.fromEntries(metrics.map((metric, index) => [`metric${index}`, metric]));
  const found = database
    .prepare<[object], FigureRow>(
      `SELECT id, experiment_id AS experimentId, status, ${figureOfRun("'accuracy'")} AS accuracy,
         ${figureOfRun("'macro-f1'")} AS macroF1, ${sorted === null ? 'NULL' : figureOfRun('@sorted')} AS sorted, epochs_done AS epochs, duration,
         images_per_second AS imagesPerSecond,
         json_array(${Object.keys(named)
           .map((name) => figureOfRun(`@${name}`))
           .join(', ')}) AS metrics
       FROM runs WHERE ${sql}`,
    )
    .all({ ...values, ...named, ...(sorted === null ? {} : { sorted }) });
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows = idsInOrder(database, query, sort).flatMap((id) => byId.get(id) ?? []);
  const groups = groupsOf(rows, sort, new Set(query.expanded), metrics);
  const places = groups.flatMap((group) => [
    { group, runId: group.runIds[0] ?? 0, isRun: false },
    ...(group.isExpanded ? group.runIds.map((runId) => ({ group, runId, isRun: true })) : []),
  ]);
  const shown = places.slice(query.offset, query.offset + query.limit);
  const runs = new Map(runsOfIds(database, [...new Set(shown.map(({ runId }) => runId))]).map((run) => [run.id, run]));
  return {
    lines: shown.flatMap(({ group, runId, isRun }) => {
      const run = runs.get(runId);
      return run === undefined ? [] : [isRun ? { kind: 'run', run, isInGroup: true } : groupLine(group, run)];
    }),
    total: places.length,
    runCount: rows.length,
  };
}

function groupLine({ isExpanded, ...group }: Group, first: RunSummary): RunLine {
  return { kind: 'group', group: { ...group, first }, isExpanded };
}

/** By the mean where the sort is by a figure that has one; otherwise a group stands where its first run does. */
function groupsOf(
  rows: readonly FigureRow[],
  sort: RunSort,
  expanded: ReadonlySet<number>,
  metrics: readonly string[],
): readonly Group[] {
  const byExperiment = new Map<number, FigureRow[]>();
  for (const row of rows) {
    const runs = byExperiment.get(row.experimentId);
    if (runs === undefined) byExperiment.set(row.experimentId, [row]);
    else runs.push(row);
  }
  const groups = [...byExperiment].map(([experimentId, runs]): Group => ({
    experimentId,
    runIds: runs.map(({ id }) => id),
    finishedCount: runs.filter(({ status }) => status === 'finished').length,
    figures: Object.fromEntries(
      GROUP_FIGURES.map((figure) => [figure, meanOf(runs, (run) => run[figure])]),
    ) as Group['figures'],
    metrics: metricsOf(runs, metrics),
    isExpanded: expanded.has(experimentId),
  }));
  const figure = metricOfColumn(sort.by) === null ? GROUP_FIGURES.find((known) => known === sort.by) : 'sorted';
  if (figure === undefined) return groups;
  const means = new Map([...byExperiment].map(([id, runs]) => [id, meanOf(runs, (run) => run[figure])]));
  return groups.sort((a, b) => {
    const [first, second] = [means.get(a.experimentId) ?? null, means.get(b.experimentId) ?? null];
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null) || b.experimentId - a.experimentId;
    }
    return (sort.descending ? second.mean - first.mean : first.mean - second.mean) || b.experimentId - a.experimentId;
  });
}

/** Only a finished run counts: the figures of one that was broken off are of another design. */
function meanOf(runs: readonly FigureRow[], valueOf: (run: FigureRow) => number | null): Aggregate | null {
  const values = runs.flatMap((run) => (run.status === 'finished' ? (valueOf(run) ?? []) : []));
  return values.length === 0 ? null : aggregate(values);
}

function metricsOf(runs: readonly FigureRow[], metrics: readonly string[]): RunGroup['metrics'] {
  if (metrics.length === 0) return {};
  const values = new Map(runs.map((run) => [run, JSON.parse(run.metrics) as readonly (number | null)[]]));
  return Object.fromEntries(
    metrics.map((metric, index) => [metric, meanOf(runs, (run) => values.get(run)?.[index] ?? null)]),
  );
}
