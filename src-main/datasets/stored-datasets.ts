import type { DatasetName } from '#shared/datasets/datasets';
import { EMNIST_SPLITS } from '#shared/datasets/emnist';

import { cifar10Dataset } from './cifar10';
import { emnistDataset } from './emnist';
import { fashionMnistDataset } from './fashion-mnist';
import type { StoredDataset } from './stored-dataset';

/** Every dataset that the lab does not draw itself, in its official form. */
export const STORED_DATASETS: ReadonlyMap<DatasetName, StoredDataset> = new Map(
  [cifar10Dataset(), ...EMNIST_SPLITS.map((split) => emnistDataset(split)), fashionMnistDataset()].map(
    (dataset) => [dataset.facts.name, dataset] as const,
  ),
);
