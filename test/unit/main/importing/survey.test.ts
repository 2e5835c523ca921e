import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { FoundImage } from '#main/datasets/own/layout';
import type { ImageHeader } from '#main/importing/image-header';
import { readHeaders, readPicture, survey, surveyText, withoutDamaged, type KnownImage } from '#main/importing/survey';
import { imageSurveySchema, type ImportChoices } from '#shared/datasets/own';

import { temporaryFolder } from '../datasets/temporary-folder';
import { greyPng } from './picture-samples';

const HEADER: ImageHeader = { format: 'png', width: 60, height: 80, orientation: 1, isGrey: true };

/** A picture whose bytes are those of every other of its `bytes`. */
function known(path: string, changes: Partial<KnownImage> = {}, bytes = path): KnownImage {
  const className = path.slice(0, path.lastIndexOf('/'));
  return { path, file: `/${path}`, className, group: null, split: null, header: HEADER, sha256: bytes, ...changes };
}

const told = (images: readonly KnownImage[], choices: ImportChoices = {}): ReturnType<typeof surveyText> => {
  const text = surveyText(survey({ known: images, unreadable: [] }, 'small', choices));
  // what goes over to the lab
  expect(imageSurveySchema.parse(text)).toEqual(text);
  return text;
};

const FOUR = [known('a/1.png'), known('a/2.png'), known('b/1.png'), known('b/2.png')];

describe('survey', () => {
  it.each([
    [10, 28],
    [28, 28],
    [47, 32],
    [48, 48],
    [60, 56],
    [95, 64],
    [5000, 96],
  ])('makes pictures of %i pixels squares of %i, where nobody says', (pixels, side) => {
    const header = { ...HEADER, width: pixels, height: 2 * pixels };
    expect(told(FOUR.map((image) => ({ ...image, header }))).plan.side).toBe(side);
    expect(told(FOUR, { side: 100 }).plan.side).toBe(100);
  });

  it('keeps colours where one picture may have some', () => {
    expect(told(FOUR).plan.colours).toBe('grey');
    const one = known('b/3.png', { header: { ...HEADER, isGrey: false } });
    expect(told([...FOUR, one])).toMatchObject({ plan: { colours: 'colour' }, greyCount: 4 });
    expect(told([...FOUR, one], { colours: 'grey' }).plan.colours).toBe('grey');
  });

  it('splits as given only where each picture says, and there is something on both sides', () => {
    const given = (...splits: readonly FoundImage['split'][]): string =>
      told(FOUR.map((image, index) => ({ ...image, split: splits[index] ?? null }))).plan.split;
    expect(given('train', 'test', 'train', 'validation')).toBe('as-given');
    expect(given('train', 'test', 'train')).toBe('random');
    expect(given('train', 'train', 'train', 'validation')).toBe('random');
    expect(given('test', 'test', 'test', 'test')).toBe('random');
  });

  it('names classes with too few pictures, and counts groups and formats', () => {
    const images = [...FOUR, known('c/1.png', { group: 'g', header: { ...HEADER, format: 'jpeg' } })];
    expect(told(images)).toMatchObject({
      scarce: ['c'],
      groups: 1,
      formats: { png: 4, jpeg: 1 },
      sides: { least: 60, median: 60, most: 60 },
      classes: [
        { name: 'a', train: 1, test: 1 },
        { name: 'b', train: 1, test: 1 },
        { name: 'c', train: 1, test: 0 },
      ],
    });
    expect(told(FOUR, { split: 'by-class' }).scarce).toEqual([]);
  });

  it('counts files with the bytes of another one, and those on the other side of the split', () => {
    const images = [
      known('a/1.png', { split: 'train' }, 'same'),
      known('a/2.png', { split: 'train' }, 'same'),
      known('b/1.png', { split: 'test' }, 'same'),
      known('b/2.png', { split: 'train' }),
    ];
    expect(told(images).duplicates).toEqual({
      count: 2,
      across: 1,
      first: [
        { path: 'a/2.png', reason: 'a/1.png' },
        { path: 'b/1.png', reason: 'a/1.png' },
      ],
    });
  });

  it('tells of twenty of a thousand remarks', () => {
    const unreadable = Array.from({ length: 1000 }, (_, index) => ({ path: `${index}.png`, reason: 'is empty' }));
    const text = surveyText(survey({ known: FOUR, unreadable }, 'small', {}));
    expect([text.unreadable.count, text.unreadable.first.length]).toEqual([1000, 20]);
  });

  it('counts without what turned out to be damaged', () => {
    const surveyed = survey({ known: FOUR, unreadable: [{ path: 'x.png', reason: 'is empty' }] }, 'small', {});
    const left = withoutDamaged(surveyed, [{ path: 'a/1.png', reason: 'could not be decoded' }]);
    expect(left.images.map(({ path }) => path)).toEqual(['a/2.png', 'b/1.png', 'b/2.png']);
    expect(left.sides).toEqual(surveyed.sides.slice(1));
    expect(left.unreadable.map(({ path }) => path)).toEqual(['x.png', 'a/1.png']);
  });
});

describe('readPicture', () => {
  it('reads a whole file', async () => {
    const file = join(await temporaryFolder(), '1.png');
    await writeFile(file, greyPng(4, 1));
    expect(Buffer.from(await readPicture(file)).equals(greyPng(4, 1))).toBe(true);
  });

  it.each<[string, (path: string) => Promise<unknown>, string]>([
    ['is gone', () => Promise.resolve(), 'could not be opened: there is no such file or folder'],
    ['is a folder', (path) => mkdir(path), 'is no plain file'],
    [
      'is larger than any picture',
      async (path) => {
        await writeFile(path, '');
        await truncate(path, 2 ** 28 + 1);
      },
      'has 268435457 bytes, and 268435456 are the most that are read',
    ],
  ])('says what is wrong with one that %s', async (_how, make, says) => {
    const path = join(await temporaryFolder(), '1.png');
    await make(path);
    await expect(readPicture(path)).rejects.toMatchObject({ code: 'invalid-request', message: says });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that nobody writes into', async () => {
    const path = join(await temporaryFolder(), '1.png');
    execFileSync('mkfifo', [path]);
    await expect(readPicture(path)).rejects.toThrow('is no plain file');
  });

  it('takes no name with a zero in it to the system', async () => {
    await expect(readPicture('/tmp/\0.png')).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('readHeaders', () => {
  it('reads what it can, and says of each other one why it cannot', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '1.png'), greyPng(4, 1));
    await writeFile(join(folder, '2.png'), 'text');
    const images = [1, 2, 3].map((number) => known(`a/${number}.png`, { file: join(folder, `${number}.png`) }));
    const done: number[] = [];
    const wrong = [{ path: 'l.csv:2', reason: 'The line gives no label.' }];
    const read = await readHeaders({ images, wrong }, (count) => done.push(count));
    expect(read.known.map(({ path, header }) => [path, header.width])).toEqual([['a/1.png', 4]]);
    expect(read.unreadable.map(({ path }) => path)).toEqual(['l.csv:2', 'a/2.png', 'a/3.png']);
    expect(done).toEqual([1, 2, 3]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readHeaders({ images, wrong }, () => undefined, signal)).rejects.toThrow('enough');
  });
});
