import type { Leaf } from '../comparison/fields';
import type { Budget } from '../runs/budget';
import type { FigureName } from '../comparison/figures';

/** Steps of the optimiser, and images or pairs shown in training. */
export type RunBudget = Pick<Budget, 'updates' | 'examples'>;

/** A finished run as an answer needs it: what was asked for, and what came out. */
export interface AnswerRun {
  readonly runId: number;
  readonly experimentId: number;
  readonly seed: number;
  /** Of an ensemble, the runs whose networks are averaged, in the order of their seeds; number and seed are the first one's. */
  readonly members?: readonly number[];
  /** It came with the lab. */
  readonly isStudy: boolean;
  /** The design, a leaf a path, such as `training.epochs`. Without the seeds, and without what computed it. */
  readonly fields: Readonly<Record<string, Leaf>>;
  /** Images that were learned from; null where the run did not write it down. */
  readonly trainCount: number | null;
  /** What it has cost; null where its design is not understood. */
  readonly budget: RunBudget | null;
  /** Of the evaluation that counts. */
  readonly figures: Readonly<Partial<Record<FigureName, number>>>;
  /** What the figures were measured on: those of others are not held against them. */
  readonly test: { readonly checksum: string | null; readonly count: number | null; readonly protocol: string };
}

/** The figure of one seed. */
export interface SeedValue {
  readonly runId: number;
  readonly seed: number;
  readonly value: number;
  /** Of an ensemble. */
  readonly members?: readonly number[];
}

/** The run behind a value, or those that are averaged: "7", "7+8". */
export function runText({ runId, members }: SeedValue): string {
  return members === undefined ? String(runId) : members.join('+');
}
