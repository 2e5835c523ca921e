import { LabError } from '#shared/errors/errors';
import type { Run } from '#shared/runs/run';
import { experimentNameSchema, noteSchema, tagSchema } from '#shared/runs/run-list';

import type { Lab } from '../lab/lab';
import { runNumber, runNumbers } from './run-number';
import { printJson, printLine } from './standard-output';

interface Output {
  readonly json: boolean;
}

/** Gives a run tags, or takes them away; without any it only prints. */
export function tagCommand(
  lab: Lab,
  typedRun: string,
  typed: readonly string[],
  { json, remove }: Output & { readonly remove: boolean },
): number {
  const id = runNumber(typedRun);
  const tags = typed.map(tagOf);
  if (remove) refuseAbsent(lab.run(id), tags);
  if (tags.length > 0) lab.runList.tag([id], { add: remove ? [] : tags, remove: remove ? tags : [] });
  const run = lab.run(id);
  printResult(json, { id, tags: run.tags }, run.tags.length === 0 ? `Run ${id} has no tags.` : run.tags.join('\n'));
  return 0;
}

/** Of a tag nothing is left out unseen: a text that would be stored as another one is refused. */
function tagOf(typed: string): string {
  const received = `Received the tag ${JSON.stringify(typed)}`;
  const tag = checked(tagSchema.safeParse(typed), received);
  if (tag === typed) return tag;
  throw new LabError(
    'invalid-request',
    `${received}. Expected no space before or behind it, as in ${JSON.stringify(tag)}.`,
  );
}

function refuseAbsent({ id, tags: there }: Pick<Run, 'id' | 'tags'>, tags: readonly string[]): void {
  if (tags.length === 0) {
    throw new LabError('invalid-request', `Received --remove and no tag; expected a tag of run ${id} or more.`);
  }
  const absent = tags.filter((tag) => !there.includes(tag));
  if (absent.length === 0) return;
  const known = there.length === 0 ? 'it has none' : `it has ${there.map((tag) => JSON.stringify(tag)).join(', ')}`;
  throw new LabError(
    'invalid-request',
    `Received the tag ${absent.map((tag) => JSON.stringify(tag)).join(', ')} to remove, which run ${id} does not have; ${known}. Nothing was changed.`,
  );
}

/** Writes a note on a run; without a text it only prints. */
export function noteCommand(lab: Lab, typedRun: string, text: string | undefined, { json }: Output): number {
  const id = runNumber(typedRun);
  if (text !== undefined) {
    lab.runList.note(id, checked(noteSchema.safeParse(text), `Received a note of ${text.length} characters`));
  }
  const { note } = lab.run(id);
  printResult(json, { id, note }, note === '' ? `Run ${id} has no note.` : note);
  return 0;
}

/** Names the experiment of a run; without a name it only prints. */
export function nameCommand(lab: Lab, typedRun: string, name: string | undefined, { json }: Output): number {
  const id = runNumber(typedRun);
  if (name !== undefined) {
    lab.runList.name(id, experimentName(name));
  }
  const { experimentId, experimentTitle, isNamed = false } = lab.run(id);
  printResult(json, { id, experimentId, title: experimentTitle, isNamed }, experimentTitle);
  return 0;
}

/** @throws LabError `invalid-request` for one that is too long */
export function experimentName(typed: string): string {
  return checked(experimentNameSchema.safeParse(typed), `Received a name of ${typed.length} characters`);
}

export function archiveCommand(
  lab: Lab,
  typed: readonly string[],
  { json, undo }: Output & { readonly undo: boolean },
): number {
  const ids = runNumbers(typed);
  lab.runList.archive(ids, !undo);
  printResult(json, { ids, isArchived: !undo }, `${undo ? 'Out of the archive' : 'Archived'}: ${ids.join(', ')}`);
  return 0;
}

/** Whoever types a command with its runs means it: nothing is left to undo. */
export async function deleteCommand(lab: Lab, typed: readonly string[], { json }: Output): Promise<number> {
  const ids = runNumbers(typed);
  await lab.runList.deleteForGood(ids);
  printResult(json, { deleted: ids }, `Deleted for good: ${ids.join(', ')}`);
  return 0;
}

function printResult(json: boolean, value: object, text: string): void {
  if (json) printJson(value);
  else printLine(text);
}

function checked<Value>(
  result: { success: true; data: Value } | { success: false; error: { issues: readonly { message: string }[] } },
  received: string,
): Value {
  if (result.success) return result.data;
  throw new LabError('invalid-request', `${received}. ${result.error.issues[0]?.message ?? ''}`);
}
