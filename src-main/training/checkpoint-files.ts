import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { LabError } from '#shared/errors/errors';
import type { CheckpointFile } from '#shared/runs/run';

import { putContent } from '../files/whole-file';
import { decodeCheckpoint, decodeWithDigest, encodeCheckpoint, type Checkpoint } from './checkpoint';

const FOLDER = 'checkpoints';
/** The newest, and the one before in case that one should prove damaged. */
const KEPT = 2;
/** `step-000000123.safetensors`: in the order of their names they are in the order of the steps. */
const NAME = /^step-\d{9}\.safetensors$/;

/** Writes a checkpoint, and then lets all but the last two go: whenever the machine stops, a whole one is there. */
export async function writeCheckpoint(runFolder: string, checkpoint: Checkpoint): Promise<CheckpointFile> {
  const folder = join(runFolder, FOLDER);
  await mkdir(folder, { recursive: true });
  const { content, sha256 } = encodeCheckpoint(checkpoint);
  const name = `step-${String(checkpoint.state.step).padStart(9, '0')}.safetensors`;
  await putContent(join(folder, name), content);
  for (const old of (await namesIn(folder)).slice(KEPT)) await rm(join(folder, old));
  const { epoch, batch } = checkpoint.position;
  return { file: `${FOLDER}/${name}`, epoch, batch, bytes: content.byteLength, sha256 };
}

/**
 * The newest checkpoint of a run that can be read. One that is damaged is told of and removed.
 * @returns undefined where there is none
 * @throws LabError `checkpoint-newer`
 */
export async function readCheckpoint(
  runFolder: string,
  onDamaged: (reason: string) => void,
): Promise<Checkpoint | undefined> {
  const folder = join(runFolder, FOLDER);
  for (const name of await namesIn(folder)) {
    try {
      return decodeCheckpoint(await readFile(join(folder, name)));
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'checkpoint-damaged') throw error;
      onDamaged(`${name}: ${error.message}`);
      await rm(join(folder, name));
    }
  }
  return undefined;
}

/**
 * The newest whole checkpoint that lies in a run's folder.
 * @param known the file of the one that is known; older ones are not looked at
 * @returns null where there is none, or none newer
 */
export async function newestCheckpoint(runFolder: string, known: string | null): Promise<CheckpointFile | null> {
  for (const name of await namesIn(join(runFolder, FOLDER))) {
    const file = `${FOLDER}/${name}`;
    if (file === known) return null;
    try {
      const content = await readFile(join(runFolder, file));
      const { checkpoint, sha256 } = decodeWithDigest(content);
      const { epoch, batch } = checkpoint.position;
      return { file, epoch, batch, bytes: content.byteLength, sha256 };
    } catch {
      // what is wrong with it is told when the run is resumed
    }
  }
  return null;
}

/** For a run that has finished: there is nothing left to go on with. */
export async function removeCheckpoints(runFolder: string): Promise<void> {
  await rm(join(runFolder, FOLDER), { recursive: true, force: true });
}

/** The newest first. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => NAME.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
