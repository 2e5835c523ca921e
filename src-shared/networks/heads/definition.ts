import type { Shape } from '../shape';

/** A way to join the towers' outputs a and b, in the order of the network's inputs. */
export interface HeadDefinition {
  readonly kind: string;
  /** How many towers' outputs it joins. */
  readonly joins: 1 | 2;
  /** Of what it gives, from the length of each tower's output. */
  readonly shape: (features: number) => Shape;
  /** Whether it sets a before b and nothing else: what follows it can be cut in two then. */
  readonly isConcatenation: boolean;
  /**
   * In the notation of the field, the same in every language; null where there is nothing to join.
   * *title*: both as short as a diagram needs them.
   */
  readonly text: (
    features: number,
  ) => { readonly kind: string; readonly setting: string; readonly title: string } | null;
}
