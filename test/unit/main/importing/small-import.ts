import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { loadTensorflow } from '#main/engine/tensorflow';
import { importJob } from '#main/importing/import-job';
import type { ImportAnswer, ImportCommand, ImportEvent } from '#main/importing/messages';

import { temporaryFolder } from '../datasets/temporary-folder';
import { greyPng } from './picture-samples';

/** Files by their paths. */
export type Files = Readonly<Record<string, Uint8Array>>;

export async function writeFolder(files: Files): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** Two classes of five pictures of 8 × 8, each of a shade of its own. */
export const TWO_CLASSES: Files = Object.fromEntries(
  ['cats', 'dogs'].flatMap((name, label) =>
    [0, 1, 2, 3, 4].map((number) => [`${name}/${number}.png`, greyPng(8, 100 * label + 10 * number)] as const),
  ),
);

export interface Brought {
  readonly answer: ImportAnswer;
  /** What was written. */
  readonly target: string;
  readonly events: readonly ImportEvent[];
}

/** Runs a whole import in this process. */
export async function bring(
  source: string,
  changes: Partial<ImportCommand> = {},
  onEvent?: (event: ImportEvent) => void,
): Promise<Brought> {
  const [stage, target] = [await temporaryFolder(), await temporaryFolder()];
  const events: ImportEvent[] = [];
  const command: ImportCommand = { kind: 'import', name: 'small', source, choices: {}, stage, target, ...changes };
  let clock = 0;
  const sources = { loadTensorflow, now: () => (clock += 1000) };
  const answer = await importJob(command, sources, (event) => {
    events.push(event);
    onEvent?.(event);
  });
  return { answer, target, events };
}
