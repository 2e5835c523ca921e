import { defineLayer, type LayerBase } from './definition';

/** In training drops each value with a probability, and enlarges the others (Srivastava et al. 2014). */
export interface Dropout extends LayerBase {
  readonly kind: 'dropout';
  readonly rate: number;
}

export const dropout = defineLayer<Dropout>({
  kind: 'dropout',
  plan: (_, inputShape) => ({ outputShape: inputShape, weights: [] }),
  multiplyAdds: () => 0,
  canBeFrozen: false,
  isRandom: true,
  usesBatchStatistics: false,
  keepsShape: true,
  text: ({ rate }, number) => ({ kind: 'Dropout', setting: number(rate), title: `Dropout ${number(rate)}` }),
});
