import { LabError } from '#shared/errors';
import { noteSchema, tagSchema } from '#shared/run-list';

import type { Lab } from '../lab/lab';
import { runNumber, runNumbers } from './run-number';

interface Output {
  readonly json: boolean;
}

/** Gives a run tags, or takes them away; without any it only prints. */
export function tagCommand(
  lab: Lab,
  typedRun: string,
  typed: readonly unknown[],
  { json, remove }: Output & { readonly remove: boolean },
): number {
  const id = runNumber(typedRun);
  const tags = typed.map((tag) => checked(tagSchema.safeParse(String(tag)), `Received the tag ${JSON.stringify(tag)}`));
  if (tags.length > 0) lab.runList.tag([id], { add: remove ? [] : tags, remove: remove ? tags : [] });
  const run = lab.run(id);
  print(json, { id, tags: run.tags }, run.tags.length === 0 ? `Run ${id} has no tags.` : run.tags.join('\n'));
  return 0;
}

/** Writes a note on a run; without a text it only prints. */
export function noteCommand(lab: Lab, typedRun: string, text: string | undefined, { json }: Output): number {
  const id = runNumber(typedRun);
  if (text !== undefined) {
    lab.runList.note(id, checked(noteSchema.safeParse(text), `Received a note of ${text.length} characters`));
  }
  const { note } = lab.run(id);
  print(json, { id, note }, note === '' ? `Run ${id} has no note.` : note);
  return 0;
}

export function archiveCommand(
  lab: Lab,
  typed: readonly unknown[],
  { json, undo }: Output & { readonly undo: boolean },
): number {
  const ids = runNumbers(typed);
  lab.runList.archive(ids, !undo);
  print(json, { ids, isArchived: !undo }, `${undo ? 'Out of the archive' : 'Archived'}: ${ids.join(', ')}`);
  return 0;
}

/** Whoever types a command with its runs means it: nothing is left to undo. */
export async function deleteCommand(lab: Lab, typed: readonly unknown[], { json }: Output): Promise<number> {
  const ids = runNumbers(typed);
  await lab.runList.deleteForGood(ids);
  print(json, { deleted: ids }, `Deleted for good: ${ids.join(', ')}`);
  return 0;
}

function print(json: boolean, value: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}

function checked<Value>(
  result: { success: true; data: Value } | { success: false; error: { issues: readonly { message: string }[] } },
  received: string,
): Value {
  if (result.success) return result.data;
  throw new LabError('invalid-request', `${received}. ${result.error.issues[0]?.message ?? ''}`);
}
