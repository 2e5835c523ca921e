import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { MAC_TYPES, macIcon, windowsIcon } from '../../../scripts/icon/formats.mjs';

const icon = (name: string) => readFile(join('resources', 'icon', name));

/** Width and height, from the header of a PNG. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The images of a Windows icon, as its table names them. */
function readWindowsIcon(file: Buffer) {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [bytes, offset] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
    return { size: file.readUInt8(entry) || 256, png: file.subarray(offset, offset + bytes) };
  });
}

/** The images of a macOS icon, by type. */
function readMacIcon(file: Buffer): ReadonlyMap<string, Buffer> {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    found.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
  return found;
}

describe('the icon files', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('hold a PNG of %i pixels', async (size) => {
    expect(sizeOf(await icon(`icon-${size}.png`))).toEqual([size, size]);
  });

  it('hold one for Windows, whose images are those of the PNG files', async () => {
    const images = readWindowsIcon(await icon('icon.ico'));
    expect(images.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
    for (const { size, png } of images) expect(sizeOf(png)).toEqual([size, size]);
    expect(images.at(-1)?.png.equals(await icon('icon-256.png'))).toBe(true);
  });

  it('hold one for macOS with each size that it takes as PNG', async () => {
    const found = readMacIcon(await icon('icon.icns'));
    for (const [size, types] of Object.entries(MAC_TYPES)) {
      for (const type of types)
        expect(sizeOf(found.get(type) ?? Buffer.alloc(0))).toEqual([Number(size), Number(size)]);
    }
    expect(found.size).toBe(Object.values(MAC_TYPES).flat().length);
  });
});

describe('the formats', () => {
  const images = [
    { size: 32, png: Buffer.from('small') },
    { size: 256, png: Buffer.from('a large one') },
  ];

  it('give back what was put in', () => {
    expect(readWindowsIcon(windowsIcon(images))).toEqual(images);
    const mac = readMacIcon(macIcon(images));
    expect([...mac]).toEqual([
      ['ic11', images[0]?.png],
      ['ic13', images[1]?.png],
      ['ic08', images[1]?.png],
    ]);
  });
});
