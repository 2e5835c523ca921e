import { crc32, inflateRawSync } from 'node:zlib';

import { LabError } from '#shared/errors/errors';
import { FILE_KIND_BYTES, fileKind } from '#shared/basics/file-kind';
import { showable } from '#shared/basics/showable';

// The layout is that of PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and
// 4.3.16 (its end). One disk, no zip64, no encryption; stored or deflated.
const LOCAL_HEADER = { signature: 0x04034b50, bytes: 30 } as const;
const DIRECTORY_ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const DIRECTORY_END = { signature: 0x06054b50, bytes: 22 } as const;
const MOST_COMMENT_BYTES = 0xffff;
/** Of what a message says, with the names of members in it. */
const MOST_LETTERS = 300;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

export interface ZipLimits {
  /** The most members that an archive may have. */
  readonly members: number;
  /** The most bytes that they may have together, unpacked. */
  readonly bytes: number;
}

interface Member {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly start: number;
}

/**
 * Unpacks a whole zip archive in memory, each size checked before its member is unpacked.
 * @param name of the file, for messages
 * @returns bytes by member name, in the order of the central directory
 * @throws LabError `invalid-weights` where the archive breaks its format or the limits, or a checksum is wrong
 */
export function unpackZipMembers(
  name: string,
  archive: Uint8Array,
  limits: ZipLimits,
): ReadonlyMap<string, Uint8Array> {
  const refuse = (what: string): never => {
    throw new LabError(
      'invalid-weights',
      `${name} ${showable(what, MOST_LETTERS)}; expected an .npz archive as numpy.savez writes it. Copy or download the file again.`,
    );
  };
  const { name: kind, words } = fileKind(archive.subarray(0, FILE_KIND_BYTES));
  if (kind !== 'zip') refuse(`is ${words}`);
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const members = readDirectory(view, archive, limits, refuse);
  const total = members.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > limits.bytes) {
    refuse(`would unpack to ${grouped(total)} bytes where ${grouped(limits.bytes)} is the most`);
  }
  const unpacked = new Map<string, Uint8Array>();
  let end = 0;
  for (const member of members.toSorted((a, b) => a.start - b.start)) {
    if (member.start < end) refuse(`has members that overlap at "${member.name}"`);
    const { start, packed } = packedPart(view, archive, member, refuse);
    end = start + packed.length;
    const bytes = unpack(member, packed, refuse);
    if (crc32(bytes) !== member.checksum) refuse(`gives "${member.name}" with a wrong checksum`);
    unpacked.set(member.name, bytes);
  }
  return new Map(members.map((member) => [member.name, unpacked.get(member.name) ?? new Uint8Array()]));
}

type Refuse = (what: string) => never;

function readDirectory(view: DataView, archive: Uint8Array, limits: ZipLimits, refuse: Refuse): readonly Member[] {
  const end = findDirectoryEnd(view, refuse);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    refuse('is one of several parts of an archive');
  }
  if (start + size !== end)
    refuse('has a list of members that does not end where the archive says (or is a zip64 file)');
  if (count > limits.members) refuse(`has ${grouped(count)} members where ${grouped(limits.members)} is the most`);
  const names = new Set<string>();
  let at = start;
  const members = Array.from({ length: count }, () => {
    if (at + DIRECTORY_ENTRY.bytes > end || view.getUint32(at, true) !== DIRECTORY_ENTRY.signature) {
      return refuse('has a broken list of members');
    }
    const nameBytes = view.getUint16(at + 28, true);
    const name = text(archive.subarray(at + DIRECTORY_ENTRY.bytes, at + DIRECTORY_ENTRY.bytes + nameBytes));
    const member = {
      name,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) refuse(`has an encrypted member "${name}"`);
    if (names.size === names.add(name).size) refuse(`lists "${name}" twice`);
    at += DIRECTORY_ENTRY.bytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return member;
  });
  if (at !== end) refuse('has a broken list of members');
  return members;
}

/** The end of the central directory is the last thing in the file, before a comment of at most 65,535 bytes. */
function findDirectoryEnd(view: DataView, refuse: Refuse): number {
  const last = view.byteLength - DIRECTORY_END.bytes;
  for (let at = last; at >= Math.max(last - MOST_COMMENT_BYTES, 0); at--) {
    const isEnd = view.getUint32(at, true) === DIRECTORY_END.signature;
    if (isEnd && at + DIRECTORY_END.bytes + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return refuse('was cut off: the list at its end is missing');
}

function packedPart(
  view: DataView,
  archive: Uint8Array,
  member: Member,
  refuse: Refuse,
): { readonly start: number; readonly packed: Uint8Array } {
  const { start, name, packedBytes } = member;
  if (start + LOCAL_HEADER.bytes > view.byteLength || view.getUint32(start, true) !== LOCAL_HEADER.signature) {
    return refuse(`has no member "${name}" where its list says`);
  }
  const nameBytes = view.getUint16(start + 26, true);
  const first = start + LOCAL_HEADER.bytes;
  const from = first + nameBytes + view.getUint16(start + 28, true);
  if (text(archive.subarray(first, first + nameBytes)) !== name) refuse(`calls "${name}" by two names`);
  if (from + packedBytes > view.byteLength) refuse(`ends inside "${name}"`);
  return { start: from, packed: archive.subarray(from, from + packedBytes) };
}

function unpack({ name, method, bytes }: Member, packed: Uint8Array, refuse: Refuse): Uint8Array {
  if (method !== STORED && method !== DEFLATED) return refuse(`packs "${name}" by method ${method}`);
  const unpacked = method === STORED ? packed : inflate(name, packed, bytes, refuse);
  if (unpacked.length !== bytes) refuse(`gives "${name}" with ${unpacked.length} bytes where it says ${bytes}`);
  return unpacked;
}

function inflate(name: string, packed: Uint8Array, bytes: number, refuse: Refuse): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(bytes, 1) });
  } catch {
    return refuse(`gives "${name}" with data that do not unpack to the ${grouped(bytes)} bytes that it says`);
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
