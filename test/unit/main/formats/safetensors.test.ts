import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeSafetensors, encodeSafetensors, type SafeTensor } from '#main/formats/safetensors';

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Reads the format from its description, byte by byte. */
function read(file: Uint8Array): { header: Record<string, HeaderEntry>; headerLength: number; data: DataView } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerLength))) as Record<
    string,
    HeaderEntry
  >;
  const start = 8 + headerLength;
  return { header, headerLength, data: new DataView(file.buffer, file.byteOffset + start, file.byteLength - start) };
}

describe('a safetensors file', () => {
  it('gives back every value at the offsets that its header names', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true })), fc.uint8Array(), (floats, bytes) => {
        const file = encodeSafetensors(
          [
            { name: 'floats', shape: [floats.length], values: Float32Array.from(floats) },
            { name: 'bytes', shape: [bytes.length], values: bytes },
          ],
          { run: '1' },
        );
        const { header, headerLength, data } = read(file);
        expect(headerLength % 8).toBe(0);
        expect(header['__metadata__']).toEqual({ run: '1' });
        expect(header['floats']).toMatchObject({ dtype: 'F32', shape: [floats.length] });
        const [floatsAt = 0] = header['floats']?.data_offsets ?? [];
        expect(floats.map((_, index) => data.getFloat32(floatsAt + 4 * index, true))).toEqual(floats);
        const [bytesAt = 0, bytesEnd] = header['bytes']?.data_offsets ?? [];
        expect([...bytes].map((_, index) => data.getUint8(bytesAt + index))).toEqual([...bytes]);
        expect(bytesEnd).toBe(data.byteLength);
      }),
    );
  });

  it('refuses a tensor whose values do not fill its shape', () => {
    expect(() => encodeSafetensors([{ name: 'w', shape: [2, 3], values: new Float32Array(5) }], {})).toThrow(
      'The tensor w of shape [2, 3] has 5 values.',
    );
  });
});

/** Names that JavaScript's objects and the format leave to their user. */
const anyName = fc.string().filter((name) => name !== '__proto__' && name !== '__metadata__');

const anyTensor: fc.Arbitrary<SafeTensor> = fc
  .tuple(anyName, fc.array(fc.nat(4), { maxLength: 3 }), fc.boolean(), fc.nat())
  .map(([name, shape, isFloat, seed]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return isFloat
      ? { name, shape, values: Float32Array.from({ length }, (_, index) => (seed - index) / 7) }
      : { name, shape, values: Uint8Array.from({ length }, (_, index) => seed + index) };
  });

/** A file with this header and so many bytes of data. */
function madeFile(header: unknown, dataBytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataBytes)]);
}

describe('reading a safetensors file', () => {
  it('gives back every tensor and text that was written', () => {
    const tensors = fc.uniqueArray(anyTensor, { selector: ({ name }) => name });
    const metadata = fc.dictionary(anyName, fc.string());
    fc.assert(
      fc.property(tensors, metadata, (written, texts) => {
        const read = decodeSafetensors(encodeSafetensors(written, texts));
        expect(read.metadata).toEqual(texts);
        expect(new Map(read.tensors.map((tensor) => [tensor.name, tensor]))).toEqual(
          new Map(written.map((tensor) => [tensor.name, tensor])),
        );
      }),
    );
  });

  it('takes a file at any place in memory, and a copy of its values', () => {
    const file = new Uint8Array([0, ...encodeSafetensors([{ name: 'w', shape: [1], values: Float32Array.of(7) }], {})]);
    const { tensors } = decodeSafetensors(file.subarray(1));
    file.fill(0);
    expect(tensors[0]?.values).toEqual(Float32Array.of(7));
  });

  const entry = (from: number, to: number, shape: readonly number[] = [to - from], dtype = 'U8'): unknown => ({
    dtype,
    shape,
    data_offsets: [from, to],
  });
  it.each<[string, Uint8Array, string]>([
    ['too few bytes', new Uint8Array(5), 'it has 5 bytes; expected 8 at least'],
    ['a header behind its end', madeFile('{}', 0).subarray(0, 9), 'says that its header has 2 bytes'],
    ['a header without measure', Buffer.alloc(64, 0xff), 'says that its header has 18446744073709551615 bytes'],
    ['a header that is no JSON', madeFile('{"w": ', 0), 'its header is not a JSON object'],
    ['a header that is a list', madeFile([], 0), 'its header is not a JSON object'],
    ['a header of broken text', Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0xff]), 'its header is not a JSON object'],
    ['a tensor that is none', madeFile({ w: 5 }, 0), 'its header is wrong at "w"'],
    ['another type', madeFile({ w: entry(0, 8, [1], 'F64') }, 8), 'its header is wrong at "w.dtype"'],
    ['half a dimension', madeFile({ w: entry(0, 2, [0.5]) }, 2), 'its header is wrong at "w.shape.0"'],
    ['a negative offset', madeFile({ w: entry(-1, 2, [3]) }, 2), 'its header is wrong at "w.data_offsets.0"'],
    ['numbers for texts', madeFile({ __metadata__: { run: 1 } }, 0), 'its header is wrong at "run"'],
    [
      'a size that is not its shape’s',
      madeFile({ w: entry(0, 3, [4]) }, 3),
      'its tensor w lies at bytes 0 to 3; expected 0 to 4',
    ],
    [
      'a shape without measure',
      madeFile({ w: entry(0, 4, [2 ** 53 - 1, 2 ** 53 - 1]) }, 4),
      'its tensor w lies at bytes 0 to 4',
    ],
    [
      'tensors that overlap',
      madeFile({ a: entry(0, 4), b: entry(3, 6) }, 6),
      'its tensor b lies at bytes 3 to 6; expected 4 to 7',
    ],
    ['a gap', madeFile({ a: entry(0, 4), b: entry(5, 6) }, 6), 'its tensor b lies at bytes 5 to 6; expected 4 to 5'],
    ['values behind its end', madeFile({ a: entry(0, 4) }, 3), 'it ends inside the tensor a'],
    [
      'bytes that are nobody’s',
      madeFile({ a: entry(0, 4) }, 5),
      'it has 1 bytes behind its last tensor; expected none',
    ],
  ])('refuses %s', (_, file, message) => {
    expect(() => decodeSafetensors(file)).toThrow(
      expect.objectContaining({ code: 'invalid-weights', message: expect.stringContaining(message) }),
    );
  });

  it('never crashes with anything but a LabError, wherever bytes are wrong or the file ends', () => {
    const good = encodeSafetensors(
      [
        { name: 'w', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
        { name: 'b', shape: [3], values: Uint8Array.of(5, 6, 7) },
      ],
      { run: '1' },
    );
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(good.length), (changes, length) => {
        const wrong = good.slice(0, length);
        for (const [at, byte] of changes) if (at < length) wrong[at] = byte;
        try {
          decodeSafetensors(wrong);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-weights' });
        }
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(64), (json, bytes) => {
        try {
          decodeSafetensors(madeFile(json, bytes));
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-weights' });
        }
      }),
    );
  });
});
