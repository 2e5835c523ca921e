import type { Layer, PlannedLayer } from '../layer';
import type { Shape } from '../shape';

/** What every layer has: its kind, and a name that no other layer of its tower or branch has. */
export interface LayerBase {
  readonly kind: string;
  readonly name: string;
}

/** A layer whose weights can stay as they were imported. */
export interface FreezableLayer extends LayerBase {
  readonly frozen?: boolean;
}

export type Activation = 'linear' | 'relu' | 'softmax' | 'sigmoid';

/** A tensor of a layer, as the layer asks for it. */
export interface LayerWeight {
  /** What it is in its layer: the end of its name. */
  readonly role: string;
  readonly shape: Shape;
  /** What it starts from: one value, or drawn as Glorot and Bengio (2010) do, from a shape [..., in, out]. */
  readonly initial: number | 'glorot';
  /** Whether no gradient moves it: a moving statistic, say. Left out: one does. */
  readonly isStatistic?: boolean;
  /** What the loss holds of Σw²; none where it is left out. */
  readonly l2?: number;
}

/** What follows from a layer and the shape that it is given. */
export interface LayerLayout {
  readonly outputShape: Shape;
  /** In the order in which Keras lists them. */
  readonly weights: readonly LayerWeight[];
}

/** A layer in the notation of the field, the same in every language. */
export interface LayerText {
  /** Conv */
  readonly kind: string;
  /** 32, 3×3, valid, ReLU */
  readonly setting: string;
  /** Both as short as a diagram needs them: Conv 32 · 3×3 */
  readonly title: string;
}

/**
 * A kind of layer. What an engine makes of it is in the engine's own registry, under the same kind.
 * @typeParam L what is written down about a layer of this kind
 */
export interface LayerDefinition<L extends LayerBase = Layer> {
  readonly kind: L['kind'];
  /**
   * @param inputShape of one example, without the batch
   * @param name of the layer with its scope, for errors
   * @throws RangeError where the layer does not fit the shape
   */
  readonly plan: (layer: L, inputShape: Shape, name: string) => LayerLayout;
  /** The multiplications, each with its addition, of one pass of one example; 0 where they are next to none. */
  readonly multiplyAdds: (planned: PlannedLayer) => number;
  readonly canBeFrozen: boolean;
  /** Whether chance decides in training what it gives, so that an example gives something else in each epoch. */
  readonly isRandom: boolean;
  /** Whether in training what it gives for one example depends on the others of the batch, unless it is frozen. */
  readonly usesBatchStatistics: boolean;
  /** Whether it always gives what has the shape of its input. */
  readonly keepsShape: boolean;
  /** @param number writes a number as people do: 0.2 */
  readonly text: (layer: L, number: (value: number) => string) => LayerText;
}

/** Enters a definition among all others: a layer is only ever given to the definition of its kind. */
export function defineLayer<L extends LayerBase>(definition: LayerDefinition<L>): LayerDefinition {
  return definition as unknown as LayerDefinition;
}

/** @throws RangeError where it is no image [height, width, channels] */
export function imageShape(
  { kind }: Pick<LayerBase, 'kind'>,
  shape: Shape,
  name: string,
): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined || shape.length !== 3) {
    throw new RangeError(
      `Layer ${name} (${kind}) takes images [height, width, channels]; received [${shape.join(', ')}].`,
    );
  }
  return [height, width, channels];
}

export const ACTIVATION_TEXTS = { linear: '', relu: 'ReLU', softmax: 'softmax', sigmoid: 'sigmoid' } as const;
