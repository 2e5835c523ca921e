import { sizeOf, type Shape } from '#shared/networks/layer';

import { float16ToFloat32 } from './float16';
import { ADVICE, grouped, type Hdf5Handle } from './hdf5-handle';

/** An array of numbers, row-major. */
export interface FloatArray {
  readonly shape: Shape;
  readonly values: Float32Array;
}

/** deflate, shuffle, fletcher32: what h5py writes without plugins, and what never grows beyond its data. */
const KNOWN_FILTERS = new Set([1, 2, 3]);
/** A byte of deflate stands for 1,032 at most (zlib's technical details). */
const MOST_EXPANSION = 1032;
const FLOAT_BYTES = new Set([2, 4, 8]);

/** Reads data sets of float16, float32 or float64 of a file, and holds all of them together against the limits. */
export function floatReader(handle: Hdf5Handle): (path: string) => FloatArray {
  const { library, file, limits, fileBytes, refusal, absolute, copyOut, check } = handle;
  let dataBytes = 0;

  return (path) => {
    const where = absolute(path);
    const { shape, size, chunks } = floatsAt(handle, path, where);
    const isPacked = refuseOtherFilters(handle, path, where);
    const bytes = sizeOf(shape) * size;
    const chunkBytes = chunks === null ? 0 : sizeOf(chunks) * size;
    const stored = isPacked ? fileBytes * MOST_EXPANSION : fileBytes;
    dataBytes += bytes;
    if (!(dataBytes <= limits.dataBytes && chunkBytes <= limits.dataBytes && bytes <= stored)) {
      throw refusal(
        `the data set ${path} of shape [${shape.join(', ')}] would need ${grouped(bytes)} bytes; expected ` +
          `${grouped(limits.dataBytes)} at most in all, and no more than a file of ${grouped(fileBytes)} bytes can hold.`,
      );
    }
    const raw = copyOut(bytes, (address) =>
      check(library.get_dataset_data(file, where, null, null, null, address), `the data set ${path}`),
    );
    const values = toFloat32(raw, size);
    refuseStrange(handle, path, values);
    return { shape: [...shape], values };
  };
}

function floatsAt(
  { library, file, refusal }: Hdf5Handle,
  path: string,
  where: string,
): { readonly shape: Shape; readonly size: number; readonly chunks: Shape | null } {
  if (library.get_type(file, where) !== library.H5G_DATASET) {
    throw refusal(`the data set ${path} is missing; expected one for each weight of its list. ${ADVICE}`);
  }
  const { shape, size, type, chunks, virtual_sources: sources } = library.get_dataset_metadata(file, where);
  if (sources !== undefined) throw refusal(`the data set ${path} lies in other files; expected it here. ${ADVICE}`);
  if (type !== library.H5T_class_t.H5T_FLOAT.value || !FLOAT_BYTES.has(size) || shape === null) {
    throw refusal(`the data set ${path} holds something else; expected float16, float32 or float64 numbers. ${ADVICE}`);
  }
  return { shape, size, chunks };
}

/** @returns whether the data set is packed at all */
function refuseOtherFilters({ library, file, refusal }: Hdf5Handle, path: string, where: string): boolean {
  const filters = library.get_dataset_filters(file, where);
  const other = filters.find(({ id }) => !KNOWN_FILTERS.has(id));
  if (other === undefined) return filters.length > 0;
  throw refusal(`the data set ${path} is packed with ${other.name || `filter ${other.id}`}; expected gzip or none.`);
}

function refuseStrange({ refusal }: Hdf5Handle, path: string, values: Float32Array): void {
  const strange = values.findIndex((value) => !Number.isFinite(value));
  if (strange === -1) return;
  throw refusal(
    `the data set ${path} has ${values[strange] ?? Number.NaN} at place ${grouped(strange)}; expected finite numbers ` +
      'alone, as trained weights are. Choose weights of a training that did not diverge.',
  );
}

/** The library gives little-endian numbers, whatever the file holds. */
function toFloat32({ buffer }: Uint8Array, size: number): Float32Array {
  if (size === 4) return new Float32Array(buffer);
  return size === 8 ? new Float32Array(new Float64Array(buffer)) : float16ToFloat32(new Uint16Array(buffer));
}
