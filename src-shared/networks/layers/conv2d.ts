import { sizeOf } from '../shape';
import { ACTIVATION_TEXTS, defineLayer, imageShape, type Activation, type FreezableLayer } from './definition';

/** A convolution of images, stride 1, with bias and activation. */
export interface Conv2d extends FreezableLayer {
  readonly kind: 'conv2d';
  readonly filters: number;
  /** [height, width] */
  readonly kernel: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly activation: Activation;
  /** The penalty on its kernel, none where it is left out. */
  readonly l2?: number;
}

export const conv2d = defineLayer<Conv2d>({
  kind: 'conv2d',
  plan: (layer, inputShape, name) => {
    const [height, width, channels] = imageShape(layer, inputShape, name);
    const [kernelHeight, kernelWidth] = layer.kernel;
    const isSame = layer.padding === 'same';
    return {
      outputShape: [
        isSame ? height : height - kernelHeight + 1,
        isSame ? width : width - kernelWidth + 1,
        layer.filters,
      ],
      weights: [
        {
          role: 'kernel',
          shape: [kernelHeight, kernelWidth, channels, layer.filters],
          initial: 'glorot',
          l2: layer.l2 ?? 0,
        },
        { role: 'bias', shape: [layer.filters], initial: 0 },
      ],
    };
  },
  // the kernel is applied at every place of the output
  multiplyAdds: ({ outputShape, weights: [kernel] }) => sizeOf(outputShape.slice(0, -1)) * sizeOf(kernel?.shape ?? [0]),
  canBeFrozen: true,
  isRandom: false,
  usesBatchStatistics: false,
  keepsShape: false,
  text: ({ filters, kernel, padding, activation }) => ({
    kind: 'Conv',
    setting: [filters, kernel.join('×'), padding, ...listed(ACTIVATION_TEXTS[activation])].join(', '),
    title: `Conv ${filters} · ${kernel.join('×')}`,
  }),
});

function listed(text: string): readonly string[] {
  return text === '' ? [] : [text];
}
