// @ts-check
/** The icon files of Windows and macOS, which hold PNG images as they are behind a table of their sizes. */

/** @typedef {{ readonly size: number, readonly png: Buffer }} IconImage `size` is its width and its height, in pixels */

/**
 * The file of Windows: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 * @param {readonly IconImage[]} images up to 256 pixels wide
 * @returns {Buffer}
 */
export function windowsIcon(images) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length + 16 * images.length;
  const entries = images.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // a byte has no room for 256, which is written as 0
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...images.map(({ png }) => png)]);
}

/**
 * What macOS takes as PNG, by the width in pixels; most exist for a plain and for a dense display.
 * @type {Readonly<Record<number, readonly string[]>>}
 */
export const MAC_TYPES = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic13', 'ic08'],
  512: ['ic14', 'ic09'],
  1024: ['ic10'],
};

/**
 * The file of macOS: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 * @param {readonly IconImage[]} images of the sizes in `MAC_TYPES`
 * @returns {Buffer}
 */
export function macIcon(images) {
  const parts = images.flatMap(({ size, png }) =>
    (MAC_TYPES[size] ?? []).map((type) => Buffer.concat([macHeader(type, png.length), png])),
  );
  const content = Buffer.concat(parts);
  return Buffer.concat([macHeader('icns', content.length), content]);
}

/**
 * @param {string} type of four letters
 * @param {number} length of what follows
 * @returns {Buffer}
 */
function macHeader(type, length) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length + header.length, 4);
  return header;
}
