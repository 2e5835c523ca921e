/** The settings of a training that an optimiser can take. */
export interface OptimiserSettings {
  /** Its kind. */
  readonly optimiser: string;
  readonly learningRate: number;
  readonly momentum: number;
}

/** A way to move weights. What an engine does for it is in the engine's own registry, under the same kind. */
export interface OptimiserDefinition {
  readonly kind: string;
  /** In English. */
  readonly name: string;
  /** Where it comes from. */
  readonly paper: string;
  /** Those that it takes. */
  readonly hyperparameters: readonly Exclude<keyof OptimiserSettings, 'optimiser'>[];
  /** What it remembers of each weight from step to step: tensors of the weight's shape, zeros at first, by name. */
  readonly slots: readonly string[];
}
