import { SHAPES } from '#shared/datasets/shapes';

import { createRandom, deriveSeed, permutation } from '#shared/basics/random';
import type { ImageSet } from './dataset';
import { paintShape, SHAPE_SIDE } from './shape-painting';

/** Part of the dataset: with another seed it would be other images, and no figure could be compared. */
const DATASET_SEED = 2_024;

/** Draws the whole dataset: the same bytes each time and everywhere. Takes a second or two, without a pause. */
export function drawShapesSets(): { readonly train: ImageSet; readonly test: ImageSet } {
  return {
    train: drawShapes(SHAPES.trainCount, deriveSeed(DATASET_SEED, 'shapes/train')),
    test: drawShapes(SHAPES.testCount, deriveSeed(DATASET_SEED, 'shapes/test')),
  };
}

/**
 * Draws `count` images of 32×32×3 in shuffled order, so that the first part of them holds every class too.
 * Each class comes equally often, where ten divides the count.
 */
export function drawShapes(count: number, seed: number): ImageSet {
  const random = createRandom(seed);
  const classCount = SHAPES.classNames.length;
  const labels = Uint8Array.from(permutation(count, random), (place) => place % classCount);
  const imageBytes = SHAPE_SIDE * SHAPE_SIDE * 3;
  const images = new Uint8Array(count * imageBytes);
  labels.forEach((label, index) => {
    paintShape(images.subarray(index * imageBytes, (index + 1) * imageBytes), label, random);
  });
  return { images, labels, count };
}
