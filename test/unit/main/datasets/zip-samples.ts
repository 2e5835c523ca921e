import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly path: string;
  readonly body?: Buffer;
  /** What the archive says of the member, where it lies. */
  readonly told?: { readonly size?: number; readonly checksum?: number; readonly mode?: number };
  /** Otherwise stored as it is. */
  readonly deflated?: boolean;
}

/** A zip archive with exactly these members, however wicked: no tool stands between the test and the bytes. */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, body = Buffer.alloc(0), told = {}, deflated = true } of members) {
    const name = Buffer.from(path);
    const packed = deflated ? deflateRawSync(body) : body;
    // the fields that the local header and the table of contents share, from the version on
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    // names are in UTF-8
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(deflated ? 8 : 0, 4);
    fields.writeUInt32LE(told.checksum ?? crc32(body), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(told.size ?? body.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(((told.mode ?? 0o100644) << 16) >>> 0, 6);
    place.writeUInt32LE(offset, 10);
    // made on Unix (3), by version 2.0 (20)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const contents = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, contents, end]);
}
