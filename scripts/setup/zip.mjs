// @ts-check
/**
 * Reads the archives that set-up downloads (a Python wheel, an Electron build) without a program to install first.
 * Plain zip only: no encryption and no zip64, which neither of the two needs.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** @typedef {{ readonly name: string, readonly method: number, readonly packed: number, readonly size: number, readonly offset: number, readonly mode: number }} ZipEntry */

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 * @returns {Promise<Buffer>}
 */
async function readAt(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error('The archive ends too early: it is not a whole zip file.');
  return buffer;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('The archive has no table of contents: it is not a whole zip file.');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string} the path of an entry, refused where it would leave the folder
 */
export function pathInside(folder, name) {
  const path = resolve(folder, name);
  if (path.startsWith(resolve(folder) + sep)) return path;
  throw new Error(`The archive holds "${name}", which would be written outside of its folder.`);
}

/**
 * Unpacks the entries that `rename` gives a new name; the others are left out.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} rename
 * @param {(done: number, total: number) => void} onProgress in bytes
 * @returns {Promise<void>}
 */
export async function unzip(archive, folder, rename, onProgress) {
  const file = await open(archive);
  try {
    const wanted = (await readDirectory(file))
      .filter((entry) => !entry.name.endsWith('/'))
      .flatMap((entry) => {
        const name = rename(entry.name);
        return name === undefined ? [] : [{ ...entry, path: pathInside(folder, name) }];
      });
    const total = wanted.reduce((sum, entry) => sum + entry.size, 0);
    let done = 0;
    for (const entry of wanted) {
      await mkdir(dirname(entry.path), { recursive: true });
      await unpackEntry(archive, file, entry, entry.path);
      done += entry.size;
      onProgress(done, total);
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {string} path
 * @returns {Promise<void>}
 */
async function unpackEntry(archive, file, entry, path) {
  const header = await readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const output = createWriteStream(path, { mode: entry.mode || 0o644 });
  if (entry.packed === 0) output.end();
  else {
    const input = createReadStream(archive, { start, end: start + entry.packed - 1 });
    if (entry.method === 8) await pipeline(input, createInflateRaw(), output);
    else await pipeline(input, output);
  }
  const written = entry.packed === 0 ? 0 : (await stat(path)).size;
  if (written !== entry.size) {
    throw new Error(`"${entry.name}" should be ${entry.size} bytes and came out as ${written}.`);
  }
}
