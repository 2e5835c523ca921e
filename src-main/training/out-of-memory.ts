import { LabError } from '#shared/errors/errors';
import { planNetwork } from '#shared/networks/index';
import { sizeOf } from '#shared/networks/layer';
import { parameterCount, type NetworkPlan } from '#shared/networks/plan';

import type { TrainingJob } from './messages';

const FULL =
  /OOM when allocating|RESOURCE_?EXHAUSTED|out of memory|CUDA_ERROR_OUT_OF_MEMORY|bad_alloc|(?:cannot|failed to) allocate memory|allocation failed/i;
const FLOAT_BYTES = 4;
/** Of a weight: itself, its gradient, two slots of the optimiser, and a copy while they change. */
const COPIES_OF_WEIGHTS = 5;
/** Of what a layer gives: itself, its gradient, and what its convolution works in. */
const COPIES_OF_OUTPUTS = 3;
/** What is left to the libraries. */
const USABLE = 0.8;

/**
 * A batch that would fit where one was too large: by the network's own needs where the memory is known, and half of
 * what failed at most. Null where not even one image fits.
 */
export function fittingBatch(plan: NetworkPlan, failed: number, memoryBytes: number | null): number | null {
  const half = Math.floor(failed / 2);
  if (half < 1) return null;
  if (memoryBytes === null) return half;
  const outputs = plan.towers
    .flatMap(({ inputs, layers }) => layers.map(({ outputShape }) => sizeOf(outputShape) * inputs.length))
    .reduce((sum, size) => sum + size, 0);
  const left = USABLE * memoryBytes - COPIES_OF_WEIGHTS * FLOAT_BYTES * parameterCount(plan);
  const most = Math.floor(left / (COPIES_OF_OUTPUTS * FLOAT_BYTES * outputs));
  if (most < 1) return null;
  const fitting = Math.min(most, half);
  // a power of two, as batches are
  return 2 ** Math.floor(Math.log2(fitting));
}

/** Whether what a library or the system wrote tells that there was no memory left. */
export function tellsFullMemory(said: string): boolean {
  return FULL.test(said);
}

/** What a device says whose memory is full, in words for whoever launched the run; any other error as it is. */
export function explainMemory(
  error: unknown,
  { spec, datasetFacts, compute }: Pick<TrainingJob, 'spec' | 'datasetFacts' | 'compute'>,
): unknown {
  const { device, memoryBytes } = compute;
  const said = error instanceof Error ? error.message : String(error);
  if (!tellsFullMemory(said)) return error;
  const place = device === 'cpu' ? 'this machine' : device;
  const { batchSize } = spec.training;
  const fitting = fittingBatch(planNetwork(spec.network, datasetFacts), batchSize, memoryBytes);
  const mend =
    fitting === null
      ? `Not even a smaller batch would fit; train on another device.`
      : `Launch it again with a batch of ${fitting} (--batch ${fitting}), or end the other programs that use ${place === device ? device : 'its memory'}.`;
  return new LabError(
    'out-of-memory',
    `The memory of ${place} is too small for a batch of ${batchSize}. ${mend}`,
    said,
  );
}
