import type { OutputKind } from '../networks/plan';

/** A loss. What an engine computes for it is in the engine's own registry, under the same kind. */
export interface LossDefinition {
  readonly kind: string;
  /** The kind of output that it is defined over. */
  readonly output: OutputKind;
  /**
   * *samples*: a sum over the examples of a batch, each by itself, so that parts of a batch add up. *batch*: over the
   * batch as a whole, such as over all pairs in it: its parts are joined first.
   */
  readonly scope: 'samples' | 'batch';
  /** In English. */
  readonly name: string;
  /** Where it comes from. */
  readonly paper: string;
}
