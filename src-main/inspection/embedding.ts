import { setImmediate } from 'node:timers/promises';

import { createRandom, deriveSeed, permutation } from '#shared/basics/random';
import type { Control } from './control';
import type { HeldNetwork } from './held-network';

/** Images at a time: a cancel is heard after each. */
const CHUNK = 200;

/** What a tower makes of some test images. */
export interface Embedding {
  /** Of the test set, ascending. */
  readonly indices: Uint32Array;
  /** [images, features], row-major. */
  readonly values: Float32Array;
  readonly features: number;
}

/** Which test images are embedded where there are more than are wanted: drawn, as a file may be in the order of its classes. */
export function embeddedIndices(testCount: number, wanted: number): Uint32Array {
  const order = permutation(testCount, createRandom(deriveSeed(1, 'embedding/images')));
  return order.subarray(0, Math.min(wanted, testCount)).sort();
}

/**
 * Gives test images to one tower.
 * @param tower 0 for that of the first input, 1 for that of the second
 * @throws the signal's reason
 */
export async function embedTestSet(
  { network, dataset }: Pick<HeldNetwork, 'network' | 'dataset'>,
  indices: Uint32Array,
  tower: number,
  { report, signal }: Control,
): Promise<Embedding> {
  let values = new Float32Array();
  let features = 0;
  for (let start = 0; start < indices.length; start += CHUNK) {
    signal.throwIfAborted();
    report({ phase: 'embedding', done: start, total: indices.length });
    const images = indices.subarray(start, start + CHUNK);
    const given = network.embed(dataset.test, { first: images, second: images })[tower];
    if (given === undefined) throw new RangeError(`The network has no tower ${tower + 1}.`);
    if (start === 0) {
      features = given.length / images.length;
      values = new Float32Array(indices.length * features);
    }
    values.set(given, start * features);
    await setImmediate();
  }
  return { indices, values, features };
}

/**
 * The images whose features are nearest to those of one, by euclidean distance, nearest first; of equals the one that
 * comes first.
 * @param row of the image in the embedding
 */
export function nearestRows(
  { values, features, indices }: Embedding,
  row: number,
  limit: number,
): readonly { readonly row: number; readonly distance: number }[] {
  return Array.from(indices, (_, other) => {
    let sum = 0;
    for (let place = 0; place < features; place++) {
      sum += ((values[row * features + place] ?? 0) - (values[other * features + place] ?? 0)) ** 2;
    }
    return { row: other, distance: Math.sqrt(sum) };
  })
    .filter((each) => each.row !== row)
    .sort((one, other) => one.distance - other.distance || one.row - other.row)
    .slice(0, limit);
}
