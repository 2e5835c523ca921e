import type {
  BestFigure,
  BestQuery,
  ExportFormat,
  GroupQuery,
  LinePage,
  RunChoices,
  RunFilter,
  RunPage,
  RunQuery,
  RunSort,
} from '#shared/runs/run-list';
import type { ColumnValues } from '#shared/runs/condition';
import type { FilterColumn } from '#shared/runs/list-column';
import type { RunSummary } from '#shared/runs/run';
import type { Sparkline } from '#shared/runs/sparkline';

import { bestFigures } from '../../database/best-figures';
import { valuesOf } from '../../database/conditions';
import type { ReadableDatabase } from '../../database/open';
import { pageOfGroups } from '../../database/run-groups';
import { idsOfRuns, pageOfRuns, runChoices } from '../../database/run-list';
import { runsOfIds } from '../../database/runs';
import { sparklinesOf } from '../../database/sparklines';
import type { Curation } from './curation';
import { createDeletions } from './deletions';
import { runsOf, writeRuns } from './run-export';

/** The runs that there are, and what a person does with them. */
export interface RunList extends Pick<Curation, 'tag' | 'note' | 'name' | 'archive' | 'delete' | 'restore'> {
  readonly page: (query: RunQuery) => RunPage;
  readonly groups: (query: GroupQuery) => LinePage;
  readonly ids: (filter: RunFilter) => readonly number[];
  readonly choices: () => RunChoices;
  /** What there is to filter a column by. */
  readonly values: (column: FilterColumn) => ColumnValues;
  readonly best: (query: BestQuery) => Readonly<Record<string, BestFigure>>;
  readonly sparklines: (ids: readonly number[]) => readonly Sparkline[];
  /** Deletes runs with nothing left to undo. @throws LabError as `delete` */
  readonly deleteForGood: (ids: readonly number[]) => Promise<void>;
  /** Every run that passes the filter, a few at a time. */
  readonly all: (order: RunOrder) => Iterable<RunSummary>;
  /** Writes every run that passes the filter to a file. Gives how many. */
  readonly writeTo: (file: string, order: RunOrder, format: ExportFormat) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Which runs, and in which order. */
export interface RunOrder extends RunFilter {
  readonly sort?: RunSort | undefined;
}

export interface RunListOptions {
  readonly reader: ReadableDatabase;
  readonly recorder: Curation;
  readonly folderOf: (id: number) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createRunList(options: RunListOptions): RunList {
  const { reader, recorder } = options;
  const deletions = createDeletions(options);
  const all = ({ sort, ...filter }: RunOrder): Iterable<RunSummary> =>
    runsOf(idsOfRuns(reader, filter, sort), (ids) => runsOfIds(reader, ids));
  void deletions.sweep();

  return {
    page: (query) => pageOfRuns(reader, query),
    groups: (query) => pageOfGroups(reader, query),
    ids: (filter) => idsOfRuns(reader, filter),
    choices: () => runChoices(reader),
    values: (column) => valuesOf(reader, column),
    best: (query) => bestFigures(reader, query),
    sparklines: (ids) => sparklinesOf(reader, ids),
    tag: recorder.tag,
    note: recorder.note,
    name: recorder.name,
    archive: recorder.archive,
    restore: recorder.restore,
    delete: (ids) => {
      recorder.delete(ids);
      void deletions.sweep();
    },
    deleteForGood: (ids) => {
      recorder.delete(ids);
      return deletions.finish(ids);
    },
    all,
    writeTo: (file, order, format) => writeRuns(file, format, all(order)),
    close: deletions.close,
  };
}
