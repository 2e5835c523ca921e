import type { DatasetDefinition } from '#shared/datasets/datasets';

/** An idx file by the book, for any type of values. */
export function encodeIdx(dimensions: readonly number[], values: Uint8Array, type = 0x08): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt8(type, 2);
  header.writeUInt8(dimensions.length, 3);
  dimensions.forEach((dimension, index) => header.writeUInt32BE(dimension, 4 + 4 * index));
  return Buffer.concat([header, values]);
}

/** The same dataset with a few images only. */
export function smaller(facts: DatasetDefinition, trainCount = 6, testCount = 4): DatasetDefinition {
  return { ...facts, trainCount, testCount };
}

/** Images of 28×28, each with one corner more: enough to tell rows from columns, and one image from another. */
function sampleImages(count: number, shade: number): Uint8Array {
  const images = new Uint8Array(count * 784);
  for (let image = 0; image < count; image++) {
    images[image * 784] = shade;
    // the third value of the first row of the file
    images[image * 784 + 2] = image + 1;
  }
  return images;
}

/**
 * The four files of a small dataset, by name: images as `sampleImages` makes them, labels one after the other.
 * @param names of train images, train labels, test images and test labels
 */
export function sampleIdxFiles(
  names: readonly string[],
  { facts, firstLabel = 0, shade = 1 }: { facts: DatasetDefinition; firstLabel?: number; shade?: number },
): Map<string, Buffer> {
  const labels = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, (_, index) => firstLabel + (index % facts.classNames.length));
  const { trainCount, testCount } = facts;
  const bodies = [
    encodeIdx([trainCount, 28, 28], sampleImages(trainCount, shade)),
    encodeIdx([trainCount], labels(trainCount)),
    encodeIdx([testCount, 28, 28], sampleImages(testCount, shade + 1)),
    encodeIdx([testCount], labels(testCount)),
  ];
  return new Map(bodies.map((body, index) => [names[index] ?? '', body] as const));
}
