import { defineLayer, type FreezableLayer } from './definition';

/**
 * Batch normalisation (Ioffe & Szegedy 2015) over the last dimension, channels or units, with Keras's momentum and epsilon.
 * A frozen one goes by its moving statistics in training too.
 */
export interface BatchNorm extends FreezableLayer {
  readonly kind: 'batchNorm';
}

export const batchNorm = defineLayer<BatchNorm>({
  kind: 'batchNorm',
  plan: (_, inputShape) => {
    const shape = inputShape.slice(-1);
    return {
      outputShape: inputShape,
      weights: [
        { role: 'gamma', shape, initial: 1 },
        { role: 'beta', shape, initial: 0 },
        { role: 'movingMean', shape, initial: 0, isStatistic: true },
        { role: 'movingVariance', shape, initial: 1, isStatistic: true },
      ],
    };
  },
  multiplyAdds: () => 0,
  canBeFrozen: true,
  isRandom: false,
  usesBatchStatistics: true,
  keepsShape: true,
  text: () => ({ kind: 'BatchNorm', setting: '', title: 'BatchNorm' }),
});
