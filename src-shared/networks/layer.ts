/** Without the batch: [height, width, channels] or [units]. */
export type Shape = readonly number[];
export type Activation = 'linear' | 'relu' | 'softmax' | 'sigmoid';

/**
 * What a person writes down about a layer. *l2*: the penalty on its kernel, none where it is left out.
 * *frozen*: its weights stay as they were imported.
 */
export type Layer =
  | {
      readonly kind: 'conv2d';
      readonly name: string;
      readonly filters: number;
      /** [height, width] */
      readonly kernel: readonly [number, number];
      readonly padding: 'valid' | 'same';
      readonly activation: Activation;
      readonly l2?: number;
      readonly frozen?: boolean;
    }
  | { readonly kind: 'maxPool2d'; readonly name: string; readonly size: number }
  | { readonly kind: 'dropout'; readonly name: string; readonly rate: number }
  | { readonly kind: 'flatten'; readonly name: string }
  /** Over the last dimension, its channels or units, with Keras's momentum and epsilon. */
  | { readonly kind: 'batchNorm'; readonly name: string; readonly frozen?: boolean }
  | {
      readonly kind: 'dense';
      readonly name: string;
      readonly units: number;
      readonly activation: Activation;
      readonly l2?: number;
      readonly frozen?: boolean;
    };

/** What a tensor is in its layer, in the order in which Keras lists them. */
export type WeightRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';

/** A tensor of a layer: `tower/conv1/kernel`, [height, width, in, out] or [in, out]. */
export interface WeightPlan {
  readonly name: string;
  readonly role: WeightRole;
  readonly shape: Shape;
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

/** The number of values in a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

/**
 * Lays out a chain of layers: shapes and weights, in order.
 * @param scope goes before every weight's name, so that two towers do not collide
 * @throws where a layer does not fit the shape it is given
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
  const weight = (role: WeightRole, shape: Shape): WeightPlan => {
    const trainable = role !== 'movingMean' && role !== 'movingVariance' && !isFrozen(layer);
    // Keras leaves the penalty of a frozen kernel out of the loss
    const l2 = role === 'kernel' && 'l2' in layer && trainable ? layer.l2 : 0;
    return { name: `${scope}/${layer.name}/${role}`, role, shape, trainable, l2 };
  };
  const planned = (outputShape: Shape, weights: readonly WeightPlan[] = []): PlannedLayer => {
    if (outputShape.some((dimension) => !Number.isInteger(dimension) || dimension < 1)) {
      throw new RangeError(
        `Layer ${scope}/${layer.name} cannot take an input of [${inputShape.join(', ')}]: ` +
          `its output would be [${outputShape.join(', ')}]. Use larger images or fewer layers.`,
      );
    }
    return { layer, inputShape, outputShape, weights };
  };
  switch (layer.kind) {
    case 'conv2d': {
      const [height, width, channels] = imageShape(scope, layer, inputShape);
      const [kernelHeight, kernelWidth] = layer.kernel;
      const same = layer.padding === 'same';
      return planned(
        [same ? height : height - kernelHeight + 1, same ? width : width - kernelWidth + 1, layer.filters],
        [weight('kernel', [kernelHeight, kernelWidth, channels, layer.filters]), weight('bias', [layer.filters])],
      );
    }
    case 'maxPool2d': {
      const [height, width, channels] = imageShape(scope, layer, inputShape);
      return planned([Math.floor(height / layer.size), Math.floor(width / layer.size), channels]);
    }
    case 'dropout':
      return planned(inputShape);
    case 'flatten':
      return planned([sizeOf(inputShape)]);
    case 'batchNorm': {
      const channels = inputShape.slice(-1);
      const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'] as const;
      return planned(
        inputShape,
        roles.map((role) => weight(role, channels)),
      );
    }
    case 'dense': {
      const [inputs] = inputShape;
      if (inputs === undefined || inputShape.length !== 1) {
        throw new RangeError(
          `Layer ${scope}/${layer.name} is dense and takes a vector; received [${inputShape.join(', ')}]. Put a flatten layer before it.`,
        );
      }
      return planned([layer.units], [weight('kernel', [inputs, layer.units]), weight('bias', [layer.units])]);
    }
  }
}

/** Whether the layer's weights, and the statistics of a batch normalisation, stay as they were imported. */
export function isFrozen(layer: Layer): boolean {
  return 'frozen' in layer && layer.frozen;
}

function imageShape(scope: string, layer: Layer, shape: Shape): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined || shape.length !== 3) {
    throw new RangeError(
      `Layer ${scope}/${layer.name} (${layer.kind}) takes images [height, width, channels]; received [${shape.join(', ')}].`,
    );
  }
  return [height, width, channels];
}
