import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { isPictureName, picturesIn } from '#main/datasets/own/walk';

import { temporaryFolder } from '../temporary-folder';

async function folderOf(...paths: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
  return folder;
}

const pathsIn = async (folder: string): Promise<readonly string[]> =>
  (await picturesIn(folder)).map(({ path }) => path);

describe('picturesIn', () => {
  it('finds pictures in the order of their paths, and passes over all else', async () => {
    const folder = await folderOf('b/2.PNG', 'b/10.jpeg', 'b-a/1.gif', 'notes.txt', 'a.bmp', 'b/c/x.pgm', 'b/png');
    expect(await picturesIn(folder)).toEqual(
      ['a.bmp', 'b-a/1.gif', 'b/10.jpeg', 'b/2.PNG', 'b/c/x.pgm'].map((path) => ({ path, file: join(folder, path) })),
    );
  });

  it('passes over what is hidden', async () => {
    expect(await pathsIn(await folderOf('.git/1.png', 'a/.1.png', 'a/._2.png', 'a/3.png'))).toEqual(['a/3.png']);
  });

  it('passes over what an archive of a Macintosh leaves', async () => {
    expect(await pathsIn(await folderOf('__MACOSX/a/1.png', 'a/1.png'))).toEqual(['a/1.png']);
  });

  it('follows no links, neither out of the folder nor round in a circle', async () => {
    const [folder, other] = [await folderOf('a/1.png'), await folderOf('secret/2.png')];
    await symlink(other, join(folder, 'a', 'out'));
    await symlink(join(other, 'secret', '2.png'), join(folder, 'a', '2.png'));
    await symlink(folder, join(folder, 'a', 'round'));
    await symlink('nowhere', join(folder, 'a', '3.png'));
    expect(await pathsIn(folder)).toEqual(['a/1.png']);
  });

  it('finds names in any script, with blanks and quotes, and of 255 bytes', async () => {
    const long = `${'é'.repeat(125)}x.png`;
    expect(Buffer.byteLength(long)).toBe(255);
    const names = [
      ' a b .png',
      `it's "so".png`,
      'new\nline.png',
      '猫🐈‍⬛.png',
      'شجرة.png',
      long,
      '$(rm -rf).png',
      '%2e%2e.png',
    ];
    const folder = await folderOf(...names.map((name) => `class 🐈 "x"/${name}`));
    expect(new Set(await pathsIn(folder))).toEqual(new Set(names.map((name) => `class 🐈 "x"/${name}`)));
  });

  it('finds nothing in an empty folder', async () => {
    expect(await picturesIn(await temporaryFolder())).toEqual([]);
  });

  it('refuses folders deeper than people sort pictures', async () => {
    const deep = (levels: number): string => `${Array.from({ length: levels }, () => 'd').join('/')}/1.png`;
    expect(await pathsIn(await folderOf(deep(16)))).toHaveLength(1);
    await expect(picturesIn(await folderOf(deep(17)))).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(/is 17 folders deep; expected 16 at most/) as string,
    });
  });

  it('says that there is no such folder', async () => {
    await expect(picturesIn(join(await temporaryFolder(), 'gone'))).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(/there is no such file or folder; expected a folder of pictures/) as string,
    });
  });

  it('stops with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(picturesIn(await folderOf('a/1.png'), signal)).rejects.toThrow('enough');
  });
});

describe('isPictureName', () => {
  it.each(['1.png', 'x.JPG', 'a b.tiff', '猫.webp'])('takes %j for one', (name) => {
    expect(isPictureName(name)).toBe(true);
  });
  it.each(['png', '1.png.txt', '.png', '._1.png', '1.svg', ''])('takes %j for none', (name) => {
    expect(isPictureName(name)).toBe(false);
  });
});
