import { z } from 'zod';

import { LabError } from '#shared/errors/errors';
import { sizeOf, type Shape } from '#shared/networks/layer';

export type SafeTensor =
  | { readonly name: string; readonly shape: Shape; readonly values: Float32Array }
  | { readonly name: string; readonly shape: Shape; readonly values: Uint32Array }
  | { readonly name: string; readonly shape: Shape; readonly values: Uint8Array };

/** What a safetensors file holds. */
export interface SafeTensors {
  /** In the order in which their values lie in the file. */
  readonly tensors: readonly SafeTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** The format's own limit. */
const MOST_HEADER_BYTES = 100_000_000;
const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

const Whole = z.int().nonnegative();
const Header = z.record(
  z.string(),
  z.strictObject({
    dtype: z.enum(['F32', 'U32', 'U8']),
    shape: z.array(Whole),
    data_offsets: z.tuple([Whole, Whole]),
  }),
);
const Metadata = z.record(z.string(), z.string());

/**
 * Writes tensors in the safetensors format (8 bytes little-endian: length of the header; a JSON header padded with
 * spaces to a multiple of 8; the values, little-endian, without gaps), which Python, Rust and browsers read safely.
 * @param metadata free text by name, kept in the header under `__metadata__`
 */
export function encodeSafetensors(
  tensors: readonly SafeTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let offset = 0;
  for (const { name, shape, values } of tensors) {
    if (sizeOf(shape) !== values.length) {
      throw new RangeError(`The tensor ${name} of shape [${shape.join(', ')}] has ${values.length} values.`);
    }
    const end = offset + values.byteLength;
    header[name] = { dtype: dtypeOf(values), shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = JSON.stringify(header);
  const bytes = Buffer.byteLength(json);
  const padded = Buffer.from(json + ' '.repeat((8 - (bytes % 8)) % 8));
  const file = Buffer.alloc(LENGTH_BYTES + padded.length + offset);
  file.writeBigUInt64LE(BigInt(padded.length), 0);
  padded.copy(file, LENGTH_BYTES);
  let position = LENGTH_BYTES + padded.length;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), position);
    position += values.byteLength;
  }
  return file;
}

/**
 * Reads a safetensors file of F32, U32 and U8 tensors. Strict, as the format asks: the header's length is within the file,
 * and the tensors fill what follows it without gaps and without overlapping. The values are a copy.
 * @throws LabError `invalid-weights`
 */
export function decodeSafetensors(file: Uint8Array): SafeTensors {
  const { header, metadata, start } = readHeader(file);
  const entries = Object.entries(header).map(([name, entry]) => ({ name, ...entry }));
  entries.sort((a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  let position = 0;
  const tensors = entries.map(({ name, dtype, shape, data_offsets: [from, to] }): SafeTensor => {
    const bytes = sizeOf(shape) * (dtype === 'U8' ? 1 : 4);
    if (from !== position || to - from !== bytes) {
      throw refusal(
        `its tensor ${name} lies at bytes ${from} to ${to}`,
        `${position} to ${position + bytes}, for ${dtype} of shape [${shape.join(', ')}]`,
      );
    }
    if (start + to > file.length) {
      throw refusal(`it ends inside the tensor ${name}`, `${start + to} bytes at least, not ${file.length}`);
    }
    position = to;
    const values = new Uint8Array(file.subarray(start + from, start + to));
    switch (dtype) {
      case 'F32':
        return { name, shape, values: new Float32Array(values.buffer) };
      case 'U32':
        return { name, shape, values: new Uint32Array(values.buffer) };
      case 'U8':
        return { name, shape, values };
    }
  });
  if (start + position !== file.length) {
    throw refusal(`it has ${file.length - start - position} bytes behind its last tensor`, 'none');
  }
  return { tensors, metadata };
}

function dtypeOf(values: SafeTensor['values']): z.infer<typeof Header>[string]['dtype'] {
  if (values instanceof Float32Array) return 'F32';
  return values instanceof Uint32Array ? 'U32' : 'U8';
}

function readHeader(file: Uint8Array): {
  readonly header: z.infer<typeof Header>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly start: number;
} {
  if (file.length < LENGTH_BYTES) throw refusal(`it has ${file.length} bytes`, `${LENGTH_BYTES} at least`);
  const length = new DataView(file.buffer, file.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(Math.min(MOST_HEADER_BYTES, file.length - LENGTH_BYTES))) {
    throw refusal(`it says that its header has ${length} bytes`, `${MOST_HEADER_BYTES} at most, and within the file`);
  }
  const start = LENGTH_BYTES + Number(length);
  const { [METADATA]: metadata = {}, ...entries } = parseHeader(file.subarray(LENGTH_BYTES, start));
  const header = Header.safeParse(entries);
  const texts = Metadata.safeParse(metadata);
  if (!header.success || !texts.success) {
    const { issues } = (header.success ? texts.error : header.error) ?? { issues: [] };
    const where = issues[0]?.path.map(String).join('.') ?? '';
    throw refusal(
      `its header is wrong at "${where}"`,
      'F32, U32 or U8 tensors with a shape and data_offsets, and texts',
    );
  }
  return { header: header.data, metadata: texts.data, start };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // said below
  }
  throw refusal('its header is not a JSON object', 'one');
}

function refusal(received: string, expected: string): LabError {
  return new LabError(
    'invalid-weights',
    `The safetensors file is damaged: ${received}; expected ${expected}. Export the weights again.`,
  );
}
