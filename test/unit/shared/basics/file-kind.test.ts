import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';

const tar = (): Buffer => {
  const block = Buffer.alloc(FILE_KIND_BYTES);
  block.write('one.bin');
  block.write('ustar', 257);
  return block;
};

describe('the kind of a file', () => {
  it.each([
    ['a PNG picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['a JPEG picture', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a PDF document', Buffer.from('%PDF-1.7')],
    ['an HDF5 file', Buffer.from('894844460d0a1a0a00', 'hex')],
    ['a NumPy array (.npy)', Buffer.from('\x93NUMPY\x01', 'latin1')],
    ['an idx file', Buffer.from('0000080300000010', 'hex')],
    ['a zip archive', Buffer.from('PK\u0003\u0004')],
    ['a gzip file', gzipSync('x')],
    ['a tar archive', tar()],
    ['a program', Buffer.from('7f454c46', 'hex')],
    ['a web page, as a login page or an error of a server is', Buffer.from('\n<!DOCTYPE html><title>Log in')],
    ['a JSON file', Buffer.from(' {"dataset": 1}')],
    ['a text file', Buffer.from('layer,weights\nżółć')],
    ['an empty file', new Uint8Array()],
    ['a file of an unknown kind (it begins with 06 00 ff)', Uint8Array.of(6, 0, 255)],
  ])('is told by its first bytes: %s', (words, bytes) => {
    expect(fileKind(bytes).words).toBe(words);
  });

  it('is told of any bytes, in words that can be shown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(fileKind(bytes).words).toMatch(/^(a|an) [\x20-\x7e]+$/);
      }),
    );
  });
});
