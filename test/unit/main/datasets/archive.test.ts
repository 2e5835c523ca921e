import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { unpackArchive } from '#main/datasets/archive';
import { createGate, type UnpackOptions } from '#main/datasets/archive-members';

import { makeTar, type Member } from './cifar10-samples';
import { temporaryFolder } from './temporary-folder';
import { makeZip, type ZipMember } from './zip-samples';

const WANTED = {
  folders: ['data', 'deeper/inside'],
  members: new Map([
    ['one.bin', 1000],
    ['two.bin', 200_000],
  ]),
};
const wanted = (archive: string): UnpackOptions => ({ admit: createGate(archive, WANTED) });
const ONE: Member = { path: 'data/one.bin', body: Buffer.alloc(1000, 1) };
const TWO: Member = { path: 'data/two.bin', body: Buffer.alloc(200_000, 2) };

interface Setting {
  readonly archive: string;
  readonly target: string;
}

async function prepare(bytes: Buffer): Promise<Setting> {
  const archive = join(await temporaryFolder(), 'archive');
  await writeFile(archive, bytes);
  return { archive, target: await temporaryFolder() };
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('unpackArchive', () => {
  it.each([
    ['compressed', gzipSync(makeTar([ONE, TWO]))],
    ['plain', makeTar([ONE, TWO])],
    ['zip', makeZip([ONE, TWO])],
    ['stored zip', makeZip([ONE, TWO].map((member) => ({ ...member, deflated: false })))],
  ])('writes the wanted members of a %s archive', async (kind, bytes) => {
    const { archive, target } = await prepare(bytes);
    const told: number[] = [];
    await unpackArchive(archive, target, { ...wanted(archive), onProgress: (done) => told.push(done) });
    expect(await readFile(join(target, 'one.bin'))).toEqual(ONE.body);
    expect(await readFile(join(target, 'two.bin'))).toEqual(TWO.body);
    expect(told.at(-1)).toBe(kind.endsWith('zip') ? 201_000 : bytes.length);
  });

  it('finds members in each of the folders, and passes over what is not wanted', async () => {
    const { archive, target } = await prepare(
      makeTar([
        { path: './', type: 'Directory' },
        { path: './deeper/inside/one.bin', body: Buffer.alloc(10) },
        { path: 'data/._one.bin', body: Buffer.alloc(10) },
        { path: 'other/two.bin', body: Buffer.alloc(10) },
        { path: 'notes.txt', body: Buffer.alloc(100_000) },
      ]),
    );
    await unpackArchive(archive, target, wanted(archive));
    expect(await readdir(target)).toEqual(['one.bin']);
  });

  it('does the same with a zip file', async () => {
    const { archive, target } = await prepare(
      makeZip([
        { path: 'data/' },
        { path: 'one.bin', body: Buffer.alloc(10) },
        { path: 'data/._one.bin', body: Buffer.alloc(10) },
        { path: 'other/two.bin', body: Buffer.alloc(10) },
        { path: 'notes.txt', body: Buffer.alloc(100_000) },
      ]),
    );
    await unpackArchive(archive, target, wanted(archive));
    expect(await readdir(target)).toEqual(['one.bin']);
  });

  it.each<[string, Member, RegExp]>([
    ['climbs out', { path: 'data/../../one.bin', body: Buffer.alloc(9) }, /"data\/\.\.\/\.\.\/one\.bin".*points out/],
    ['is absolute', { path: '/one.bin', body: Buffer.alloc(9) }, /"\/one\.bin".*points out/],
    ['names a drive', { path: 'C:one.bin', body: Buffer.alloc(9) }, /points out/],
    ['climbs with backslashes', { path: '..\\one.bin', body: Buffer.alloc(9) }, /points out/],
    ['is a symbolic link', { path: 'data/one.bin', type: 'SymbolicLink', linkpath: '/etc/passwd' }, /SymbolicLink/],
    ['is a hard link', { path: 'data/one.bin', type: 'Link', linkpath: 'data/two.bin' }, /the type Link/],
    ['is a device', { path: 'data/one.bin', type: 'CharacterDevice' }, /CharacterDevice/],
    ['is too large', { path: 'data/one.bin', body: Buffer.alloc(1001) }, /has 1,001 bytes; expected at most 1,000/],
    ['comes twice', { path: 'two.bin', body: Buffer.alloc(9) }, /"two\.bin".*comes twice/],
  ])('refuses an archive with a member that %s', async (_how, member, says) => {
    const { archive, target } = await prepare(makeTar([TWO, member]));
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(says) as string,
    });
    // what came before may be there, for whoever made the target to remove; what was refused is not
    expect(await readdir(target)).not.toContain('one.bin');
  });

  const body = Buffer.alloc(9, 1);
  it.each<[string, ZipMember, RegExp]>([
    ['climbs out', { path: 'data/../../one.bin', body }, /"data\/\.\.\/\.\.\/one\.bin" that points out/],
    ['is absolute', { path: '/one.bin', body }, /"\/one\.bin" that points out/],
    ['names a drive', { path: 'C:one.bin', body }, /"C:one\.bin" that points out/],
    ['climbs with backslashes', { path: '..\\one.bin', body }, /one\.bin" that points out/],
    [
      'climbs out under a name of control characters',
      { path: '../\u001b[31mred\r\n\u202egnp', body },
      /"\.\.\/\\u001b\[31mred\\u000d\\u000a\\u202egnp" that points out/,
    ],
    ['is a symbolic link', { path: 'data/one.bin', body, told: { mode: 0o120777 } }, /of the type SymbolicLink/],
    ['is too large', { path: 'data/one.bin', body: Buffer.alloc(1001) }, /has 1,001 bytes; expected at most 1,000/],
    ['comes twice', { path: 'two.bin', body }, /"two\.bin".*comes twice/],
    [
      'unpacks to more than it says',
      { path: 'one.bin', body: Buffer.alloc(1e6), told: { size: 10 } },
      /unpacks to another size than it says/,
    ],
    [
      'unpacks to less than it says',
      { path: 'one.bin', body, told: { size: 10 } },
      /unpacks to another size than it says/,
    ],
    ['has another checksum', { path: 'one.bin', body, told: { checksum: 7 } }, /"one\.bin" .* has a wrong checksum/],
  ])('refuses a zip file with a member that %s', async (_how, member, says) => {
    const { archive, target } = await prepare(makeZip([TWO, member]));
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(says) as string,
    });
    const { size } = await stat(join(target, 'one.bin')).catch(() => ({ size: 0 }));
    expect(size).toBeLessThanOrEqual(10);
  });

  it('refuses a tar file that would unpack to more than any dataset, before it has', async () => {
    const { archive, target } = await prepare(makeTar([{ path: 'notes.txt', size: 20 * 2 ** 30 }]));
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toThrow(
      /"notes\.txt" .* is number 1, and there are 21,474,836,480 bytes up to its end; expected 100,000 members/,
    );
  });

  it('refuses a zip file that would unpack to more than any dataset', async () => {
    const members = ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path, body, told: { size: 0xfffffff0 } }));
    const { archive, target } = await prepare(makeZip(members));
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toThrow(
      /"e" .* is number 5, and there are 21,474,836,400 bytes up to its end; expected 100,000 members of 17,179,869,184/,
    );
  });

  it('refuses an archive of more members than any dataset', () => {
    const admit = createGate('archive', WANTED);
    for (let member = 1; member <= 100_000; member++) admit({ path: 'notes.txt', size: 0, type: 'File' });
    expect(() => admit({ path: 'notes.txt', size: 0, type: 'File' })).toThrow(/"notes\.txt" .* is number 100,001/);
  });

  it.each<[string, Buffer, string]>([
    [
      'a cut compressed archive',
      gzipSync(makeTar([ONE, TWO])).subarray(0, 300),
      'is a gzip file, and no whole tar archive could be read out of it',
    ],
    [
      'a compressed file of something else',
      gzipSync(Buffer.from('text '.repeat(500))),
      'is a gzip file, and no whole tar archive could be read out of it',
    ],
    [
      'a cut plain archive',
      makeTar([ONE, TWO]).subarray(0, 50_000),
      'is a tar archive that was cut off, or is damaged',
    ],
    ['a cut zip file', makeZip([ONE, TWO]).subarray(0, -30), 'was cut off: the list at its end is missing'],
    [
      'something else',
      Buffer.alloc(2_000, 7),
      'is a file of an unknown kind (it begins with 07 07 07 07 07 07 07 07), and no whole tar',
    ],
  ])('says in its own words what is wrong with %s', async (_what, bytes, says) => {
    const { archive, target } = await prepare(bytes);
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(
        new RegExp(`^${escape(archive)} ${escape(says)}.*; expected a whole .tar.gz, .tgz, .tar or .zip file. Use`),
      ) as string,
    });
  });

  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5_000, 0xff)]);
  it.each<[string, Buffer, string]>([
    ['an xz archive', Buffer.from('fd377a585a0000', 'hex'), 'Unpack it with the program that made it'],
    ['a bzip2 archive', Buffer.from('425a683931', 'hex'), 'Unpack it with the program that made it'],
    ['a zstd archive', Buffer.from('28b52ffd00', 'hex'), 'Unpack it with the program that made it'],
    ['a 7z archive', Buffer.from('377abcaf271c', 'hex'), 'Unpack it with the program that made it'],
    ['a PNG picture', png, 'Choose the archive of the dataset'],
    [
      'a text file',
      Buffer.from('not an archive at all, only some text '.repeat(50)),
      'Choose the archive of the dataset',
    ],
    ['an empty file', Buffer.alloc(0), 'Choose the archive of the dataset'],
    ['a web page', Buffer.from('<!doctype html><title>Log in</title>'), 'Choose the archive of the dataset'],
  ])('says that it received %s, what it expected, and what to do', async (words, bytes, advice) => {
    const { archive, target } = await prepare(bytes);
    await expect(unpackArchive(archive, target, wanted(archive))).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(
        new RegExp(`^${escape(archive)} is ${words}.*; expected a .tar.gz, .tgz, .tar or .zip file. ${advice}`),
      ) as string,
    });
  });

  it.each([
    ['tar', makeTar([ONE, TWO])],
    ['zip', makeZip([ONE, TWO])],
  ])('stops with the reason of the signal in a %s file', async (_kind, bytes) => {
    const { archive, target } = await prepare(bytes);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(unpackArchive(archive, target, { ...wanted(archive), signal })).rejects.toThrow('enough');
  });
});
