import { crc32, deflateSync } from 'node:zlib';

import type { ImagePixels } from '#shared/datasets/pixels';
import type { Png } from '#shared/report/document';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** PNG specification, 11.2.1: colour types. */
const GREY = 0;
const RED_GREEN_BLUE = 2;

/**
 * One image of several as PNG (W3C, third edition), 8 bits a channel.
 * @param images of one grey channel, or of red, green and blue
 */
export function pngOf({ shape, pixels }: ImagePixels, place: number): Png {
  const [height = 0, width = 0, channels = 1] = shape;
  const row = width * channels;
  const image = pixels.subarray(place * height * row, (place + 1) * height * row);
  // each row begins with its filter; 0 is none
  const filtered = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y++) filtered.set(image.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 1 ? GREY : RED_GREEN_BLUE, 0, 0, 0], 8);
  const file = Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { base64: file.toString('base64'), width, height };
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
