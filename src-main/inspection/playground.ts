import { LabError } from '#shared/errors/errors';
import type { PlaygroundAnswer, ShownImage, TypicalDistances } from '#shared/contract/inspection';
import { sizeOf } from '#shared/networks/layer';
import { isSiamese } from '#shared/networks/plan';

import type { ImageSet } from '../datasets/dataset';
import type { Batch } from '../engine/engine';
import { balancedPairs } from '../training/pairing/balanced';
import type { HeldNetwork } from './held-network';

/** Pairs of each kind behind the typical distances: enough for a median, and soon looked at. */
const TYPICAL_PAIRS = 100;
const TYPICAL_SEED = 1;

/**
 * What a network says of two images: of each by itself, and of both together.
 * @throws LabError `invalid-request` where an image is none of the test set or not as large as the network's
 */
export function answerPlayground(
  { plan, network, dataset }: HeldNetwork,
  shown: readonly [ShownImage, ShownImage],
): Omit<PlaygroundAnswer, 'typical'> {
  const images = Buffer.concat(shown.map((image) => pixelsOf(image, dataset)));
  // nobody knows their classes, and nothing here asks for them
  const set: ImageSet = { images, labels: Uint8Array.of(0, 0), count: 2 };
  const classCount = dataset.facts.classNames.length;
  const siamese = isSiamese(plan);
  // each image alone is given to both towers, as the honest protocol does
  const batch: Batch = siamese
    ? { first: Uint32Array.of(0, 1, 0), second: Uint32Array.of(0, 1, 1) }
    : { first: Uint32Array.of(0, 1) };
  const outputs = network.predict(set, batch);
  const row = (index: number): Float32Array | undefined =>
    outputs.class?.slice(index * classCount, (index + 1) * classCount);
  const [first, second] = [row(0), row(1)];
  return {
    classes: first === undefined || second === undefined ? null : { first, second },
    together: siamese ? (row(2) ?? null) : null,
    same: outputs.same?.[2] ?? null,
    distance: distancesOf({ plan, network }, set, { first: Uint32Array.of(0), second: Uint32Array.of(1) })[0] ?? 0,
  };
}

/** The median distance of pairs of one class and of two, among the test images. */
export function typicalDistances({ plan, network, dataset }: HeldNetwork): TypicalDistances {
  const { test } = dataset;
  const { first, second, same } = balancedPairs(test.labels, test.count, TYPICAL_PAIRS, TYPICAL_SEED);
  const distances = distancesOf({ plan, network }, test, { first, second });
  const median = (wanted: 0 | 1): number => {
    const sorted = distances.filter((_, pair) => same[pair] === wanted).sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  };
  return { same: median(1), different: median(0), pairs: TYPICAL_PAIRS };
}

/** ‖a − b‖ of what the towers make of the two images of each pair; a plain network has one tower for both. */
function distancesOf(
  { plan, network }: Pick<HeldNetwork, 'plan' | 'network'>,
  set: ImageSet,
  { first, second }: Batch & { readonly second: Uint32Array },
): readonly number[] {
  const [one, other] = isSiamese(plan)
    ? network.embed(set, { first, second })
    : [first, second].flatMap((side) => network.embed(set, { first: side }));
  if (one === undefined || other === undefined) throw new Error('The network gave no features.');
  const features = one.length / first.length;
  return Array.from(first, (_, pair) => {
    let sum = 0;
    for (let place = pair * features; place < (pair + 1) * features; place++) {
      sum += ((one[place] ?? 0) - (other[place] ?? 0)) ** 2;
    }
    return Math.sqrt(sum);
  });
}

function pixelsOf(image: ShownImage, { facts, test }: HeldNetwork['dataset']): Uint8Array {
  const size = sizeOf(facts.imageShape);
  if (image.kind === 'test') {
    if (image.index < test.count) return test.images.subarray(image.index * size, (image.index + 1) * size);
    throw new LabError(
      'invalid-request',
      `Received the test image ${image.index}; expected 0 to ${test.count - 1}, the test images of ${facts.title}.`,
    );
  }
  if (image.pixels.length === size) return image.pixels;
  throw new LabError(
    'invalid-request',
    `Received ${image.pixels.length} pixel values; expected ${size}, an image of ${facts.imageShape.join('×')}.`,
  );
}
