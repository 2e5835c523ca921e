import { sizeOf } from '../shape';
import { defineLayer, type LayerBase } from './definition';

/** All values of an example as one vector, row-major. */
export interface Flatten extends LayerBase {
  readonly kind: 'flatten';
}

export const flatten = defineLayer<Flatten>({
  kind: 'flatten',
  plan: (_, inputShape) => ({ outputShape: [sizeOf(inputShape)], weights: [] }),
  multiplyAdds: () => 0,
  canBeFrozen: false,
  isRandom: false,
  usesBatchStatistics: false,
  keepsShape: false,
  text: () => ({ kind: 'Flatten', setting: '', title: 'Flatten' }),
});
