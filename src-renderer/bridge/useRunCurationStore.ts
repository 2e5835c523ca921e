import { defineStore } from 'pinia';

import type { ExportFormat, RunFilter } from '#shared/runs/run-list';
import { useAskWithNotice } from './useAskWithNotice';
import { useNoticesStore } from './useNoticesStore';
import { useRunsStore } from './useRunsStore';
import { useRunSelectionStore } from './useRunSelectionStore';

/** What a person does with runs of the list. Each answers whether it was done; a refusal is told as a notice. */
export const useRunCurationStore = defineStore('run-curation', () => {
  const ask = useAskWithNotice();
  const notices = useNoticesStore();
  const runs = useRunsStore();
  const selection = useRunSelectionStore();
  /** What was deleted last, for as long as it has not been undone. */
  let lastDeleted: readonly number[] = [];

  async function tag(ids: readonly number[], add: readonly string[], remove: readonly string[]): Promise<boolean> {
    return (await ask('run:tag', { ids, add, remove })).ok;
  }

  async function note(id: number, text: string): Promise<boolean> {
    return (await ask('run:note', { id, note: text })).ok;
  }

  async function archive(ids: readonly number[], isArchived: boolean): Promise<boolean> {
    const reply = await ask('run:archive', { ids, isArchived });
    if (!reply.ok) return false;
    selection.drop(ids);
    notices.say({
      key: isArchived ? 'runs.archivedNotice' : 'runs.unarchivedNotice',
      count: ids.length,
      action: { key: 'runs.undo', run: () => void archive(ids, !isArchived) },
    });
    return true;
  }

  async function remove(ids: readonly number[]): Promise<boolean> {
    const reply = await ask('run:delete', { ids });
    if (!reply.ok) return false;
    lastDeleted = ids;
    selection.drop(ids);
    notices.say({
      key: 'runs.deletedNotice',
      count: ids.length,
      action: { key: 'runs.undo', run: () => void restore(ids) },
    });
    return true;
  }

  async function restore(ids: readonly number[]): Promise<boolean> {
    if (lastDeleted === ids) lastDeleted = [];
    return (await ask('run:restore', { ids })).ok;
  }

  /** Brings back what was deleted last, if anything was. */
  async function undo(): Promise<boolean> {
    return lastDeleted.length > 0 && (await restore(lastDeleted));
  }

  /** Exports the runs of a filter in the order of the list. */
  async function exportAs(format: ExportFormat, filter: RunFilter): Promise<boolean> {
    const reply = await ask('run:export', { ...filter, sort: runs.view.sort, format });
    if (reply.ok && reply.value !== null) {
      notices.say({ key: 'runs.exportedNotice', count: reply.value.count, named: { file: reply.value.file } });
    }
    return reply.ok;
  }

  return { tag, note, archive, remove, restore, undo, exportAs };
});
