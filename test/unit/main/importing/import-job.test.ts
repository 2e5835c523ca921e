import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ownDataset } from '#main/datasets/own/own-dataset';
import { readRecord } from '#main/datasets/own/record';
import { loadTensorflow } from '#main/engine/tensorflow';
import { decodeImage } from '#main/importing/decode-image';
import { imageHeader } from '#main/importing/image-header';
import { importEventSchema } from '#main/importing/message-schemas';
import { shapeImage } from '#main/importing/shape-image';
import type { LoadedDataset } from '#main/datasets/dataset';

import { bring, TWO_CLASSES, writeFolder, type Files } from './small-import';
import { greyPng, makePng } from './picture-samples';

async function loaded(target: string): Promise<LoadedDataset> {
  const file = readRecord(target);
  if (file === null) throw new Error('There is no record.');
  return ownDataset(file).read(target);
}

/** The lines of the sources, without their header. */
async function sourcesOf(target: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(join(target, 'sources.csv'), 'utf8');
  return text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
}

/** Wide pictures in colours, of which no two pixels are the same. */
const coloured = (width: number, height: number, shift: number): Buffer =>
  makePng({
    width,
    height,
    colourType: 2,
    rows: Array.from({ length: height }, (_, y) =>
      Array.from({ length: width * 3 }, (_value, place) => (place * 7 + y * 31 + shift) % 256),
    ),
  });

describe('importJob', () => {
  it('makes a dataset of a folder, whose pixels are those of its pictures', async () => {
    const files: Files = {
      'a/1.png': coloured(20, 12, 0),
      'a/2.png': coloured(12, 20, 50),
      'b/1.png': coloured(16, 16, 100),
      'b/2.png': coloured(9, 9, 150),
    };
    const source = await writeFolder(files);
    const choices = { side: 10, fit: 'pad', split: 'random', testShare: 0.5, title: 'Small ones' } as const;
    const { answer, target } = await bring(source, { choices });
    expect(answer).toMatchObject({
      kind: 'imported',
      facts: {
        name: 'small',
        title: 'Small ones',
        imageShape: [10, 10, 3],
        classNames: ['a', 'b'],
        trainCount: 2,
        testCount: 2,
      },
      survey: { trainCount: 2, testCount: 2, bytes: 4 * 301, formats: { png: 4 }, greyCount: 0 },
    });
    expect((await readdir(target)).sort()).toEqual(['dataset.json', 'images.safetensors', 'sources.csv']);

    const { train, test } = await loaded(target);
    const lines = await sourcesOf(target);
    const tf = loadTensorflow();
    for (const [set, side] of [
      [train, 'train'],
      [test, 'test'],
    ] as const) {
      const own = lines.filter(([which]) => which === side);
      expect(own).toHaveLength(2);
      own.forEach(([, className, , , path = ''], index) => {
        const bytes = files[path] ?? new Uint8Array();
        const header = imageHeader(bytes);
        const pixels = shapeImage(decodeImage(tf, bytes, header, 10), {
          side: 10,
          fit: 'pad',
          colours: 'colour',
          orientation: 1,
        });
        expect(set.images.subarray(index * 300, (index + 1) * 300)).toEqual(pixels);
        expect(set.labels[index]).toBe(className === 'a' ? 0 : 1);
      });
    }
  });

  it('chooses what nobody says: grey, the side, and a fifth of each class to test on', async () => {
    const { answer, target } = await bring(await writeFolder(TWO_CLASSES));
    expect(answer).toMatchObject({
      survey: {
        plan: {
          name: 'small',
          title: 'small',
          side: 28,
          fit: 'crop',
          colours: 'grey',
          split: 'random',
          testShare: 0.2,
          seed: 1,
        },
        classes: [
          { name: 'cats', train: 4, test: 1 },
          { name: 'dogs', train: 4, test: 1 },
        ],
      },
    });
    const { train, test, facts } = await loaded(target);
    expect([train.count, test.count, facts.areTestClassesUnseen]).toEqual([8, 2, undefined]);
    // each picture is of one shade, which is its own
    const shades = [train, test].flatMap(({ images, count }) =>
      Array.from({ length: count }, (_, index) => [...new Set(images.subarray(index * 784, (index + 1) * 784))]),
    );
    expect(shades.flat().sort((one, other) => one - other)).toEqual([0, 10, 20, 30, 40, 100, 110, 120, 130, 140]);
  });

  it('gives the same bytes each time, and others by another seed', async () => {
    const source = await writeFolder(TWO_CLASSES);
    const bytesOf = async (seed: number): Promise<Buffer> =>
      readFile(join((await bring(source, { choices: { seed } })).target, 'images.safetensors'));
    const [one, again, other] = [await bytesOf(1), await bytesOf(1), await bytesOf(2)];
    expect(again.equals(one)).toBe(true);
    expect(other.equals(one)).toBe(false);
  });

  it('only looks where that is asked for', async () => {
    const { answer, target } = await bring(await writeFolder(TWO_CLASSES), { kind: 'survey' });
    expect(answer).toMatchObject({ kind: 'surveyed', survey: { trainCount: 8, testCount: 2 } });
    expect(await readdir(target)).toEqual([]);
  });

  it('splits by class, so that no class of the test images is trained on', async () => {
    const files = { ...TWO_CLASSES, 'owls/1.png': greyPng(8, 7), 'owls/2.png': greyPng(8, 9) };
    const { answer, target } = await bring(await writeFolder(files), { choices: { split: 'by-class' } });
    expect(answer).toMatchObject({ facts: { areTestClassesUnseen: true } });
    const { train, test } = await loaded(target);
    expect(train.labels.filter((label) => test.labels.includes(label))).toHaveLength(0);
  });

  it('leaves out what cannot be read, names it, and counts without it', async () => {
    const cut = greyPng(8, 55).subarray(0, -25);
    const files = {
      ...TWO_CLASSES,
      'cats/cut.png': cut,
      'cats/text.png': Buffer.from('text'),
      'dogs/empty.jpg': Buffer.alloc(0),
    };
    const { answer, target } = await bring(await writeFolder(files));
    expect(answer).toMatchObject({
      survey: {
        unreadable: {
          count: 3,
          first: [
            { path: 'cats/text.png', reason: expect.stringMatching(/^is a text file/) as string },
            { path: 'dogs/empty.jpg', reason: 'is empty' },
            { path: 'cats/cut.png', reason: expect.stringMatching(/^could not be decoded/) as string },
          ],
        },
      },
    });
    if (answer.kind !== 'imported') throw new Error(answer.kind);
    const { train, test } = await loaded(target);
    expect(train.count + test.count).toBe(10);
    expect([answer.survey.trainCount, answer.survey.testCount]).toEqual([train.count, test.count]);
    expect(readRecord(target)?.record.unreadable).toBe(3);
  });

  it('leaves out a picture that changes between looking and reading', async () => {
    const source = await writeFolder(TWO_CLASSES);
    const { answer, target } = await bring(source, {}, (event) => {
      if (event.kind === 'progress' && event.phase === 'looking' && event.done === event.total) {
        writeFileSync(join(source, 'cats', '0.png'), greyPng(8, 255));
      }
    });
    expect(answer).toMatchObject({
      survey: {
        unreadable: { count: 1, first: [{ path: 'cats/0.png', reason: 'was changed while it was imported' }] },
      },
    });
    const { train, test } = await loaded(target);
    expect(train.count + test.count).toBe(9);
    expect([...train.images, ...test.images]).not.toContain(255);
  });

  it('finds the same file twice, the same on both sides, and what looks alike', async () => {
    const same = coloured(16, 16, 3);
    const nearly = coloured(16, 16, 3);
    const files: Files = {
      'train/a/1.png': same,
      'test/a/2.png': same,
      'train/b/3.png': coloured(16, 16, 90),
      'train/b/4.png': coloured(16, 16, 90),
      'test/b/5.png': nearly,
    };
    const { answer, target } = await bring(await writeFolder(files));
    expect(answer).toMatchObject({
      survey: { plan: { split: 'as-given' }, isSplitGiven: true, duplicates: { count: 3, across: 1 } },
    });
    expect(readRecord(target)?.record).toMatchObject({ duplicates: { count: 3, across: 1 }, lookAlikes: 2 });
  });

  it('tells how far it is, in messages that the lab knows', async () => {
    const { events } = await bring(await writeFolder(TWO_CLASSES));
    for (const event of events) expect(importEventSchema.safeParse(event).success).toBe(true);
    expect(events.filter(({ kind }) => kind === 'progress').at(-1)).toEqual({
      kind: 'progress',
      phase: 'reading',
      done: 10,
      total: 10,
    });
    expect(new Set(events.map((event) => (event.kind === 'progress' ? event.phase : '')))).toEqual(
      new Set(['looking', 'reading']),
    );
  });

  it.each<[string, Files, RegExp]>([
    [
      'one class',
      { 'a/1.png': greyPng(8, 1), 'a/2.png': greyPng(8, 2) },
      /are of one class \(a\); expected two classes at least/,
    ],
    [
      'no picture that is one',
      { 'a/1.png': Buffer.from('x'), 'b/1.png': Buffer.from('x') },
      /None of the 2 pictures can be used.*a\/1\.png is a text file/,
    ],
    ['no picture', {}, /no picture was found in it/],
    [
      'one picture a class',
      { 'a/1.png': greyPng(8, 1), 'b/1.png': greyPng(8, 2) },
      /There are 2 images to train on and 0 to test on; expected one of each at least/,
    ],
    [
      'more classes than there are bytes',
      Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`c${index}/1.png`, greyPng(8, 1)])),
      /Received 257 classes; expected 256 at most/,
    ],
  ])('refuses a folder of %s, before anything is kept', async (_what, files, says) => {
    await expect(bring(await writeFolder(files))).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(says) as string,
    });
  });

  it('leaves the source as it is', async () => {
    const source = await writeFolder(TWO_CLASSES);
    await bring(source);
    const paths = (await readdir(source, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(paths).toHaveLength(10);
    expect((await readFile(join(source, 'cats', '0.png'))).equals(TWO_CLASSES['cats/0.png'] as Buffer)).toBe(true);
  });
});
