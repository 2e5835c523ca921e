import { crc32, deflateSync } from 'node:zlib';

/** A picture of a few kilobytes: one bit a pixel, all of them white. */
export function whitePng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = Buffer.alloc(side * (1 + Math.ceil(side / 8)), 0xff);
  for (let row = 0; row < side; row++) rows[row * (1 + Math.ceil(side / 8))] = 0;
  const chunk = (type: string, body: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type), body]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    checksum.writeUInt32BE(crc32(content));
    return Buffer.concat([length, content, checksum]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
