import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { beforeEach, describe, expect, it } from 'vitest';

import { designText } from '#main/lab/design-text';
import { makeFolder } from '#main/lab/folder/make-folder';
import { orNotWritten } from '#main/lab/folder/written-file';
import { LabError } from '#shared/errors/errors';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siamese-lab-'));
  file = join(folder, 'file');
  await writeFile(file, '{}');
});

describe('a folder that is made', () => {
  it('is there with those above it, and stays as it is when it was', async () => {
    makeFolder(join(folder, 'a', 'b', 'c'));
    await writeFile(join(folder, 'a', 'b', 'c', 'kept'), '');
    makeFolder(join(folder, 'a', 'b', 'c'));
    expect(existsSync(join(folder, 'a', 'b', 'c', 'kept'))).toBe(true);
    await symlink(join(folder, 'a'), join(folder, 'link'));
    makeFolder(join(folder, 'link', 'b'));
  });

  it('is no file, and lies in none', () => {
    expect(() => makeFolder(file)).toThrow('EEXIST');
    expect(() => makeFolder(join(file, 'a', 'b'))).toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')('is refused where the system makes none, without an end of trying', () => {
    expect(() => makeFolder('/proc/1/nope/runs')).toThrow('ENOENT');
  });
});

describe('a file to write that a person has named', () => {
  const writing = (path: string): Promise<void> =>
    orNotWritten(path, pipeline(['text'], createWriteStream(`${path}.part`)));

  it('is refused by its own name', async () => {
    const nowhere = join(folder, 'nowhere', 'x.zip');
    await expect(writing(nowhere)).rejects.toMatchObject({
      code: 'file-not-written',
      message: `${nowhere} could not be written: its folder is not there. Choose another place, or make that one ready.`,
    });
    await expect(writing(join(file, 'x.zip'))).rejects.toThrow('a part of the path is a file and not a folder');
  });

  it('is not blamed for a file that it is written from', async () => {
    const source = join(folder, 'source');
    await expect(orNotWritten(file, readFile(source))).rejects.toMatchObject({ code: 'ENOENT', path: source });
    const own = new LabError('artefact-damaged', 'damaged');
    await expect(orNotWritten(file, Promise.reject(own))).rejects.toBe(own);
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full', async () => {
    await expect(orNotWritten('/dev/full', writeFile('/dev/full', 'x'))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('/dev/full could not be written: the disk is full.'),
    });
  });
});

describe('a file with a design', () => {
  it('is read', () => {
    expect(designText(file)).toBe('{}');
  });

  it.each([
    ['missing', 'there is no such file or folder'],
    ['', 'it is a folder and not a file'],
    ['large', 'it has 1048577 bytes; a design has a few thousand'],
  ])('is refused where "%s" is none', async (name, why) => {
    await writeFile(join(folder, 'large'), Buffer.alloc(2 ** 20 + 1));
    const path = join(folder, name);
    expect(() => designText(path)).toThrow(`${path} could not be read as a design: ${why}. Choose another file.`);
  });

  it.runIf(process.platform === 'linux')('is no device, which may never end', async () => {
    expect((await stat('/dev/zero')).size).toBe(0);
    expect(() => designText('/dev/zero')).toThrow('it is not a file');
  });
});
