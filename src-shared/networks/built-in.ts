import { discrimination } from './discrimination';
import { emnist } from './emnist';
import { joint } from './joint';
import { siameseVanilla } from './siamese-vanilla';
import { siameseVgg16Bn } from './siamese-vgg16-bn';
import { siameseVgg19 } from './siamese-vgg19';
import { vanilla } from './vanilla';
import { vgg16Bn } from './vgg16-bn';
import { vgg19 } from './vgg19';

/** The networks that come with the lab, in the order in which they are offered. A new one is entered here. */
export const BUILT_IN_NETWORKS = [
  vanilla,
  siameseVanilla,
  discrimination,
  joint,
  emnist,
  vgg19,
  vgg16Bn,
  siameseVgg19,
  siameseVgg16Bn,
] as const;
