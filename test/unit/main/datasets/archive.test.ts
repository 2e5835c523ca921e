import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { unpackArchive } from '#main/datasets/archive';
import { createGate } from '#main/datasets/archive-members';

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

describe('unpackArchive', () => {
  it.each([
    ['compressed', gzipSync(makeTar([ONE, TWO]))],
    ['plain', makeTar([ONE, TWO])],
    ['zip', makeZip([ONE, TWO])],
    ['stored zip', makeZip([ONE, TWO].map((member) => ({ ...member, deflated: false })))],
  ])('writes the wanted members of a %s archive', async (kind, bytes) => {
    const { archive, target } = await prepare(bytes);
    const told: number[] = [];
    await unpackArchive(archive, target, { ...WANTED, onProgress: (done) => told.push(done) });
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
    await unpackArchive(archive, target, WANTED);
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
    await unpackArchive(archive, target, WANTED);
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
    await expect(unpackArchive(archive, target, WANTED)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(says) as string,
    });
    // what came before may be there, for whoever made the target to remove; what was refused is not
    expect(await readdir(target)).not.toContain('one.bin');
  });

  const body = Buffer.alloc(9, 1);
  it.each<[string, ZipMember, RegExp]>([
    ['climbs out', { path: 'data/../../one.bin', body }, /could not be unpacked: .*data\/\.\.\/\.\.\/one\.bin/],
    ['is absolute', { path: '/one.bin', body }, /could not be unpacked: .*\/one\.bin/],
    ['names a drive', { path: 'C:one.bin', body }, /could not be unpacked: .*C:one\.bin/],
    ['climbs with backslashes', { path: '..\\one.bin', body }, /could not be unpacked: .*one\.bin/],
    ['is a symbolic link', { path: 'data/one.bin', body, told: { mode: 0o120777 } }, /of the type SymbolicLink/],
    ['is too large', { path: 'data/one.bin', body: Buffer.alloc(1001) }, /has 1,001 bytes; expected at most 1,000/],
    ['comes twice', { path: 'two.bin', body }, /"two\.bin".*comes twice/],
    ['unpacks to more than it says', { path: 'one.bin', body: Buffer.alloc(1e6), told: { size: 10 } }, /could not be/],
    ['unpacks to less than it says', { path: 'one.bin', body, told: { size: 10 } }, /could not be unpacked/],
    ['has another checksum', { path: 'one.bin', body, told: { checksum: 7 } }, /the checksum of "one\.bin" is wrong/],
  ])('refuses a zip file with a member that %s', async (_how, member, says) => {
    const { archive, target } = await prepare(makeZip([TWO, member]));
    await expect(unpackArchive(archive, target, WANTED)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(says) as string,
    });
    const { size } = await stat(join(target, 'one.bin')).catch(() => ({ size: 0 }));
    expect(size).toBeLessThanOrEqual(10);
  });

  it('refuses a tar file that would unpack to more than any dataset, before it has', async () => {
    const { archive, target } = await prepare(makeTar([{ path: 'notes.txt', size: 20 * 2 ** 30 }]));
    await expect(unpackArchive(archive, target, WANTED)).rejects.toThrow(
      /"notes\.txt" .* is number 1, and there are 21,474,836,480 bytes up to its end; expected 100,000 members/,
    );
  });

  it('refuses a zip file that would unpack to more than any dataset', async () => {
    const members = ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path, body, told: { size: 0xfffffff0 } }));
    const { archive, target } = await prepare(makeZip(members));
    await expect(unpackArchive(archive, target, WANTED)).rejects.toThrow(
      /"e" .* is number 5, and there are 21,474,836,400 bytes up to its end; expected 100,000 members of 17,179,869,184/,
    );
  });

  it('refuses an archive of more members than any dataset', () => {
    const admit = createGate('archive', WANTED);
    for (let member = 1; member <= 100_000; member++) admit({ path: 'notes.txt', size: 0, type: 'File' });
    expect(() => admit({ path: 'notes.txt', size: 0, type: 'File' })).toThrow(/"notes\.txt" .* is number 100,001/);
  });

  it.each([
    ['a cut compressed archive', gzipSync(makeTar([ONE, TWO])).subarray(0, 300)],
    ['a cut plain archive', makeTar([ONE, TWO]).subarray(0, 50_000)],
    ['a cut zip file', makeZip([ONE, TWO]).subarray(0, -30)],
    ['something else', Buffer.from('not an archive at all, only some text '.repeat(50))],
    ['an empty file', Buffer.alloc(0)],
  ])('says that %s could not be unpacked', async (_what, bytes) => {
    const { archive, target } = await prepare(bytes);
    await expect(unpackArchive(archive, target, WANTED)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(
        /could not be unpacked: .*Expected a whole \.tar\.gz, \.tgz, \.tar or \.zip file/s,
      ) as string,
    });
  });

  it.each([
    ['xz', 'fd377a585a0000'],
    ['bzip2', '425a683931'],
    ['zstd', '28b52ffd00'],
    ['7z', '377abcaf271c'],
  ])('says what is accepted instead of %s', async (kind, start) => {
    const { archive, target } = await prepare(Buffer.from(start, 'hex'));
    await expect(unpackArchive(archive, target, WANTED)).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(
        new RegExp(`in the format ${kind}; expected a .tar.gz, .tgz, .tar or .zip file. Unpack it`),
      ) as string,
    });
  });

  it.each([
    ['tar', makeTar([ONE, TWO])],
    ['zip', makeZip([ONE, TWO])],
  ])('stops with the reason of the signal in a %s file', async (_kind, bytes) => {
    const { archive, target } = await prepare(bytes);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(unpackArchive(archive, target, { ...WANTED, signal })).rejects.toThrow('enough');
  });
});
