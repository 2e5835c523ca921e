import { HEADS } from './heads/registry';
import { sizeOf, type PlannedLayer, type Shape, type WeightPlan } from './layer';

/**
 * How pixels are scaled on their way in. *unit*: x / 255. *standardised*: (x − mean) / (std + 1e-7), one mean and one
 * standard deviation over all pixels that are trained on. *imagenet*: blue, green, red, each less its mean over ImageNet.
 */
export const INPUT_SCALINGS = ['unit', 'standardised', 'imagenet'] as const;
export type InputScaling = (typeof INPUT_SCALINGS)[number];

/** One half of a siamese network, or the whole feature extractor of a plain one. */
export interface Tower {
  /** Also the scope of its weights. */
  readonly name: string;
  /** The inputs that it is applied to, each by itself: two where both halves share its weights. */
  readonly inputs: readonly string[];
  readonly layers: readonly PlannedLayer[];
}

/** What joins the towers' outputs. Of the built-in ones; at run time there may be others, see `HEADS`. */
export type HeadKind = 'first' | 'concatenate' | 'distance' | 'absoluteDifference' | 'distanceAndBoth';

/** What a network tells. *class*: probabilities [classes]. *same*: a probability [1] that two images are of one class. */
export const OUTPUT_NAMES = ['class', 'same'] as const;
export type OutputName = (typeof OUTPUT_NAMES)[number];

/** What an output is: something that the network tells, or an *embedding*, a vector of which distances mean something. */
export const OUTPUT_KINDS = [...OUTPUT_NAMES, 'embedding'] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];

/** The scope of the weights of all that follows the towers. */
export const JOINT = 'joint';

/** From the towers to one output. */
export interface Branch {
  /** Of the output: no two branches of a network have the same. */
  readonly name: string;
  readonly output: OutputKind;
  /** The kind of the loss that it is trained with; that of its output where it is left out. */
  readonly loss?: string;
  readonly head: HeadKind;
  readonly headShape: Shape;
  /** Of the scope `JOINT`: their names differ from those of the other branches. */
  readonly layers: readonly PlannedLayer[];
}

/** A network as data: the layer table, the parameter count, the engines and the diagram are all read from here. */
export interface NetworkPlan {
  readonly network: string;
  /** One input for a plain network, two for a siamese one. */
  readonly inputs: readonly { readonly name: string; readonly shape: Shape }[];
  /** What becomes of the pixels 0…255 of every input before the first layer. */
  readonly scaling: InputScaling;
  readonly towers: readonly Tower[];
  readonly branches: readonly Branch[];
}

/** The shape of what a head gives, from the length of each tower's output. */
export function headShape(kind: HeadKind, features: number): Shape {
  return HEADS.get(kind).shape(features);
}

/** What a network says: the outputs by name, with their kinds. */
export function outputsOf(plan: NetworkPlan): readonly { readonly name: string; readonly kind: OutputKind }[] {
  return plan.branches.map(({ name, output }) => ({ name, kind: output }));
}

/** Every layer of the network, in the order in which data flows: the towers', then the branches'. */
export function layersOf(plan: NetworkPlan): readonly PlannedLayer[] {
  return [...plan.towers, ...plan.branches].flatMap(({ layers }) => layers);
}

/** Every tensor of the network, in the same order. */
export function weightsOf(plan: NetworkPlan): readonly WeightPlan[] {
  return layersOf(plan).flatMap((planned) => planned.weights);
}

/** Every value of every tensor, as Keras's `count_params`: moving statistics and frozen layers are counted too. */
export function parameterCount(plan: NetworkPlan): number {
  return weightsOf(plan).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Whether the network looks at two images at a time. */
export function isSiamese(plan: NetworkPlan): boolean {
  return plan.inputs.length === 2;
}
