import type { NetworkKind } from '#shared/experiment/experiment';

/** What a process is told that tries its kernels. */
export interface KernelTrial {
  readonly network: NetworkKind;
  readonly batch: number;
  /** Whether each kernel is used alone first, as the lab does. */
  readonly usesAloneFirst: boolean;
}

/** What it found. */
export interface KernelVerdict {
  /** Weights whose gradients came out in two ways; none in a sound process. */
  readonly unsound: readonly string[];
  /** What all rounds took, the first uses of the kernels among them. */
  readonly milliseconds: number;
}

/** How often one process works the gradients out. */
export const ROUNDS = 6;
