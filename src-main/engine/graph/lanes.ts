import { isFrozen } from '#shared/networks/layer';
import { LAYERS } from '#shared/networks/layers/registry';
import { layersOf, type NetworkPlan } from '#shared/networks/plan';

import type { Output } from './graph';
import type { Operations } from './operations';

/** A part of a batch that goes its own way through the network, at the same time as the others. */
export interface Lane {
  /** The place in the batch of its first sample, int32 []. */
  readonly firstRow: Output;
  /** Its part of a tensor that has a value for each sample of the batch, [batch]. */
  readonly part: (whole: Output) => Output;
  /** Its rows of a matrix that has a row for each sample of the batch, [batch, columns]. */
  readonly rows: (whole: Output) => Output;
}

/** In a shorter part kernels have too little to do. */
const SHORTEST_LANE = 8;

/** Each lane has gradients of its own of all the weights: of VGG19, 80 MB. */
const MOST_LANES = 8;

/**
 * Into how many lanes a batch is cut: as many as there are cores, as two kernels beside each other, a core each, lose less
 * time than one that is spread over both. Only 1 where a layer, such as batch normalisation, goes by the whole batch.
 */
export function laneCountFor(plan: NetworkPlan, cores: number): number {
  const isWhole = layersOf(plan).some(({ layer }) => LAYERS.get(layer.kind).usesBatchStatistics && !isFrozen(layer));
  return isWhole ? 1 : Math.min(cores, MOST_LANES);
}

/** How many threads one kernel may use, so that the lanes together use the cores. */
export function threadsOfKernel(plan: NetworkPlan, cores: number): number {
  return Math.max(1, Math.floor(cores / laneCountFor(plan, cores)));
}

/** Into how many lanes a batch is cut: 1 where it is too short. @param rows of the batch */
export function lanesForRows(laneCount: number, rows: number): number {
  return rows < laneCount * SHORTEST_LANE ? 1 : laneCount;
}

/** The signature for a batch. @param rows of the batch */
export function signatureFor(name: string, laneCount: number, rows: number): string {
  return signatureName(name, lanesForRows(laneCount, rows));
}

export function signatureName(name: string, laneCount: number): string {
  return laneCount === 1 ? name : `${name}/lanes`;
}

/**
 * Cuts a batch into lanes of equal length, give or take a sample, in its order.
 * @param rows how many samples the batch has, int32 []; as many as there are lanes at least
 */
export function cutIntoLanes(operations: Operations, rows: Output, lanes: number): readonly Lane[] {
  const { graph, binary, multiply, subtract } = operations;
  if (lanes === 1) return [{ firstRow: graph.scalar(0), part: (whole) => whole, rows: (whole) => whole }];
  const bounds = Array.from({ length: lanes + 1 }, (_, lane) => {
    if (lane === lanes) return rows;
    return binary('FloorDiv', multiply(rows, graph.scalar(lane)), graph.scalar(lanes));
  });
  return bounds.slice(0, -1).map((firstRow, lane) => {
    const size = subtract(bounds[lane + 1] ?? rows, firstRow);
    return laneOf(operations, firstRow, size);
  });
}

/** Where the lanes of a batch lie that `cutIntoLanes` cuts. */
export function laneBounds(rows: number, lanes: number): readonly { readonly from: number; readonly size: number }[] {
  const bounds = Array.from({ length: lanes + 1 }, (_, lane) => Math.floor((rows * lane) / lanes));
  return bounds.slice(0, -1).map((from, lane) => ({ from, size: (bounds[lane + 1] ?? rows) - from }));
}

/** Where those of a batch lie; one where it is too short to be cut. */
export function lanesOfBatch(laneCount: number, rows: number): ReturnType<typeof laneBounds> {
  return laneBounds(rows, lanesForRows(laneCount, rows));
}

/** A lane of so many samples. @param firstRow int32 [] @param size int32 [] */
export function laneOf({ graph, reshape, concatenate }: Operations, firstRow: Output, size: Output): Lane {
  const slice = (whole: Output, begin: Output, sizes: Output): Output =>
    graph.add('Slice', [whole, begin, sizes], whole.type, {
      attr: { T: { type: whole.type }, Index: { type: 'int32' } },
    });
  const withColumns = (rows: Output, columns: number): Output =>
    concatenate([reshape(rows, [1]), graph.ints([columns])], 0);
  return {
    firstRow,
    part: (whole) => slice(whole, reshape(firstRow, [1]), reshape(size, [1])),
    rows: (whole) => slice(whole, withColumns(firstRow, 0), withColumns(size, -1)),
  };
}

/** What the lanes of a batch gave, in the order of the batch. */
export function joinLanes({ concatenate }: Operations, parts: readonly Output[]): Output {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : concatenate(parts, 0);
}
