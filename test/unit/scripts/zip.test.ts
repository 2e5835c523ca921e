import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { pathInside, unzip } from '../../../scripts/setup/zip.mjs';

interface Member {
  readonly name: string;
  readonly content: string;
  readonly deflate: boolean;
  readonly mode: number;
}

/** A zip file as the format's specification lays it out; check sums stay zero, as nothing here reads them. */
function makeZip(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflate, mode } of members) {
    const data = deflate ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(deflate ? 8 : 0, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), data);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siamese-lab-zip-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('unzip', () => {
  it('unpacks packed, stored and empty files under their new names, and leaves out the others', async () => {
    const archive = join(folder, 'archive.zip');
    const members = [
      { name: 'a/program', content: 'run '.repeat(1000), deflate: true, mode: 0o755 },
      { name: 'a/notes', content: 'notes', deflate: false, mode: 0o644 },
      { name: 'a/nothing', content: '', deflate: false, mode: 0o644 },
      { name: 'b/other', content: 'other', deflate: false, mode: 0o644 },
    ];
    writeFileSync(archive, makeZip(members));
    let last: number[] = [];
    const rename = (name: string): string | undefined => (name.startsWith('a/') ? name.slice(2) : undefined);
    await unzip(archive, join(folder, 'out'), rename, (...figures) => (last = figures));
    expect(readFileSync(join(folder, 'out', 'program'), 'utf8')).toBe('run '.repeat(1000));
    expect(statSync(join(folder, 'out', 'program')).mode & 0o111).not.toBe(0);
    expect(readFileSync(join(folder, 'out', 'notes'), 'utf8')).toBe('notes');
    expect(readFileSync(join(folder, 'out', 'nothing'), 'utf8')).toBe('');
    expect(() => statSync(join(folder, 'out', 'other'))).toThrow();
    expect(last).toEqual([4005, 4005]);
  });

  it('says that half a download is not a whole archive', async () => {
    const archive = join(folder, 'archive.zip');
    writeFileSync(archive, 'PK\x03\x04 and then the line went down');
    const all = (name: string): string => name;
    await expect(unzip(archive, folder, all, () => undefined)).rejects.toThrow('not a whole zip file');
  });
});

describe('pathInside', () => {
  it('refuses an entry that would be written outside of its folder', () => {
    expect(pathInside(folder, 'x/y')).toBe(join(folder, 'x', 'y'));
    expect(() => pathInside(folder, '../../etc/passwd')).toThrow('outside of its folder');
  });
});
