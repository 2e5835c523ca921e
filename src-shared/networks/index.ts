import { DATASETS, type DatasetName } from '../datasets/datasets';
import type { NetworkSpec } from './network-spec';
import { discriminationPlan } from './discrimination';
import { emnistPlan } from './emnist';
import { jointPlan } from './joint';
import type { NetworkPlan } from './plan';
import { siameseVanillaPlan } from './siamese-vanilla';
import { siameseVgg16BnPlan } from './siamese-vgg16-bn';
import { siameseVgg19Plan } from './siamese-vgg19';
import { vanillaPlan } from './vanilla';
import { vgg16BnPlan } from './vgg16-bn';
import { vgg19Plan } from './vgg19';

/**
 * The network that a spec asks for, laid out for its dataset: here is where a new one is entered.
 * @throws RangeError where the dataset's images are too small for it
 */
export function planNetwork({
  dataset,
  network,
}: {
  readonly dataset: DatasetName;
  readonly network: NetworkSpec;
}): NetworkPlan {
  const { imageShape, classNames } = DATASETS[dataset];
  switch (network.kind) {
    case 'vanilla':
      return vanillaPlan(imageShape, classNames.length, network);
    case 'siamese-vanilla':
      return siameseVanillaPlan(imageShape, classNames.length, {
        ...network,
        sharedTowers: network.towers === 'shared',
      });
    case 'discrimination':
      return discriminationPlan(imageShape, { ...network, sharedTowers: network.towers === 'shared' });
    case 'joint':
      return jointPlan(imageShape, classNames.length, { ...network, sharedTowers: network.towers === 'shared' });
    case 'emnist':
      return emnistPlan(imageShape, classNames.length);
    case 'vgg19':
      return vgg19Plan(imageShape, classNames.length, {
        ...network,
        frozenThrough: network.transfer?.frozenThrough ?? null,
      });
    case 'vgg16-bn':
      return vgg16BnPlan(imageShape, classNames.length);
    case 'siamese-vgg19':
      return siameseVgg19Plan(imageShape, classNames.length, { sharedTowers: network.towers === 'shared' });
    case 'siamese-vgg16-bn':
      return siameseVgg16BnPlan(imageShape, classNames.length, { sharedTowers: network.towers === 'shared' });
  }
}
