import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';

import { collectImages, type Collected } from '#main/datasets/own/collect';

import { makeTar } from '../cifar10-samples';
import { temporaryFolder } from '../temporary-folder';
import { makeZip } from '../zip-samples';

type Files = Readonly<Record<string, string>>;

async function folderOf(files: Files): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const tarOf = (files: Files): Buffer =>
  makeTar(Object.entries(files).map(([path, content]) => ({ path, body: Buffer.from(content) })));

async function zipOf(files: Files): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** With the names that do not fit into the header of a member. */
async function packedTar(files: Files): Promise<Buffer> {
  const file = join(await temporaryFolder(), 'packed.tar');
  await create({ cwd: await folderOf(files), file }, ['.']);
  return readFile(file);
}

async function written(bytes: Buffer, name = 'pictures'): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

const collected = async (source: string): Promise<Collected> =>
  collectImages(source, { stage: await temporaryFolder() });

/** What is told of each picture, with the bytes that it has. */
async function told({ images }: Collected): Promise<unknown> {
  return Promise.all(
    images.map(async ({ path, className, group, split, file }) => [
      path,
      className,
      group,
      split,
      await readFile(file, 'utf8').catch(() => null),
    ]),
  );
}

const CLASSES: Files = { 'b-a/1.png': 'one', 'b/1.png': 'two', 'b/2.png': 'three' };
const CLASSES_TOLD = [
  ['b-a/1.png', 'b-a', null, null, 'one'],
  ['b/1.png', 'b', null, null, 'two'],
  ['b/2.png', 'b', null, null, 'three'],
];
const above = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, body]) => [`all/${path}`, body]));

describe('collectImages', () => {
  it('takes a folder, and leaves it as it is', async () => {
    const folder = await folderOf(CLASSES);
    expect(await told(await collected(folder))).toEqual(CLASSES_TOLD);
    expect((await readdir(folder)).sort()).toEqual(['b', 'b-a']);
  });

  it.each([
    ['zip', zipOf],
    ['tar', (files: Files) => Promise.resolve(tarOf(files))],
    ['tar.gz', (files: Files) => Promise.resolve(gzipSync(tarOf(files)))],
  ])('takes the same of a %s archive of it, in the same order, whatever the order inside is', async (_kind, pack) => {
    const turned = Object.fromEntries(Object.entries(CLASSES).reverse());
    for (const files of [CLASSES, turned]) {
      expect(await told(await collected(await written(await pack(files))))).toEqual(CLASSES_TOLD);
    }
    const inside = CLASSES_TOLD.map(([path, ...others]) => [`all/${path}`, ...others]);
    const more = {
      ...above(CLASSES),
      '__MACOSX/all/b/._1.png': 'x',
      'all/.git/3.png': 'x',
      'all/b/.4.png': 'x',
      'README.md': 'x',
    };
    expect(await told(await collected(await written(await pack(more))))).toEqual(inside);
  });

  it.each([
    ['zip', zipOf],
    ['tar', packedTar],
  ])('keeps names in any script, with quotes and of 255 bytes, in a %s archive', async (_kind, pack) => {
    const names = [' a b .png', `it's "so".png`, '猫🐈.png', `${'é'.repeat(125)}x.png`];
    const files = Object.fromEntries(names.map((name) => [`class "🐈"/${name}`, name]));
    const { images } = await collected(await written(await pack({ ...files, 'other/1.png': 'x' })));
    expect(new Set(images.map(({ path }) => path))).toEqual(new Set([...Object.keys(files), 'other/1.png']));
    // each under a number: no name of an archive becomes that of a file
    for (const { file } of images) expect(file).toMatch(/[/\\]\d+$/);
  });

  it.each([
    ['zip', makeZip([{ path: 'a/../../b/1.png', body: Buffer.from('x') }])],
    ['tar', tarOf({ 'a/1.png': 'x', 'a/../../b/1.png': 'x' })],
    ['absolute tar', tarOf({ '/a/1.png': 'x' })],
    ['tar of links', makeTar([{ path: 'a/1.png', type: 'SymbolicLink', linkpath: '/etc/passwd' }])],
    ['zip of links', makeZip([{ path: 'a/1.png', body: Buffer.from('/etc/passwd'), told: { mode: 0o120777 } }])],
    ['tar of one path twice', makeTar([1, 2].map((body) => ({ path: 'a/1.png', body: Buffer.of(body) })))],
    ['zip of one path twice', makeZip(['a/1.png', 'a/./1.png'].map((path) => ({ path, body: Buffer.from('x') })))],
  ])('refuses a wicked %s archive', async (_kind, bytes) => {
    await expect(collected(await written(bytes))).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(/points out of the archive|of the type SymbolicLink|comes twice/) as string,
    });
  });

  const LIST = 'path;label;split\n1.png;cat;train\nin/2.png;dog;test\ngone.png;dog;test\n';
  const LISTED: Files = { 'labels.csv': LIST, '1.png': 'one', 'in/2.png': 'two', 'in/unlisted.png': 'three' };
  const LISTED_TOLD = [
    ['1.png', 'cat', null, 'train', 'one'],
    ['in/2.png', 'dog', null, 'test', 'two'],
  ];

  it('takes a list, or the folder that it lies in', async () => {
    const folder = await folderOf(LISTED);
    for (const source of [folder, join(folder, 'labels.csv')]) {
      // that one is not there is found when it is read
      expect(await told(await collected(source))).toEqual([...LISTED_TOLD, ['gone.png', 'dog', null, 'test', null]]);
    }
  });

  it('takes a list in an archive, wherever it lies, and says what it names that is not there', async () => {
    for (const files of [LISTED, above(LISTED)]) {
      for (const bytes of [await zipOf(files), tarOf(files)]) {
        const found = await collected(await written(bytes));
        expect(await told(found)).toEqual(LISTED_TOLD);
        expect(found.wrong).toEqual([{ path: 'gone.png', reason: 'It is not in the archive.' }]);
      }
    }
  });

  it('passes over a table of something else beside the folders of the classes', async () => {
    const files = { ...CLASSES, 'weights.csv': 'name;grams\nb;12\n' };
    expect(await told(await collected(await folderOf(files)))).toEqual(CLASSES_TOLD);
    expect(await told(await collected(await written(await zipOf(files))))).toEqual(CLASSES_TOLD);
    // with nothing but that there is nothing to take, and what is wrong with it is said
    await expect(collected(await folderOf({ 'weights.csv': 'name;grams\nb;12\n' }))).rejects.toThrow(/path and label/);
  });

  it('takes a list by a relative path that begins with a dot', async () => {
    const folder = await folderOf(LISTED);
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect((await collected('./labels.csv')).images).toHaveLength(3);
    } finally {
      process.chdir(before);
    }
  });

  it('takes a class called like a list for a class', async () => {
    const folder = await folderOf({ 'a.csv/1.png': 'x', 'b/1.png': 'y' });
    expect((await collected(folder)).images.map(({ className }) => className)).toEqual(['a.csv', 'b']);
  });

  it('passes over names that are longer than the lab keeps', async () => {
    const long = 'x'.repeat(1001);
    const list = `path,label,group\n1.png,${long},\n2.png,cat,${long}\n${'y'.repeat(4001)}.png,cat,\n3.png,cat,\n`;
    const { images, wrong } = await collected(await folderOf({ 'l.csv': list }));
    expect(images.map(({ path }) => path)).toEqual(['3.png']);
    expect(wrong.map(({ reason }) => reason)).toEqual([
      'Its class has 1001 letters; expected 1000 at most.',
      'Its group has 1001 letters; expected 1000 at most.',
      'Its path has 4005 letters; expected 4000 at most.',
    ]);
    for (const { path } of wrong) expect(path.length).toBeLessThan(300);
  });

  it('follows no links in a folder', async () => {
    const folder = await folderOf(CLASSES);
    const other = await folderOf({ 'c/3.png': 'secret', 'list.csv': LIST });
    await symlink(join(other, 'c'), join(folder, 'c'));
    await symlink(join(other, 'list.csv'), join(folder, 'list.csv'));
    expect(await told(await collected(folder))).toEqual(CLASSES_TOLD);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['nothing there', async () => join(await temporaryFolder(), 'gone'), /there is no such file or folder/],
    [
      'an empty folder',
      temporaryFolder,
      /no picture was found in it; expected .* Sort the pictures into a folder a class/,
    ],
    ['an empty archive', async () => written(await zipOf({ 'README.md': 'x' })), /no picture was found in it/],
    ['a folder without classes', () => folderOf({ '1.png': 'x' }), /a picture lies in no folder of a class/],
    [
      'an archive without classes',
      async () => written(tarOf({ '1.png': 'x' })),
      /a picture lies in no folder of a class/,
    ],
    [
      'two lists',
      () => folderOf({ '1.png': 'x', 'a.csv': '', 'b.tsv': '' }),
      /There are several lists in it \(a\.csv, b\.tsv\)/,
    ],
    [
      'a list of no picture',
      () => folderOf({ 'l.csv': 'path,label\n1.png,\n' }),
      /found in it \(l\.csv:2 1\.png: The line gives no/,
    ],
    [
      'a picture alone',
      async () => written(Buffer.from('89504e470d0a1a0a', 'hex'), '1.png'),
      /is a PNG picture; expected/,
    ],
    ['a document', async () => written(Buffer.from('%PDF-1.4'), 'x.pdf'), /is a PDF document; expected/],
  ])('says what it received of %s', async (_what, make, says) => {
    await expect(collected(await make())).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(says) as string,
    });
  });

  it('stops with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    for (const source of [await folderOf(CLASSES), await written(tarOf(CLASSES))]) {
      await expect(collectImages(source, { stage: await temporaryFolder(), signal })).rejects.toThrow('enough');
    }
  });
});
