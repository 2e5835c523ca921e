import { defineLayer, imageShape, type LayerBase } from './definition';

/** The largest value of each square of an image; what is left over at the right and the bottom is dropped. */
export interface MaxPool2d extends LayerBase {
  readonly kind: 'maxPool2d';
  /** The side of a square. */
  readonly size: number;
}

export const maxPool2d = defineLayer<MaxPool2d>({
  kind: 'maxPool2d',
  plan: (layer, inputShape, name) => {
    const [height, width, channels] = imageShape(layer, inputShape, name);
    return { outputShape: [Math.floor(height / layer.size), Math.floor(width / layer.size), channels], weights: [] };
  },
  multiplyAdds: () => 0,
  canBeFrozen: false,
  isRandom: false,
  usesBatchStatistics: false,
  keepsShape: false,
  text: ({ size }) => ({ kind: 'MaxPool', setting: String(size), title: `MaxPool ${size}` }),
});
