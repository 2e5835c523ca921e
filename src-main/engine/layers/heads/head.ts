import type { Tensor2D } from '@tensorflow/tfjs-node';

import type { Tensorflow } from '../../tensorflow';

/** A way to join towers in this engine. */
export interface TfjsHead {
  readonly kind: string;
  /**
   * @param features [batch, count] of both towers; where the head joins one, the second is the first once more
   * @returns [batch, …] as the head's definition says
   */
  readonly join: (tf: Tensorflow, features: readonly [Tensor2D, Tensor2D]) => Tensor2D;
}
