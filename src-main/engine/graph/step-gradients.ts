import type { PlannedLayer } from '#shared/networks/layer';
import { lossesOf } from '#shared/losses/of-plan';

import type { NetworkContext } from './chain';
import type { Output } from './graph';
import { joinLanes, type Lane } from './lanes';
import type { Targets } from './losses/loss';
import { GRAPH_LOSSES } from './losses/registry';
import { BACKWARD_KERNELS, buildNetwork, type BuiltGraphNetwork } from './network';
import { feedSides, networkInputs, type NetworkParts, type Sides } from './network-parts';
import { buildHits } from './outputs';
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

/** What a step works out before it moves anything. */
export interface StepGradients {
  /** Of the whole batch, without the penalty. [] */
  readonly loss: Output;
  readonly hits: Output;
  /** For each lane what it adds to the gradient of each trainable weight, by name. */
  readonly byLane: readonly ReadonlyMap<string, Output>[];
}

type StepContext = Pick<NetworkContext, 'weight' | 'move' | 'inSequence'>;

/** A lane on its way: through the network, and not yet back. */
interface BuiltLane {
  readonly lane: Lane;
  readonly network: BuiltGraphNetwork;
  readonly targets: Targets;
}

/** Leads the lanes of a batch through the network and back. */
export function buildStepGradients(
  parts: NetworkParts,
  step: StepFeeds,
  lanes: readonly Lane[],
  context: StepContext,
): StepGradients {
  const { operations, plan } = parts;
  const count = operations.cast(step.rows, 'float');
  const forward: BuiltLane[] = [];
  for (const lane of lanes) {
    const after = forward.at(-1)?.network.finished() ?? [];
    const network = buildLane(parts, step, lane, context, after);
    forward.push({ lane, network, targets: targetsOf(parts, step, lane, count) });
  }
  const losses: Output[][] = lanes.map(() => []);
  const ofBatch: Output[] = [];
  const gradients = lanes.map(() => new Map<string, Output>());
  for (const { output, loss } of lossesOf(plan)) {
    const { build } = GRAPH_LOSSES.get(loss.kind);
    if (loss.scope === 'samples') {
      forward.forEach(({ network, targets }, place) => {
        const built = build(operations, network.logits(output), targets);
        losses[place]?.push(built.loss);
        gradients[place]?.set(output, built.gradient);
      });
    } else {
      const logits = joinLanes(
        operations,
        forward.map(({ network }) => network.logits(output)),
      );
      const built = build(operations, logits, targetsOf(parts, step, WHOLE, count));
      ofBatch.push(built.loss);
      forward.forEach(({ lane }, place) => gradients[place]?.set(output, lane.rows(built.gradient)));
    }
  }
  const ofLanes = losses.filter((each) => each.length > 0).map(operations.addAll);
  return {
    loss: operations.addAll([...ofLanes, ...ofBatch]),
    hits: operations.addAll(
      forward.map(({ network, targets }) => buildHits(operations, plan, network.logits, targets)),
    ),
    byLane: leadLanesBack(parts, forward, gradients),
  };
}

/** The whole batch as one lane. */
const WHOLE = { part: (whole: Output): Output => whole };

function targetsOf(
  { operations, images, losses }: NetworkParts,
  { sides, same, weights }: StepFeeds,
  { part }: Pick<Lane, 'part'>,
  count: Output,
): Targets {
  return {
    classes: images.labels('train', part(sides.first.output)),
    same: operations.reshape(part(same), [-1, 1]),
    shares: operations.divide(part(weights), count),
    smoothing: losses.labelSmoothing ?? 0,
  };
}

function buildLane(
  parts: NetworkParts,
  { sides, keys }: StepFeeds,
  { firstRow, part }: Lane,
  context: StepContext,
  after: readonly string[],
): BuiltGraphNetwork {
  const { operations, plan, cut, ordinals } = parts;
  const inputs = networkInputs(parts, 'train', sides, part);
  const maskKey = (planned: PlannedLayer): Output =>
    operations.reshape(operations.slice(keys, [ordinals.get(planned) ?? 0], [1]), []);
  return buildNetwork(cut?.rest ?? plan, inputs, { ...context, operations, training: true, maskKey, firstRow }, after);
}

/** One lane after the other where they are in sequence. */
function leadLanesBack(
  { operations }: NetworkParts,
  lanes: readonly BuiltLane[],
  gradients: readonly ReadonlyMap<string, Output>[],
): StepGradients['byLane'] {
  const back = (): StepGradients['byLane'] =>
    lanes.map(({ network }, place) => network.backward(gradients[place] ?? new Map()));
  const [last] = lanes.length === 1 ? [] : (lanes.at(-1)?.network.finished() ?? []);
  return last === undefined ? back() : operations.graph.inSequence(BACKWARD_KERNELS, last, back);
}
