import { DATASETS } from '../datasets';
import type { ExperimentSpec } from '../experiment';
import { emnistPlan } from './emnist';
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
export function planNetwork({ dataset, network }: Pick<ExperimentSpec, 'dataset' | 'network'>): NetworkPlan {
  const { imageShape, classNames } = DATASETS[dataset];
  switch (network.kind) {
    case 'vanilla':
      return vanillaPlan(imageShape, classNames.length);
    case 'siamese-vanilla':
      return siameseVanillaPlan(imageShape, classNames.length, {
        sharedTowers: network.towers === 'shared',
        head: network.head,
      });
    case 'emnist':
      return emnistPlan(imageShape, classNames.length);
    case 'vgg19':
      return vgg19Plan(imageShape, classNames.length);
    case 'vgg16-bn':
      return vgg16BnPlan(imageShape, classNames.length);
    case 'siamese-vgg19':
      return siameseVgg19Plan(imageShape, classNames.length, { sharedTowers: network.towers === 'shared' });
    case 'siamese-vgg16-bn':
      return siameseVgg16BnPlan(imageShape, classNames.length, { sharedTowers: network.towers === 'shared' });
  }
}
