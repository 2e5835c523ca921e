import { describe, expect, it } from 'vitest';

import { unpackZipMembers } from '#main/formats/npz/zip-members';

import { madeZip, type ZipOptions } from './npz-files';

const TEXT = Buffer.from('the same words, the same words, the same words');
const MEMBERS = [
  ['a', TEXT],
  ['empty', new Uint8Array()],
  ['ż', Buffer.from([1, 2, 3])],
] as const;
const LIMITS = { members: 10, bytes: 1000 };

const unpack = (archive: Uint8Array): ReadonlyMap<string, Uint8Array> => unpackZipMembers('x.npz', archive, LIMITS);

describe('the members of a zip archive', () => {
  it.each<ZipOptions>([{}, { deflate: true }, { comment: 'made by hand' }])('come out whole: %j', (options) => {
    const members = unpack(madeZip(MEMBERS, options));
    expect([...members].map(([name, bytes]) => [name, [...bytes]])).toEqual(
      MEMBERS.map(([name, bytes]) => [name, [...bytes]]),
    );
  });

  it('may be none', () => {
    expect(unpack(madeZip([])).size).toBe(0);
  });

  it.each<[string, ZipOptions['edit'], string]>([
    ['a wrong checksum', (entry) => entry.writeUInt32LE(7, 16), 'gives "a" with a wrong checksum'],
    ['less than it says', (entry) => entry.writeUInt32LE(TEXT.length + 1, 24), 'with 46 bytes where it says 47'],
    ['more than it says', (entry) => entry.writeUInt32LE(3, 24), 'do not unpack to the 3 bytes that it says'],
    ['more than there is', (entry) => entry.writeUInt32LE(90_000, 20), 'ends inside "a"'],
    ['another method', (entry) => entry.writeUInt16LE(12, 10), 'packs "a" by method 12'],
    ['encryption', (entry) => entry.writeUInt16LE(1, 8), 'has an encrypted member "a"'],
    ['another place', (entry) => entry.writeUInt32LE(1, 42), 'has no member "a" where its list says'],
    ['a place behind the end', (entry) => entry.writeUInt32LE(1 << 30, 42), 'has no member "a" where its list says'],
    ['a longer name', (entry) => entry.writeUInt16LE(900, 28), 'has a broken list of members'],
  ])('are refused for %s', (_, edit, message) => {
    const archive = madeZip([['a', TEXT]], { deflate: true, ...(edit === undefined ? {} : { edit }) });
    expect(() => unpack(archive)).toThrow(
      expect.objectContaining({ code: 'invalid-weights', message: expect.stringContaining(message) }),
    );
  });

  it('are refused where two overlap, or have one name', () => {
    const same = madeZip([...MEMBERS.slice(0, 1), ['a', TEXT]]);
    expect(() => unpack(same)).toThrow('lists "a" twice');
    // the second member's entry points at the first
    const overlapping = madeZip([...MEMBERS.slice(0, 1), ['b', TEXT]], { edit: (entry) => entry.writeUInt32LE(0, 42) });
    expect(() => unpack(overlapping)).toThrow('members that overlap');
  });

  it('are refused before they are unpacked, where they are too many or too large together', () => {
    const bomb = madeZip([['a', new Uint8Array(1_000_000)]], { deflate: true });
    expect(bomb.length).toBeLessThan(2_000);
    expect(() => unpack(bomb)).toThrow('would unpack to 1,000,000 bytes where 1,000 is the most');
    const many = Array.from({ length: 11 }, (_, index) => [`${index}`, new Uint8Array()] as const);
    expect(() => unpack(madeZip(many))).toThrow('has 11 members where 10 is the most');
  });

  it('are refused where the file is none, is cut, or has a byte too many', () => {
    const archive = madeZip(MEMBERS);
    expect(() => unpack(Buffer.from('not a zip'))).toThrow('is a text file; expected an .npz archive');
    expect(() => unpack(archive.subarray(0, -1))).toThrow('was cut off: the list at its end is missing');
    expect(() => unpack(Buffer.concat([archive, Buffer.from([0])]))).toThrow(
      'was cut off: the list at its end is missing',
    );
    expect(() => unpack(Buffer.concat([archive.subarray(0, 4), archive]))).toThrow(
      'does not end where the archive says',
    );
  });

  it('never crash with anything but a LabError, whatever byte is wrong', () => {
    const archive = madeZip(MEMBERS, { deflate: true });
    for (let at = 0; at < archive.length; at++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const wrong = archive.slice();
        wrong[at] = (wrong[at] ?? 0) ^ flip;
        try {
          unpack(wrong);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-weights' });
        }
      }
    }
  });
});
