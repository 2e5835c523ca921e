import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeNpy } from '#main/formats/npz/npy';
import { decodeNpz, readNpz } from '#main/formats/npz/read-npz';

import { temporaryFolder } from '../../datasets/temporary-folder';
import { arrayOf, madeNpy, madeZip, npyHeader } from './npz-files';

const FLOATS = Float32Array.of(1, -2.5, Infinity, 0, 1e-40, 7);

describe('an array of NumPy', () => {
  it.each([
    [Uint8Array.of(0, 1, 255), [3]],
    [Int32Array.of(-1, 2 ** 31 - 1), [2, 1]],
    [BigInt64Array.of(-5n, 2n ** 62n), [1, 2]],
    [FLOATS, [1, 2, 3]],
    [Float64Array.of(Math.PI), []],
    [new Float64Array(), [0, 4]],
  ])('gives back %o', (values, shape) => {
    expect(decodeNpy('w', arrayOf(values, shape))).toEqual({ shape, values });
  });

  it('may lie at any place in memory', () => {
    const shifted = new Uint8Array([0, ...arrayOf(FLOATS, [6])]).subarray(1);
    expect(decodeNpy('w', shifted).values).toEqual(FLOATS);
  });

  it('may be of version 2', () => {
    const first = arrayOf(FLOATS, [6]);
    const second = Buffer.concat([first.subarray(0, 10), Buffer.alloc(2), first.subarray(10)]);
    second[6] = 2;
    expect(decodeNpy('w', second).values).toEqual(FLOATS);
  });

  const data = new Uint8Array(8);
  it.each<[string, Uint8Array, string]>([
    ['other files', Buffer.from('PK and so on'), 'does not begin as a .npy file does'],
    ['versions to come', Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([9, 0])]), 'version 9'],
    ['columns first', madeNpy(npyHeader('<f4', [2]).replace('False', 'True'), data), 'lies in column-major order'],
    ['objects', madeNpy(npyHeader('|O', [1]), data), 'holds |O; expected |u1, <i4, <i8, <f4, <f8'],
    ['big-endian numbers', madeNpy(npyHeader('>f4', [2]), data), 'holds >f4'],
    ['another size', madeNpy(npyHeader('<f4', [3]), data), 'has 8 bytes of data; expected 12 for the shape [3] of <f4'],
    ['shapes without end', madeNpy(npyHeader('<f4', [1e15, 1e15, 1e15]), data), 'has 8 bytes of data'],
    ['other headers', madeNpy("{'descr': '<f4'}", data), 'has the header'],
    ['a cut header', arrayOf(FLOATS, [6]).subarray(0, 30), 'within the file'],
    ['the first bytes alone', arrayOf(FLOATS, [6]).subarray(0, 9), 'ends inside its header'],
  ])('refuses %s', (_, file, message) => {
    expect(() => decodeNpy('w', file)).toThrow(
      expect.objectContaining({ code: 'invalid-weights', message: expect.stringContaining(message) }),
    );
  });

  it('never crashes with anything but a LabError', () => {
    const good = arrayOf(FLOATS, [2, 3]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
        const wrong = good.slice(0, length);
        if (at < length) wrong[at] = byte;
        try {
          decodeNpy('w', wrong);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-weights' });
        }
      }),
    );
  });
});

describe('an .npz file', () => {
  const members = [
    ['kernel.npy', arrayOf(FLOATS, [2, 3])],
    ['bias.npy', arrayOf(Uint8Array.of(4, 5), [2])],
  ] as const;

  it.each([false, true])('gives its arrays by name; packed: %s', async (deflate) => {
    const path = join(await temporaryFolder(), 'w.npz');
    await writeFile(path, madeZip(members, { deflate }));
    expect([...(await readNpz(path))]).toEqual([
      ['kernel', { shape: [2, 3], values: FLOATS }],
      ['bias', { shape: [2], values: Uint8Array.of(4, 5) }],
    ]);
  });

  it('is refused where it holds anything but arrays', () => {
    expect(() => decodeNpz('w.npz', madeZip([['../evil', new Uint8Array()]]))).toThrow(
      'w.npz holds "../evil"; expected .npy arrays alone',
    );
  });

  it('is refused where it is missing, too large, or would unpack to too much', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'w.npz');
    await writeFile(path, madeZip(members, { deflate: true }));
    await expect(readNpz(join(folder, 'none.npz'))).rejects.toThrow('none.npz could not be opened');
    await expect(readNpz(path, { fileBytes: 100 })).rejects.toThrow('expected 100 at most');
    await expect(readNpz(path, { dataBytes: 100 })).rejects.toThrow('where 100 is the most');
  });
});
