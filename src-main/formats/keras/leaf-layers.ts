import type { KerasModel, KerasModelLayer } from './model-config';
import type { KerasFile, KerasLayer, KerasWeight } from './read-h5';

/** A tensor of the file, and what it is in its layer. */
export interface LeafWeight extends KerasWeight {
  readonly role: string | null;
}

/** A layer of the file that is no model: what a layer of a plan can be held against. */
export interface LeafLayer {
  /** As the file names it: "conv2d_3", or "tower/conv2d_3" inside a model. */
  readonly name: string;
  /** The lab's word where it has one ("conv2d", "dense", "batchNormalization"), else Keras's. */
  readonly kind: string;
  readonly weights: readonly LeafWeight[];
  /** What Keras's description says of it; empty where there is none. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Conv2D: 'conv2d',
    Convolution2D: 'conv2d',
    Dense: 'dense',
    BatchNormalization: 'batchNormalization',
    BatchNormalizationV1: 'batchNormalization',
    SyncBatchNormalization: 'batchNormalization',
  }),
);

const ROLES: Readonly<Record<string, string>> = {
  kernel: 'kernel',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  moving_mean: 'movingMean',
  moving_variance: 'movingVariance',
};
/** "conv2d_3/kernel:0", "kernel", "kernel_1:0", "tower/bn/moving_mean" */
const ROLE_NAME = /(?:^|[/_])(kernel|bias|gamma|beta|moving_mean|moving_variance)(?:_\d+)?(?::\d+)?$/;
/** Keras's order inside a layer, for the names of Keras 1 ("block1_conv1_W_1:0"). */
const KERNEL_ORDER: readonly string[] = ['kernel', 'bias'];
const NORMALISATION_ORDER: readonly string[] = ['gamma', 'beta', 'movingMean', 'movingVariance'];

/** The layers with weights under each layer of the file, in the order in which data flows through them. */
export function leafLayersOf({ layers, model }: KerasFile): readonly (KerasLayer & { leaves: readonly LeafLayer[] })[] {
  const described = new Map(model?.layers.map((layer) => [layer.name, layer]));
  return layers.map((layer) => ({ ...layer, leaves: expand(layer, described.get(layer.name)) }));
}

/**
 * Keras stores the weights of a nested model as one list, the frozen ones and the moving averages of normalisation at
 * its end. They are gathered by layer again, and the layers put in the model's order where the file describes it.
 */
function expand({ name, weights }: KerasLayer, described: KerasModelLayer | undefined): readonly LeafLayer[] {
  if (weights.length === 0) return [];
  const groups = new Map<string, KerasWeight[]>();
  for (const weight of weights) {
    const owner = weight.name.slice(0, Math.max(weight.name.lastIndexOf('/'), 0));
    const owned = groups.get(owner) ?? [];
    owned.push(weight);
    groups.set(owner, owned);
  }
  if (groups.size === 1 && (described?.model ?? null) === null) return [leaf(name, weights, described)];
  const inner = described?.model ? innerLayers(described.model) : [];
  // by name, once: a file may describe millions of layers
  const places = new Map<string, readonly number[]>();
  for (const [place, layer] of inner.entries()) {
    // the same name in two inner models says nothing
    places.set(layer.name, places.has(layer.name) ? [] : [place]);
  }
  const leaves = [...groups].map(([owner, owned]) => {
    const ownName = owner.slice(owner.lastIndexOf('/') + 1);
    const [place = -1] = places.get(ownName) ?? [];
    return { ...leaf(`${name}/${ownName}`, owned, inner[place]), place };
  });
  const placed = leaves.every(({ place }) => place >= 0) ? leaves.toSorted((a, b) => a.place - b.place) : leaves;
  return placed.map(({ place: _, ...rest }) => rest);
}

/** The layers of a model and of those inside it, in the order of the description. */
export function innerLayers({ layers }: KerasModel): readonly KerasModelLayer[] {
  return layers.flatMap((layer) => (layer.model === null ? [layer] : innerLayers(layer.model)));
}

function leaf(name: string, weights: readonly KerasWeight[], described: KerasModelLayer | undefined): LeafLayer {
  const named = weights.map((weight) => ROLES[ROLE_NAME.exec(weight.name)?.[1] ?? ''] ?? null);
  const byShape = kindByShape(weights);
  const order = byShape === 'batchNormalization' ? NORMALISATION_ORDER : KERNEL_ORDER;
  const roles = named.every((role) => role === null) ? order : named;
  return {
    name,
    kind: described === undefined ? byShape : (KINDS.get(described.className) ?? described.className),
    weights: weights.map((weight, index) => ({ ...weight, role: roles[index] ?? null })),
    settings: described?.settings ?? {},
  };
}

function kindByShape(weights: readonly KerasWeight[]): string {
  const ranks = weights.map(({ shape }) => shape.length);
  if (ranks[0] === 4) return 'conv2d';
  if (ranks[0] === 2) return 'dense';
  return ranks.every((rank) => rank === 1) && ranks.length > 1 ? 'batchNormalization' : 'unknown';
}
