import { CIFAR10 } from './cifar10';
import { EMNIST_DATASETS } from './emnist';
import { FASHION_MNIST } from './fashion-mnist';
import { SHAPES } from './shapes';

/** The datasets that come with the lab, in the order in which they are listed. A new one is entered here. */
export const BUILT_IN_DATASETS = [CIFAR10, SHAPES, ...EMNIST_DATASETS, FASHION_MNIST] as const;
