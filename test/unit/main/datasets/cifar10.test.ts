import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeRecords, inspectCifar10, readCifar10, verifyCifar10 } from '#main/datasets/cifar10';
import { DATASETS } from '#shared/datasets/datasets';

import { encodeRecord, RECORDS, sampleFiles, writeFiles } from './cifar10-samples';
import { temporaryFolder } from './temporary-folder';

const CLASS_NAMES = DATASETS.get('cifar10').classNames;

describe('decodeRecords', () => {
  it('turns planes into channels-last pixels, for any label and any image', () => {
    const image = fc.uint8Array({ minLength: 3072, maxLength: 3072 });
    const record = fc.record({ label: fc.nat({ max: 255 }), pixels: image });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 3 }), fc.nat({ max: 2 }), (records, first) => {
        const count = first + records.length;
        const set = { images: new Uint8Array(count * 3072), labels: new Uint8Array(count), count };
        decodeRecords(Buffer.concat(records.map(({ label, pixels }) => encodeRecord(label, pixels))), set, first);
        expect([...set.labels.subarray(first)]).toEqual(records.map(({ label }) => label));
        expect(Buffer.from(set.images.subarray(first * 3072))).toEqual(
          Buffer.concat(records.map(({ pixels }) => pixels)),
        );
        expect(set.images.subarray(0, first * 3072).every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('readCifar10', () => {
  it('reads five files as the train images and one as the test images, in order', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    const { facts, train, test, checksum } = await readCifar10(folder, RECORDS);
    expect(facts).toEqual({ ...DATASETS.get('cifar10'), trainCount: 15, testCount: 3 });
    expect([...train.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4]);
    expect([...test.labels]).toEqual([5, 6, 7]);
    // the samples are shaded 1 to 6, a shade a file
    const shades = [1, 2, 3, 4, 5].map((shade) => Buffer.alloc(RECORDS * 3072, shade));
    expect(Buffer.from(train.images)).toEqual(Buffer.concat(shades));
    expect(Buffer.from(test.images)).toEqual(Buffer.alloc(RECORDS * 3072, 6));
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives another checksum when one pixel of one image is another', async () => {
    const files = sampleFiles();
    const folder = await writeFiles(await temporaryFolder(), files);
    const before = await readCifar10(folder, RECORDS);
    files.get('test_batch.bin')?.writeUInt8(99, 5000);
    await writeFiles(folder, files);
    const after = await readCifar10(folder, RECORDS);
    expect(after.checksum).not.toBe(before.checksum);
  });

  it('says that a folder is missing', async () => {
    const folder = join(await temporaryFolder(), 'nowhere');
    await expect(readCifar10(folder, RECORDS)).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringContaining(`${folder} holds no file of CIFAR-10`) as string,
    });
  });

  it('names the file that is missing among the others', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await rm(join(folder, 'data_batch_4.bin'));
    await expect(readCifar10(folder, RECORDS)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(
        /data_batch_4\.bin is missing; expected a file of 9,219 bytes\. Install/,
      ) as string,
    });
  });

  it.each([
    [9218, 'has 9,218 bytes (it ends inside record 3); expected 9,219.'],
    [3073, 'has 3,073 bytes (it ends inside record 2); expected 9,219.'],
    [0, 'has 0 bytes (it ends inside record 1); expected 9,219.'],
    [9220, 'has 9,220 bytes; expected 9,219.'],
  ])('says how a file of %i bytes is wrong', async (bytes, says) => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await writeFile(join(folder, 'data_batch_2.bin'), Buffer.alloc(bytes));
    await expect(readCifar10(folder, RECORDS)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringContaining(`data_batch_2.bin ${says}`) as string,
    });
  });

  it('names the byte and the record of a label that is none', async () => {
    const files = sampleFiles();
    files.get('test_batch.bin')?.writeUInt8(57, 2 * 3073);
    const folder = await writeFiles(await temporaryFolder(), files);
    await expect(readCifar10(folder, RECORDS)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringMatching(
        /test_batch\.bin has the label 57 at byte 6,146 \(record 3 of 3\); expected a label from 0 to 9\. Install/,
      ) as string,
    });
  });

  it('accepts class names that are those of CIFAR-10, with either line ending', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await writeFile(join(folder, 'batches.meta.txt'), `${CLASS_NAMES.join('\r\n')}\r\n\r\n`);
    await expect(readCifar10(folder, RECORDS)).resolves.toBeDefined();
  });

  it.each([
    [CLASS_NAMES.with(3, 'lynx').join('\n'), 'gives "lynx" as class 3; expected "cat"'],
    [[...CLASS_NAMES, 'boat'].join('\n'), 'gives 11 class names; expected the 10 of CIFAR-10'],
    ['', 'gives "" as class 0; expected "airplane"'],
    ['x'.repeat(5000), 'gives "a file of 5,000 bytes" as class 0; expected "airplane"'],
  ])('refuses other class names', async (text, says) => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await writeFile(join(folder, 'batches.meta.txt'), text);
    await expect(readCifar10(folder, RECORDS)).rejects.toMatchObject({
      code: 'dataset-damaged',
      message: expect.stringContaining(says) as string,
    });
  });
});

describe('verifyCifar10', () => {
  it('looks at every byte that is there, and counts them', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    const told: number[] = [];
    await verifyCifar10(folder, { recordsPerFile: RECORDS, onProgress: (done) => told.push(done) });
    expect(told).toEqual([1, 2, 3, 4, 5, 6].map((files) => files * 9219));
  });

  it('stops with the reason of the signal', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(verifyCifar10(folder, { recordsPerFile: RECORDS, signal })).rejects.toThrow('enough');
  });
});

describe('inspectCifar10', () => {
  it('calls a folder in the place of a file missing', async () => {
    const folder = await writeFiles(await temporaryFolder(), sampleFiles());
    await rm(join(folder, 'data_batch_1.bin'));
    await mkdir(join(folder, 'data_batch_1.bin'));
    expect(await inspectCifar10(folder, RECORDS)).toEqual({
      kind: 'damaged',
      problem: expect.stringContaining('data_batch_1.bin is missing') as string,
    });
  });
});
