import { openWebgpuEngine } from '#main/engine/layers/webgpu-engine';
import { TINY_NETWORKS, tinyImages, tinyWeights } from '#main/engine/self-test/tiny-networks';
import { loadTfjs, type Tensorflow } from '#main/engine/tensorflow';
import { train } from '#main/training/loop';
import { weightsOf } from '#shared/networks/plan';

const EPOCHS = 4;
/** In batches of two: eight steps an epoch. */
const IMAGES = tinyImages(16, 5);
const INDICES = Uint32Array.from({ length: IMAGES.count }, (_, index) => index);

export interface Epochs {
  /** At the end of each epoch, after its validation. */
  readonly held: readonly { readonly tensors: number; readonly buffers: number; readonly bytesOnGpu: number }[];
  /** How often the GPU was waited for, in the training of each epoch. */
  readonly reads: readonly number[];
}

/** Trains a tiny network for some epochs by WebGPU, in the loop that runs are trained in. */
export async function answer(): Promise<Epochs> {
  const found = TINY_NETWORKS.find(({ name }) => name === 'batch normalisation and L2');
  if (found === undefined) throw new Error('There is no such tiny network.');
  const { plan } = found;
  const engine = await openWebgpuEngine(0);
  const network = await engine.compile({
    plan,
    training: { optimiser: 'adam', learningRate: 0.001, momentum: 0 },
    train: IMAGES,
    seed: 3,
  });
  network.importWeights(tinyWeights(weightsOf(plan), 6));
  const count = countReads();
  const held: Epochs['held'][number][] = [];
  const reads: number[] = [];
  await train({
    network,
    examples: () => ({ first: INDICES }),
    epochs: EPOCHS,
    batchSize: 2,
    seed: 1,
    validate: async () => {
      reads.push(count());
      await network.predict(IMAGES, { first: INDICES });
      count();
      const { numTensors, numDataBuffers, numBytesInGPU } = loadTfjs().memory() as GpuMemory;
      held.push({ tensors: numTensors, buffers: numDataBuffers, bytesOnGpu: numBytesInGPU });
      return { loss: 0, accuracy: 0 };
    },
    hooks: [],
  });
  network.dispose();
  return { held, reads };
}

/** @returns how many buffers of the GPU were asked for since the last call */
function countReads(): () => number {
  const { prototype } = (globalThis as unknown as { readonly GPUBuffer: { readonly prototype: Mappable } }).GPUBuffer;
  const { mapAsync } = prototype;
  let reads = 0;
  prototype.mapAsync = function (this: unknown, ...args): Promise<void> {
    reads += 1;
    return mapAsync.apply(this, args);
  };
  return () => {
    const seen = reads;
    reads = 0;
    return seen;
  };
}

/** tfjs's backend for WebGPU adds to what tfjs tells. */
type GpuMemory = ReturnType<Tensorflow['memory']> & { readonly numBytesInGPU: number };

interface Mappable {
  mapAsync: (this: unknown, ...args: unknown[]) => Promise<void>;
}
