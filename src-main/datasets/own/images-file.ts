import type { FileHandle } from 'node:fs/promises';

import { z } from 'zod';

import { LabError } from '#shared/errors/errors';

/** The tensors of a dataset's file, in the order in which they lie in it. */
export type TensorName = 'train_images' | 'train_labels' | 'test_images' | 'test_labels';

interface Place {
  /** From the start of the file. */
  readonly at: number;
  readonly bytes: number;
}

const MOST_HEADER_BYTES = 2 ** 20;
const whole = z.int().nonnegative();
const tensorSchema = z.strictObject({
  dtype: z.literal('U8'),
  shape: z.array(whole),
  data_offsets: z.tuple([whole, whole]),
});
const headerSchema = z.object({
  train_images: tensorSchema,
  train_labels: tensorSchema,
  test_images: tensorSchema,
  test_labels: tensorSchema,
});

export interface SetShape {
  readonly count: number;
  /** [height, width, channels] */
  readonly imageShape: readonly number[];
}

/** The header of a file of two sets, as safetensors has it: its length, JSON, blanks to a multiple of eight bytes. */
export function imagesHeader(sets: Readonly<Record<'train' | 'test', SetShape>>): Uint8Array {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const split of ['train', 'test'] as const) {
    const { count, imageShape } = sets[split];
    const shapes = [[count, ...imageShape], [count]];
    for (const [index, part] of ['images', 'labels'].entries()) {
      const shape = shapes[index] ?? [];
      const end = offset + shape.reduce((product, dimension) => product * dimension, 1);
      header[`${split}_${part}`] = { dtype: 'U8', shape, data_offsets: [offset, end] };
      offset = end;
    }
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

/** Where the tensors of a file lie. @throws LabError `dataset-damaged` */
export async function readImagesHeader(
  file: FileHandle,
  path: string,
): Promise<{ readonly places: Readonly<Record<TensorName, Place>> }> {
  const refuse = (): LabError =>
    new LabError(
      'dataset-damaged',
      `${path} has no header that the lab understands; expected safetensors. Import the pictures again.`,
    );
  const length = Buffer.alloc(8);
  await file.read(length, 0, 8, 0);
  const bytes = Number(length.readBigUInt64LE());
  if (bytes === 0 || bytes > MOST_HEADER_BYTES) throw refuse();
  const text = Buffer.alloc(bytes);
  await file.read(text, 0, bytes, 8);
  const parsed = headerSchema.safeParse(jsonOf(text.toString('utf8')));
  if (!parsed.success) throw refuse();
  const placeOf = (name: TensorName): Place => {
    const [from, to] = parsed.data[name].data_offsets;
    if (to < from) throw refuse();
    return { at: 8 + bytes + from, bytes: to - from };
  };
  return {
    places: {
      train_images: placeOf('train_images'),
      train_labels: placeOf('train_labels'),
      test_images: placeOf('test_images'),
      test_labels: placeOf('test_labels'),
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
