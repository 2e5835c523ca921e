import type { BatchNorm } from './layers/batch-norm';
import type { Conv2d } from './layers/conv2d';
import type { Dense } from './layers/dense';
import type { Dropout } from './layers/dropout';
import type { Flatten } from './layers/flatten';
import type { MaxPool2d } from './layers/max-pool2d';
import { LAYERS } from './layers/registry';
import type { Shape } from './shape';

export type { Activation } from './layers/definition';
export { sizeOf, type Shape } from './shape';

/**
 * What is written down about a layer, by its kind. These are the built-in ones. At run time there may be others, which
 * extensions register: code asks a layer's definition, and never takes these for all that there are. An extension in
 * TypeScript adds its kind here by declaration merging.
 */
export interface LayersByKind {
  readonly conv2d: Conv2d;
  readonly maxPool2d: MaxPool2d;
  readonly dropout: Dropout;
  readonly flatten: Flatten;
  readonly batchNorm: BatchNorm;
  readonly dense: Dense;
}
export type Layer = LayersByKind[keyof LayersByKind];

/** A tensor of a layer: `tower/conv1/kernel`, [height, width, in, out] or [in, out]. */
export interface WeightPlan {
  readonly name: string;
  /** What it is in its layer: *kernel*, *bias*, *gamma* … */
  readonly role: string;
  readonly shape: Shape;
  /** One value, or drawn by `initialWeights`. */
  readonly initial: number | 'glorot';
  /** Whether the optimiser moves it: not a frozen layer's, and never the moving statistics of batch normalisation. */
  readonly trainable: boolean;
  /** The loss holds l2 · Σw² of it, Keras's `l2(λ)`, without a half. 0 for none. */
  readonly l2: number;
}

/** A layer with all that follows from its place in the network. */
export interface PlannedLayer {
  readonly layer: Layer;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly weights: readonly WeightPlan[];
}

/**
 * Lays out a chain of layers: shapes and weights, in order.
 * @param scope goes before every weight's name, so that two towers do not collide
 * @throws RangeError where a layer does not fit the shape it is given, or is of a kind that nobody registered
 */
export function planLayers(scope: string, inputShape: Shape, layers: readonly Layer[]): readonly PlannedLayer[] {
  let shape = inputShape;
  return layers.map((layer) => {
    const planned = planLayer(scope, shape, layer);
    shape = planned.outputShape;
    return planned;
  });
}

function planLayer(scope: string, inputShape: Shape, layer: Layer): PlannedLayer {
  const name = `${scope}/${layer.name}`;
  const definition = LAYERS.get(layer.kind);
  if (isFrozen(layer) && !definition.canBeFrozen) {
    throw new RangeError(`Layer ${name} (${layer.kind}) is frozen; expected no layer that has nothing to freeze.`);
  }
  const { outputShape, weights } = definition.plan(layer, inputShape, name);
  if (outputShape.some((dimension) => !Number.isInteger(dimension) || dimension < 1)) {
    throw new RangeError(
      `Layer ${name} cannot take an input of [${inputShape.join(', ')}]: ` +
        `its output would be [${outputShape.join(', ')}]. Use larger images or fewer layers.`,
    );
  }
  return {
    layer,
    inputShape,
    outputShape,
    weights: weights.map(({ role, shape, initial, isStatistic = false, l2 = 0 }) => {
      const trainable = !isStatistic && !isFrozen(layer);
      // Keras leaves the penalty of a frozen kernel out of the loss
      return { name: `${name}/${role}`, role, shape, initial, trainable, l2: trainable ? l2 : 0 };
    }),
  };
}

/** Whether the layer's weights, and the statistics of a batch normalisation, stay as they were imported. */
export function isFrozen(layer: Layer): boolean {
  return 'frozen' in layer && layer.frozen;
}
