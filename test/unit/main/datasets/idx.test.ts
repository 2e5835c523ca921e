import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { idxBytes, inspectIdx, mostIdxBytes, readIdx, type IdxDimensions } from '#main/datasets/idx';
import { LabError } from '#shared/errors/errors';

import { encodeIdx } from './idx-samples';
import { temporaryFolder } from './temporary-folder';

const dimension = fc.integer({ min: 1, max: 9 });
const anyDimensions: fc.Arbitrary<IdxDimensions> = fc.oneof(
  fc.tuple(dimension),
  fc.tuple(dimension, dimension, dimension),
);
/** Dimensions, and values that fill them. */
const anyContent = anyDimensions.chain((dimensions) => {
  const length = dimensions.reduce((product, size) => product * size, 1);
  return fc.tuple(fc.constant(dimensions), fc.uint8Array({ minLength: length, maxLength: length }));
});

async function fileOf(bytes: Uint8Array, name = 'file'): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

async function problemOf(bytes: Uint8Array, dimensions: IdxDimensions): Promise<string> {
  const path = await fileOf(bytes);
  const error = await readIdx(path, dimensions).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LabError)) throw new Error('It was read, or failed otherwise.', { cause: error });
  expect(error.code).toBe('dataset-damaged');
  expect(error.message).toContain(path);
  return error.message;
}

describe('readIdx', () => {
  it('gives back what was encoded, compressed or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent, fc.boolean(), async ([dimensions, values], compressed) => {
        const bytes = encodeIdx(dimensions, values);
        const path = await fileOf(compressed ? gzipSync(bytes) : bytes);
        expect(Buffer.from(await readIdx(path, dimensions))).toEqual(Buffer.from(values));
        expect(await inspectIdx(path, dimensions)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('gives memory of its own, which nothing else lies in', async () => {
    const path = await fileOf(encodeIdx([5], Uint8Array.of(1, 2, 3, 4, 5)));
    expect((await readIdx(path, [5])).buffer.byteLength).toBe(5);
  });

  it('reads a file of many pieces, and tells how far it is', async () => {
    const values = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
    const path = await fileOf(gzipSync(encodeIdx([1_000_000], values)));
    const told: number[] = [];
    const read = await readIdx(path, [1_000_000], { onProgress: (done) => told.push(done) });
    expect(Buffer.compare(read, values)).toBe(0);
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(1_000_000);
  });

  it('refuses every file that is cut short, wherever, compressed or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent, fc.boolean(), fc.nat(), async ([dimensions, values], compressed, cut) => {
        const bytes = encodeIdx(dimensions, values);
        const whole = compressed ? gzipSync(bytes) : bytes;
        await problemOf(whole.subarray(0, cut % whole.length), dimensions);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a header that tells of other dimensions, whatever lies behind it', async () => {
    const told = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(anyContent, told, fc.boolean(), async ([dimensions, values], lie, compressed) => {
        const lying = lie.slice(0, dimensions.length);
        fc.pre(lying.some((size, index) => size !== dimensions[index]));
        const bytes = encodeIdx(lying, values);
        const says = await problemOf(compressed ? gzipSync(bytes) : bytes, dimensions);
        expect(says).toMatch(/says that it holds [\d, ×]+ values; expected [\d, ×]+\. Install/);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['another type of values', encodeIdx([3], Buffer.alloc(3), 0x0d), /begins with 0x00000d01; expected 0x00000801/],
    ['other dimensions', encodeIdx([3, 1], Buffer.alloc(3)), /0x00000802; expected 0x00000801, .* in 1 dimension does/],
    ['no idx at all', Buffer.from('<html>Please log in</html>'), /begins with 0x3c68746d; expected/],
    ['too much behind it', encodeIdx([3], Buffer.alloc(4)), /holds more than 11 bytes/],
    ['too little', encodeIdx([3], Buffer.alloc(2)), /ends after 10 bytes; expected 11/],
    ['nothing', Buffer.alloc(0), /ends after 0 bytes; expected 11/],
    ['broken gzip', Buffer.from('1f8b08ff00', 'hex'), /is damaged, or may not be read; expected a whole idx file/],
  ])('says what is wrong with a file of %s', async (_what, bytes, says) => {
    expect(await problemOf(bytes, [3])).toMatch(says);
  });

  it('stops early in a small file that unpacks to a huge one', async () => {
    const bomb = gzipSync(encodeIdx([3], Buffer.alloc(50_000_000)));
    expect(bomb.length).toBeLessThan(100_000);
    const told: number[] = [];
    const path = await fileOf(bomb);
    await expect(readIdx(path, [3], { onProgress: (done) => told.push(done) })).rejects.toThrow(/more than 11 bytes/);
    expect(told).toEqual([]);
  });

  it('says that there is no file', async () => {
    const path = join(await temporaryFolder(), 'nothing');
    await expect(readIdx(path, [3])).rejects.toMatchObject({ code: 'dataset-damaged' });
  });

  it('stops with the reason of the signal', async () => {
    const path = await fileOf(gzipSync(encodeIdx([3], Buffer.alloc(3))));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readIdx(path, [3], { signal })).rejects.toThrow('enough');
  });
});

describe('inspectIdx', () => {
  const DIMENSIONS = [100, 28, 28] as const;
  const whole = encodeIdx(DIMENSIONS, Buffer.alloc(78_400, 7));

  it('looks at content, not at names', async () => {
    expect(await inspectIdx(await fileOf(whole, 'plain.gz'), DIMENSIONS)).toBeNull();
    expect(await inspectIdx(await fileOf(gzipSync(whole), 'compressed'), DIMENSIONS)).toBeNull();
  });

  it.each([
    ['has another size', whole.subarray(1), /has 78,415 bytes; expected 78,416, or a gzip file of them/],
    [
      'is a gzip file of another size',
      gzipSync(whole.subarray(6)),
      /ends as one of 78,410 bytes; expected one of 78,416/,
    ],
    ['is a gzip file that is cut', gzipSync(whole).subarray(0, -3), /is a gzip file that ends as one of .* bytes/],
  ])('tells of a file that %s, without unpacking it', async (_how, bytes, says) => {
    expect(await inspectIdx(await fileOf(bytes), DIMENSIONS)).toMatch(says);
  });

  it('tells of a file that is missing', async () => {
    expect(await inspectIdx(join(await temporaryFolder(), 'none'), DIMENSIONS)).toMatch(
      /is missing; expected a file of/,
    );
  });

  it('leaves no file open', async () => {
    const path = await fileOf(whole.subarray(1));
    await inspectIdx(path, DIMENSIONS);
    const handle = await open(path, 'r+');
    await handle.close();
  });
});

describe('the sizes of idx files', () => {
  it('count header and values, and leave room for gzip, which may even add some', () => {
    expect(idxBytes([124_800, 28, 28])).toBe(97_843_216);
    expect(idxBytes([124_800])).toBe(124_808);
    const random = Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * 2_654_435_761) >>> 24));
    const level0 = gzipSync(encodeIdx([60_000], random), { level: 0 });
    expect(level0.length).toBeGreaterThan(idxBytes([60_000]));
    expect(mostIdxBytes([60_000])).toBeGreaterThan(level0.length);
  });
});
