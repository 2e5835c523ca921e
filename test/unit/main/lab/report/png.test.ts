import { inflateSync } from 'node:zlib';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { pngOf } from '#main/lab/report/png';

/** The chunks of a PNG by their names. */
function chunksOf(base64: string): ReadonlyMap<string, Buffer> {
  const file = Buffer.from(base64, 'base64');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

it('holds the pixels of the chosen image, row by row', () => {
  const sizes = fc.record({
    height: fc.integer({ min: 1, max: 5 }),
    width: fc.integer({ min: 1, max: 5 }),
    channels: fc.constantFrom(1, 3),
  });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 1 }), ({ height, width, channels }, place) => {
      const values = height * width * channels;
      const pixels = Uint8Array.from({ length: 2 * values }, (_, index) => (index * 37) % 256);
      const png = pngOf({ shape: [height, width, channels], pixels, labels: Uint8Array.of(0, 0) }, place);
      const chunks = chunksOf(png.base64);
      expect([png.width, png.height]).toEqual([width, height]);
      expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
      const header = chunks.get('IHDR') ?? Buffer.alloc(0);
      expect([header.readUInt32BE(0), header.readUInt32BE(4)]).toEqual([width, height]);
      expect([...header.subarray(8)]).toEqual([8, channels === 1 ? 0 : 2, 0, 0, 0]);
      const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
      const image = Array.from({ length: height }, (_, y) => {
        const start = y * (width * channels + 1);
        expect(rows[start]).toBe(0);
        return [...rows.subarray(start + 1, start + 1 + width * channels)];
      }).flat();
      expect(image).toEqual([...pixels.subarray(place * values, (place + 1) * values)]);
    }),
  );
});
