/** What kind of file it is by its first bytes, whatever its name says. */
export interface FileKind {
  readonly name: FileKindName;
  /** For a message: "a PNG picture". */
  readonly words: string;
}

interface Signature {
  readonly name: string;
  readonly words: string;
  /** Hexadecimal. */
  readonly bytes: string;
  readonly at?: number;
}

// https://en.wikipedia.org/wiki/List_of_file_signatures, and the formats' own descriptions
const SIGNATURES = [
  { name: 'png', words: 'a PNG picture', bytes: '89504e470d0a1a0a' },
  { name: 'jpeg', words: 'a JPEG picture', bytes: 'ffd8ff' },
  { name: 'gif', words: 'a GIF picture', bytes: '47494638' },
  { name: 'webp', words: 'a WebP picture', bytes: '57454250', at: 8 },
  { name: 'bmp', words: 'a BMP picture', bytes: '424d' },
  { name: 'tiff', words: 'a TIFF picture', bytes: '49492a00' },
  { name: 'tiff', words: 'a TIFF picture', bytes: '4d4d002a' },
  { name: 'pdf', words: 'a PDF document', bytes: '25504446' },
  { name: 'hdf5', words: 'an HDF5 file', bytes: '894844460d0a1a0a' },
  { name: 'npy', words: 'a NumPy array (.npy)', bytes: '934e554d5059' },
  { name: 'sqlite', words: 'an SQLite database', bytes: '53514c69746520666f726d6174203300' },
  { name: 'pickle', words: 'a Python pickle', bytes: '8002' },
  { name: 'pickle', words: 'a Python pickle', bytes: '8003' },
  { name: 'pickle', words: 'a Python pickle', bytes: '8004' },
  { name: 'idx', words: 'an idx file', bytes: '00000801' },
  { name: 'idx', words: 'an idx file', bytes: '00000803' },
  { name: 'zip', words: 'a zip archive', bytes: '504b0304' },
  { name: 'zip', words: 'an empty zip archive', bytes: '504b0506' },
  { name: 'gzip', words: 'a gzip file', bytes: '1f8b' },
  { name: 'xz', words: 'an xz archive', bytes: 'fd377a585a00' },
  { name: 'bzip2', words: 'a bzip2 archive', bytes: '425a68' },
  { name: 'zstd', words: 'a zstd archive', bytes: '28b52ffd' },
  { name: '7z', words: 'a 7z archive', bytes: '377abcaf271c' },
  { name: 'rar', words: 'a RAR archive', bytes: '526172211a07' },
  { name: 'tar', words: 'a tar archive', bytes: '7573746172', at: 257 },
  { name: 'program', words: 'a program', bytes: '7f454c46' },
  { name: 'program', words: 'a program', bytes: '4d5a' },
  { name: 'sound', words: 'a sound or a film', bytes: '494433' },
  { name: 'sound', words: 'a sound or a film', bytes: '66747970', at: 4 },
] as const satisfies readonly Signature[];

export type FileKindName = (typeof SIGNATURES)[number]['name'] | 'empty' | 'html' | 'json' | 'text' | 'unknown';

/** As many bytes of a file as `fileKind` looks at. */
export const FILE_KIND_BYTES = 512;
const SHOWN_BYTES = 8;

/** @param start the first `FILE_KIND_BYTES` bytes of a file, or all of a shorter one */
export function fileKind(start: Uint8Array): FileKind {
  if (start.length === 0) return { name: 'empty', words: 'an empty file' };
  const found = SIGNATURES.find((signature) => hasBytes(start, signature));
  if (found !== undefined) return { name: found.name, words: found.words };
  const text = textOf(start.subarray(0, FILE_KIND_BYTES));
  if (text !== null && /^\s*<(!doctype html|html|head|script)/i.test(text)) {
    return { name: 'html', words: 'a web page, as a login page or an error of a server is' };
  }
  if (text !== null && /^\s*[{[]/.test(text)) return { name: 'json', words: 'a JSON file' };
  if (text !== null) return { name: 'text', words: 'a text file' };
  return { name: 'unknown', words: `a file of an unknown kind (it begins with ${hexadecimal(start)})` };
}

function hasBytes(start: Uint8Array, { bytes, at = 0 }: Signature): boolean {
  for (let place = 0; 2 * place < bytes.length; place++) {
    if (start[at + place] !== Number.parseInt(bytes.slice(2 * place, 2 * place + 2), 16)) return false;
  }
  return true;
}

/** Null where it is no text in UTF-8: bytes below the space, other than line breaks and tabs, are in none. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return null;
  // the last letter may be cut
  const end = bytes.length < FILE_KIND_BYTES ? bytes.length : bytes.findLastIndex((byte) => byte < 0x80) + 1;
  const codes = Array.from(bytes.subarray(0, end), (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(codes.join(''));
  } catch {
    return null;
  }
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
