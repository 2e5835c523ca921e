import { sizeOf } from '../shape';
import { ACTIVATION_TEXTS, defineLayer, type Activation, type FreezableLayer } from './definition';

/** x · kernel + bias, and the activation. */
export interface Dense extends FreezableLayer {
  readonly kind: 'dense';
  readonly units: number;
  readonly activation: Activation;
  /** The penalty on its kernel, none where it is left out. */
  readonly l2?: number;
}

export const dense = defineLayer<Dense>({
  kind: 'dense',
  plan: ({ units, l2 = 0 }, inputShape, name) => {
    const [inputs] = inputShape;
    if (inputs === undefined || inputShape.length !== 1) {
      throw new RangeError(
        `Layer ${name} is dense and takes a vector; received [${inputShape.join(', ')}]. Put a flatten layer before it.`,
      );
    }
    return {
      outputShape: [units],
      weights: [
        { role: 'kernel', shape: [inputs, units], initial: 'glorot', l2 },
        { role: 'bias', shape: [units], initial: 0 },
      ],
    };
  },
  multiplyAdds: ({ weights: [kernel] }) => sizeOf(kernel?.shape ?? [0]),
  canBeFrozen: true,
  isRandom: false,
  usesBatchStatistics: false,
  keepsShape: false,
  text: ({ units, activation }) => {
    const name = ACTIVATION_TEXTS[activation];
    return {
      kind: 'Dense',
      setting: name === '' ? String(units) : `${units}, ${name}`,
      title: name === '' ? `Dense ${units}` : `Dense ${units} · ${name}`,
    };
  },
});
