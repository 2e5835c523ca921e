import { median } from './summary';

/** One kernel of a step, as libtensorflow tells it. Nanoseconds. */
export interface KernelTime {
  /** The operation as it was run, after libtensorflow had rewritten the graph: `_MklNativeFusedConv2D`. */
  readonly op: string;
  readonly start: number;
  readonly end: number;
}

export const KERNEL_GROUPS = ['convolution', 'matrix product', 'pooling', 'dropout masks', 'images', 'other'] as const;
export type KernelGroup = (typeof KERNEL_GROUPS)[number];

/** Of one step, in milliseconds. */
export interface StepTimes {
  /** From the first kernel's start to the last one's end. */
  readonly wall: number;
  /** While a convolution or a matrix product ran, whatever ran beside it. */
  readonly inProducts: number;
  /** Time in kernels, summed over all that ran at once, by operation. */
  readonly byOp: ReadonlyMap<string, { readonly milliseconds: number; readonly count: number }>;
}

const NANOSECONDS = 1e-6;

const MASK_OPS = ['BitwiseXor', 'RightShift', 'Range', 'GreaterEqual', 'Bitcast'];
const IMAGE_OPS = ['ResourceGather', 'Cast', 'ReverseV2'];

/** What an operation is for. libtensorflow's own fused and oneDNN forms carry the name of the plain one in theirs. */
export function groupOf(op: string): KernelGroup {
  if (op.includes('Conv2D')) return 'convolution';
  if (op.includes('MatMul')) return 'matrix product';
  if (op.includes('MaxPool')) return 'pooling';
  if (MASK_OPS.includes(op)) return 'dropout masks';
  return IMAGE_OPS.includes(op) ? 'images' : 'other';
}

export const isProduct = (op: string): boolean => ['convolution', 'matrix product'].includes(groupOf(op));

/** @throws RangeError for a step without kernels */
export function timesOf(kernels: readonly KernelTime[]): StepTimes {
  if (kernels.length === 0) throw new RangeError('Received a step without kernels; expected one kernel at least.');
  const byOp = new Map<string, { milliseconds: number; count: number }>();
  for (const { op, start, end } of kernels) {
    const known = byOp.get(op) ?? { milliseconds: 0, count: 0 };
    byOp.set(op, { milliseconds: known.milliseconds + (end - start) * NANOSECONDS, count: known.count + 1 });
  }
  return {
    wall: (Math.max(...kernels.map(({ end }) => end)) - Math.min(...kernels.map(({ start }) => start))) * NANOSECONDS,
    inProducts: covered(kernels.filter(({ op }) => isProduct(op))) * NANOSECONDS,
    byOp,
  };
}

/** How long at least one of them ran. */
export function covered(kernels: readonly KernelTime[]): number {
  let until = Number.NEGATIVE_INFINITY;
  let length = 0;
  for (const { start, end } of kernels.toSorted((a, b) => a.start - b.start)) {
    length += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return length;
}

export interface OpTime {
  readonly op: string;
  readonly group: KernelGroup;
  /** In one step. */
  readonly count: number;
  /** In one step, the median over the steps. */
  readonly milliseconds: number;
}

export interface StepProfile {
  readonly steps: number;
  /** Medians over the steps. */
  readonly wallMilliseconds: number;
  readonly kernelMilliseconds: number;
  /** The part of the wall-clock time in which a convolution or a matrix product ran. */
  readonly productShareOfWall: number;
  /** Their part of the time in kernels, summed over those that ran at once. */
  readonly productShareOfKernels: number;
  readonly groups: Readonly<Record<KernelGroup, number>>;
  /** The longest first. */
  readonly ops: readonly OpTime[];
}

export function profileOf(steps: readonly StepTimes[]): StepProfile {
  const names = [...new Set(steps.flatMap(({ byOp }) => [...byOp.keys()]))];
  const ops = names
    .map((op) => ({
      op,
      group: groupOf(op),
      count: median(steps.map(({ byOp }) => byOp.get(op)?.count ?? 0)),
      milliseconds: median(steps.map(({ byOp }) => byOp.get(op)?.milliseconds ?? 0)),
    }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
  const totalOf = ({ byOp }: StepTimes, of: (op: string) => boolean): number =>
    [...byOp].reduce((sum, [op, { milliseconds }]) => sum + (of(op) ? milliseconds : 0), 0);
  const groups = Object.fromEntries(
    KERNEL_GROUPS.map((group) => [group, median(steps.map((step) => totalOf(step, (op) => groupOf(op) === group)))]),
  ) as Record<KernelGroup, number>;
  return {
    steps: steps.length,
    wallMilliseconds: median(steps.map(({ wall }) => wall)),
    kernelMilliseconds: median(steps.map((step) => totalOf(step, () => true))),
    productShareOfWall: median(steps.map(({ wall, inProducts }) => inProducts / wall)),
    productShareOfKernels: median(steps.map((step) => totalOf(step, isProduct) / totalOf(step, () => true))),
    groups,
    ops,
  };
}
