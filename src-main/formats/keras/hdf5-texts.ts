import { ADVICE, grouped, type Hdf5Handle } from './hdf5-handle';

const MOST_STRINGS = 65_536;
const POINTER_BYTES = 4;

/** Reads the strings of attributes of a file, and holds all that is read of it together against the limits. */
export function textReader(handle: Hdf5Handle): (path: string, attribute: string) => readonly string[] | null {
  const { library, file, limits, refusal, absolute, copyOut, check } = handle;
  let texts = 0;
  let textBytes = 0;

  function countTexts(attribute: string, path: string, more: { readonly count: number; readonly bytes: number }): void {
    texts += more.count;
    textBytes += more.bytes;
    if (texts <= MOST_STRINGS && textBytes <= limits.textBytes) return;
    throw refusal(
      `with the attribute ${attribute} of "${path}" there are ${grouped(texts)} texts of ${grouped(textBytes)} bytes; ` +
        `expected ${grouped(MOST_STRINGS)} of ${grouped(limits.textBytes)} bytes in all at most. ${ADVICE}`,
    );
  }

  return (path, attribute) => {
    const where = absolute(path);
    if (!library.get_attribute_names(file, where).includes(attribute)) return null;
    const { shape, total_size: count, size, type, vlen } = library.get_attribute_metadata(file, where, attribute);
    // numpy makes an empty list an array of numbers
    if (shape === null || count === 0) return [];
    if (type !== library.H5T_class_t.H5T_STRING.value) {
      throw refusal(`the attribute ${attribute} of "${path}" does not hold text; expected names. ${ADVICE}`);
    }
    countTexts(attribute, path, { count, bytes: count * size });
    const read = (address: bigint): void => {
      check(library.get_attribute_data(file, where, attribute, address), `the attribute ${attribute}`);
    };
    if (!vlen) return fixedStrings(copyOut(count * size, read), size);
    const found: string[] = [];
    copyOut(
      count * POINTER_BYTES,
      (address) => {
        read(address);
        const start = Number(address);
        const pointers = new Uint32Array(library.HEAPU8.slice(start, start + count * POINTER_BYTES).buffer);
        for (const pointer of pointers) {
          const text = pointer === 0 ? '' : library.UTF8ToString(pointer);
          countTexts(attribute, path, { count: 0, bytes: text.length });
          found.push(text);
        }
      },
      (address) => library.reclaim_vlen_memory(file, where, attribute, address),
    );
    return found;
  };
}

/** Texts of a fixed length, ended by a zero byte where they are shorter. UTF-8, as Keras writes them. */
function fixedStrings(bytes: Uint8Array, size: number): readonly string[] {
  return Array.from({ length: bytes.length / size }, (_, index) => {
    const text = bytes.subarray(index * size, (index + 1) * size);
    const end = text.indexOf(0);
    return Buffer.from(end === -1 ? text : text.subarray(0, end)).toString('utf8');
  });
}
