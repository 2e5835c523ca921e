import type { BrowserWindow } from 'electron';

import type { RunList } from '../../lab/runs/run-list';
import type { RequestHandlers } from './answer';
import { askWhereToSave } from './dialogs';

type RunListRequest =
  | 'run:list'
  | 'run:groups'
  | 'run:ids'
  | 'run:choices'
  | 'run:values'
  | 'run:best'
  | 'run:sparklines'
  | 'run:tag'
  | 'run:note'
  | 'run:name'
  | 'run:archive'
  | 'run:delete'
  | 'run:restore'
  | 'run:export';

/** Answers what the window asks about the list of runs. */
export function runListHandlers(
  list: Omit<RunList, 'close'>,
  window: () => BrowserWindow | undefined,
): Pick<RequestHandlers, RunListRequest> {
  return {
    'run:list': (query) => list.page(query),
    'run:groups': (query) => list.groups(query),
    'run:ids': (filter) => list.ids(filter),
    'run:choices': () => list.choices(),
    'run:values': ({ column }) => list.values(column),
    'run:best': (query) => list.best(query),
    'run:sparklines': ({ ids }) => list.sparklines(ids),
    'run:tag': ({ ids, add, remove }) => {
      list.tag(ids, { add, remove });
      return null;
    },
    'run:note': ({ id, note }) => {
      list.note(id, note);
      return null;
    },
    'run:name': ({ id, name }) => {
      list.name(id, name);
      return null;
    },
    'run:archive': ({ ids, isArchived }) => {
      list.archive(ids, isArchived);
      return null;
    },
    'run:delete': ({ ids }) => {
      list.delete(ids);
      return null;
    },
    'run:restore': ({ ids }) => {
      list.restore(ids);
      return null;
    },
    'run:export': async ({ format, ...order }) => {
      const file = await askWhereToSave(window(), {
        defaultPath: `siamese-lab-runs.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      });
      return file === undefined ? null : { file, count: await list.writeTo(file, order, format) };
    },
  };
}
