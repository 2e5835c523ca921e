import { createRegistry } from '#shared/basics/registry';
import { EMNIST_SPLITS } from '#shared/datasets/emnist';
import { SHAPES } from '#shared/datasets/shapes';

import { cifar10Dataset } from './cifar10';
import { emnistDataset } from './emnist';
import { fashionMnistDataset } from './fashion-mnist';
import { drawShapesSets } from './shapes';
import { madeSource, storedSource, type DatasetSource } from './source';

/** Where the images of every dataset that the lab knows come from. */
export const SOURCES = createRegistry<DatasetSource>('dataset', ({ facts }) => facts.name);

/** Those that come with the lab, in the order of their facts (#shared/datasets/built-in). A new one is entered here. */
const BUILT_IN_SOURCES: readonly DatasetSource[] = [
  storedSource(cifar10Dataset()),
  madeSource(SHAPES, drawShapesSets),
  ...EMNIST_SPLITS.map((split) => storedSource(emnistDataset(split))),
  storedSource(fashionMnistDataset()),
];
for (const source of BUILT_IN_SOURCES) SOURCES.register(source);
