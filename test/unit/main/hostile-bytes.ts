import fc from 'fast-check';
import { expect } from 'vitest';

import { LabError, type LabErrorCode } from '#shared/errors/errors';

/** One change to a file, its place as a share of the length so that it means something in any file. */
interface Damage {
  readonly how: 'flip' | 'byte' | 'word' | 'cut' | 'drop' | 'repeat' | 'zero' | 'append';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

/** What sizes, counts and places are when somebody means harm. */
const WORDS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const damage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom('flip', 'byte', 'byte', 'word', 'word', 'cut', 'drop', 'repeat', 'zero', 'append'),
  // headers come first and tables of contents last, and there the harm is done
  at: fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share ** 4),
    fc.double({ min: 0, max: 1, noNaN: true }).map((share) => 1 - share ** 4),
  ),
  length: fc.integer({ min: 1, max: 64 }),
  value: fc.nat(255),
});

/** One of the files, damaged in one to four places. */
export function damagedFiles(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([file, damages]) => damages.reduce(damaged, file));
}

function damaged(file: Uint8Array, { how, at: share, length, value }: Damage): Uint8Array {
  const at = Math.min(Math.floor(share * file.length), Math.max(file.length - 1, 0));
  const [before, hit, after] = [file.subarray(0, at), file.subarray(at, at + length), file.subarray(at + length)];
  switch (how) {
    case 'flip':
      return changed(file, (bytes) => (bytes[at] = (bytes[at] ?? 0) ^ (1 << (value % 8))));
    case 'byte':
      return changed(file, (bytes) => (bytes[at] = value));
    case 'word':
      return changed(file, (bytes) => writeWord(bytes, at, WORDS[value % WORDS.length] ?? 0, value % 2 === 0));
    case 'cut':
      return before;
    case 'drop':
      return Buffer.concat([before, after]);
    case 'repeat':
      return Buffer.concat([before, hit, hit, after]);
    case 'zero':
      return Buffer.concat([before, Buffer.alloc(hit.length), after]);
    case 'append':
      return Buffer.concat([file, Buffer.alloc(length, value)]);
  }
}

function changed(file: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array {
  const copy = Uint8Array.from(file);
  if (copy.length > 0) change(copy);
  return copy;
}

function writeWord(bytes: Uint8Array, at: number, word: number, isLittle: boolean): void {
  const octets = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24];
  for (const [index, octet] of (isLittle ? octets : octets.toReversed()).entries()) {
    if (at + index < bytes.length) bytes[at + index] = octet;
  }
}

/** What was thrown is the lab's own refusal of the file: it says what was received, and what to do. */
export function expectRefusal(thrown: unknown, codes: readonly LabErrorCode[]): void {
  // anything else is what the test is there to find
  if (!(thrown instanceof LabError)) throw thrown;
  expect(codes).toContain(thrown.code);
  expect(thrown.message).toMatch(/expected|Expected/);
  expect(thrown.message.length).toBeLessThan(2000);
}
