import type { Output } from '../graph';
import type { Operations } from '../operations';

/** What the outputs of a batch, or of a lane of it, should have been. */
export interface Targets {
  /** Class indices [batch], int32. */
  readonly classes: Output;
  /** 1 for "same" [batch, 1]. */
  readonly same: Output;
  /**
   * Each example's share of the mean over the whole batch: its weight, divided by the number of examples. They add up to 1
   * over all lanes where no example has a weight. [batch]
   */
  readonly shares: Output;
}

export interface BuiltLoss {
  /** In nats where it is one of probabilities. [] */
  readonly loss: Output;
  /** Of the loss by the logits. [batch, …] */
  readonly gradient: Output;
}

/** A loss in this engine. */
export interface GraphLoss {
  readonly kind: string;
  /**
   * The loss as the layers engine has it, with its gradient.
   * @param logits of the output, before its activation: [batch, classes], [batch, 1], or an embedding [batch, length].
   *   For a loss over samples a lane of the batch, for one over the batch all of it.
   */
  readonly build: (operations: Operations, logits: Output, targets: Targets) => BuiltLoss;
}

/**
 * A loss that is a mean over examples. With weights Σ weight · loss / batch, as Keras does.
 * @param losses of each example [batch]
 * @param gradient of each example's loss by its logits [batch, …]
 */
export function meanOfSamples(
  { sum, multiply, reshape }: Operations,
  { shares }: Targets,
  losses: Output,
  gradient: Output,
): BuiltLoss {
  return {
    loss: sum(multiply(losses, shares), [0]),
    gradient: multiply(gradient, reshape(shares, [-1, 1])),
  };
}
