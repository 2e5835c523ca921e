import type { NamedTensor } from '#shared/networks/named-tensor';
import type { NetworkPlan } from '#shared/networks/plan';
import type { OptimiserSettings } from '#shared/optimisers/definition';

import type { ImageSet } from '../datasets/dataset';
import type { PixelStatistics } from './pixel-scaling';
import type { NetworkState } from './state';

/** What a network is shown: indices into a set of images, never images. */
export interface Batch {
  readonly first: Uint32Array;
  /** For a siamese network: the other image of each pair, as many as `first`. */
  readonly second?: Uint32Array | undefined;
}

/** A batch to learn from. The class to learn is that of each first image. */
export interface TrainingBatch extends Batch {
  /** For a network that tells "same" from "different": 1 where the two are of one class. */
  readonly same?: Uint8Array | undefined;
  /** How much each pair counts; 1 where it is left out. */
  readonly weights?: Float32Array | undefined;
}

export interface BatchResult {
  /** Mean loss of the batch, in nats, and the L2 penalty, as Keras reports it; before the weights were moved. */
  readonly loss: number;
  /** Images or pairs that were told right, under dropout as they were trained. */
  readonly correct: number;
}

/** What a network says of each image or pair, row-major, by the names of its outputs: their kinds are in `outputsOf(plan)`. */
export interface Outputs {
  /** Probabilities [batch, classes], of a network that tells classes. */
  readonly class?: Float32Array;
  /** Probability of "same" [batch], of a network that tells it. */
  readonly same?: Float32Array;
  readonly [output: string]: Float32Array | undefined;
}

/**
 * What the kernels of this process made of the gradients of a batch, as sums of their bits: for each part of the batch that
 * is worked on by itself, one for each of the weights. Sound kernels give both alike, whenever they are asked.
 */
export interface KernelFingerprints {
  /** The trainable weights, in their order. */
  readonly weights: readonly string[];
  /** Worked out as in training, with kernels side by side. [parts · weights] */
  readonly together: Int32Array;
  /** Worked out with one kernel at a time. [parts · weights] */
  readonly alone: Int32Array;
}

/** A network that an engine has made ready to train and to predict. */
export interface CompiledNetwork {
  /** One step of the optimiser on these images of the training set. */
  readonly trainBatch: (batch: TrainingBatch) => BatchResult;
  /** What the network says with dropout off. */
  readonly predict: (images: ImageSet, batch: Batch) => Outputs;
  /** What the weights as they are add to the loss by L2; 0 for a network without it. */
  readonly penalty: () => number;
  readonly exportWeights: () => readonly NamedTensor[];
  /** @throws RangeError where a tensor is missing or its shape differs */
  readonly importWeights: (weights: readonly NamedTensor[]) => void;
  /** A copy of all that training moves. */
  readonly saveState: () => NetworkState;
  /**
   * Goes on from there: each step that follows is, bit for bit, what it would have been.
   * @throws RangeError where a tensor is missing or its shape differs
   */
  readonly loadState: (state: NetworkState) => void;
  /**
   * Works out the gradients of a batch, and moves nothing. Left out by an engine that runs one kernel at a time, or whose
   * kernels are not oneDNN's: there is nothing to hold against each other.
   */
  readonly kernelFingerprints?: (batch: TrainingBatch) => KernelFingerprints;
  /** Tensors alive in the engine: a number that must not grow from epoch to epoch. */
  readonly tensorCount: () => number;
  readonly dispose: () => void;
}

/** A value at once, or as soon as a GPU has come to it. */
export type Soon<Value> = Value | Promise<Value>;

/** A network on any device: one that answers at once, or one whose answers have to be waited for. */
export interface DeviceNetwork extends Omit<
  CompiledNetwork,
  'trainBatch' | 'predict' | 'penalty' | 'exportWeights' | 'saveState'
> {
  readonly trainBatch: (batch: TrainingBatch) => Soon<BatchResult>;
  readonly predict: (images: ImageSet, batch: Batch) => Soon<Outputs>;
  readonly penalty: () => Soon<number>;
  readonly exportWeights: () => Soon<readonly NamedTensor[]>;
  readonly saveState: () => Soon<NetworkState>;
  /** How many batches to give it before its answers are waited for, so that it need not wait for the next one. */
  readonly batchesAtOnce?: number;
}

export interface CompileOptions {
  readonly plan: NetworkPlan;
  readonly training: OptimiserSettings;
  /** The images and labels that `trainBatch` takes its batches from. */
  readonly train: ImageSet;
  /** Of the images that are trained on, for a plan that standardises its input. */
  readonly pixels?: PixelStatistics | undefined;
  /** Dropout is drawn from it, keyed by step and layer. */
  readonly seed: number;
}

/** A network whose towers can be looked at. */
export interface InspectableNetwork extends CompiledNetwork {
  /**
   * What the towers give with dropout off, before a head joins it.
   * @returns for each input of the plan [batch, features], row-major
   */
  readonly embed: (images: ImageSet, batch: Batch) => readonly Float32Array[];
}

/** Something that computes: one interface, so that the same plan trains on each and gives the same figures. */
export interface DeviceEngine {
  readonly name: string;
  /** What computes, for the record: "libtensorflow CPU". */
  readonly device: string;
  readonly libraries: Readonly<Record<string, string>>;
  readonly compile: (options: CompileOptions) => DeviceNetwork | Promise<DeviceNetwork>;
}

/** One whose networks answer at once. */
export interface Engine extends DeviceEngine {
  readonly compile: (options: CompileOptions) => CompiledNetwork | Promise<CompiledNetwork>;
}

export interface InspectableEngine extends Engine {
  readonly compile: (options: CompileOptions) => InspectableNetwork;
}
