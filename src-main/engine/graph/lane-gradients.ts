import type { Output } from './graph';
import type { Lane } from './lanes';
import { buildLoss } from './loss';
import { buildNetwork, type NetworkContext } from './network';
import { feedSides, networkInputs, type NetworkParts, type Sides } from './network-parts';
import type { SignatureTensor } from './saved-model';

/** What a batch of training examples is fed as. */
export interface StepFeeds {
  readonly sides: Sides;
  /** All of it, by the names of the feeds. */
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  /** Of the whole batch, int32 []. */
  readonly rows: Output;
  /** 1 for "same" [batch]. */
  readonly same: Output;
  /** How much each example counts [batch]. */
  readonly weights: Output;
  /** What this step's masks are keyed by, one a layer, uint32 [layers]. */
  readonly keys: Output;
}

export function feedStep(parts: NetworkParts, signature: string): StepFeeds {
  const { operations, feeds, ordinals } = parts;
  const sides = feedSides(parts, signature);
  const same = feeds.feed(signature, 'same', 'float', [-1, 1]);
  const weights = feeds.feed(signature, 'weights', 'float', [-1]);
  const keys = feeds.feed(signature, 'keys', 'int32', [ordinals.size]);
  return {
    sides,
    inputs: { ...sides, same, weights, keys },
    rows: operations.rowCount(sides.first.output, [0]),
    same: operations.reshape(same.output, [-1]),
    weights: weights.output,
    keys: operations.bitcast(keys.output, 'uint32'),
  };
}

/** What a lane adds to a step. */
export interface LaneGradients {
  readonly loss: Output;
  readonly hits: Output;
  /** By the name of each trainable weight. */
  readonly byWeight: ReadonlyMap<string, Output>;
}

/** Leads one lane of a batch through the network and back. */
export function buildLane(
  parts: NetworkParts,
  { sides, rows, same, weights, keys }: StepFeeds,
  { firstRow, part }: Lane,
  context: Pick<NetworkContext, 'weight' | 'move' | 'inSequence'>,
): LaneGradients {
  const { operations, plan, cut, images, ordinals } = parts;
  const network = buildNetwork(cut?.rest ?? plan, networkInputs(parts, 'train', sides, part), {
    ...context,
    operations,
    training: true,
    maskKey: (planned) => operations.reshape(operations.slice(keys, [ordinals.get(planned) ?? 0], [1]), []),
    firstRow,
  });
  const { loss, hits, gradients } = buildLoss(operations, network.logits, {
    classes: images.labels('train', part(sides.first.output)),
    same: operations.reshape(part(same), [-1, 1]),
    weights: part(weights),
    count: operations.cast(rows, 'float'),
  });
  return { loss, hits, byWeight: network.backward(gradients) };
}
