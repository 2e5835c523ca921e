import { createReadStream } from 'node:fs';
import { appendFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Parser, type ReadEntry } from 'tar';

import type { FileKind } from '#shared/basics/file-kind';

import { brokenArchive, type UnpackOptions } from './archive-members';
import { flush } from '../files/flush';
import { orHomeUnusable } from './disk';

/** Something that the parser told of, to be done once it has taken in what it was given. */
interface Write {
  readonly name: string;
  readonly chunk: Uint8Array | 'begin' | 'end';
}

/**
 * Unpacks a tar file, compressed with gzip or not, as `unpackArchive` says.
 * @param kind what it is by its first bytes
 */
export async function unpackTar(
  archive: string,
  target: string,
  kind: FileKind,
  options: UnpackOptions,
): Promise<void> {
  const { size } = await stat(archive);
  const problem =
    kind.name === 'tar'
      ? 'is a tar archive that was cut off, or is damaged'
      : `is ${kind.words}, and no whole tar archive could be read out of it`;
  const writes: Write[] = [];
  const problems: unknown[] = [];
  const reached = { end: false };

  const parser = new Parser({ strict: true });
  parser.on('error', (error: unknown) => problems.push(brokenArchive(archive, problem, error)));
  parser.on('end', () => (reached.end = true));
  parser.on('entry', (entry: ReadEntry) => {
    try {
      const name = options.admit({ path: entry.path, size: entry.size, type: typeOf(entry) });
      if (name === null) {
        entry.resume();
        return;
      }
      writes.push({ name, chunk: 'begin' });
      entry.on('data', (chunk) => writes.push({ name, chunk }));
      entry.on('end', () => writes.push({ name, chunk: 'end' }));
    } catch (error) {
      problems.push(error);
      entry.resume();
    }
  });

  // what one piece of the archive unpacks to is held in memory; so nothing ever waits inside the parser
  const writeFound = async (): Promise<void> => {
    if (problems.length > 0) throw problems[0];
    for (const { name, chunk } of writes.splice(0)) await write(join(target, name), chunk, options.isPassing === true);
  };

  let done = 0;
  for await (const chunk of createReadStream(archive) as AsyncIterable<Buffer>) {
    options.signal?.throwIfAborted();
    parser.write(chunk);
    await writeFound();
    done += chunk.length;
    options.onProgress?.(done, size);
  }
  parser.end();
  await writeFound();
  if (!reached.end) throw brokenArchive(archive, problem);
}

async function write(path: string, chunk: Write['chunk'], isPassing: boolean): Promise<void> {
  if (chunk === 'begin') await orHomeUnusable(path, writeFile(path, '', { flag: 'wx' }));
  else if (chunk !== 'end') await orHomeUnusable(path, appendFile(path, chunk));
  else if (!isPassing) await orHomeUnusable(path, flush(path));
}

/** Two old names for a plain file are left in archives still. */
function typeOf({ type }: ReadEntry): string {
  return type === 'OldFile' || type === 'ContiguousFile' ? 'File' : type;
}
