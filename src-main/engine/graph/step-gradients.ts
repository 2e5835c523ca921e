import type { PlannedLayer } from '#shared/networks/layer';
import { hasBatchLoss, lossesOf } from '#shared/losses/of-plan';

import type { NetworkContext } from './chain';
import type { Output } from './graph';
import { joinLanes, type Lane } from './lanes';
import type { Targets } from './losses/loss';
import { GRAPH_LOSSES } from './losses/registry';
import { BACKWARD_KERNELS, buildNetwork, type BuiltGraphNetwork } from './network';
import { feedSides, networkInputs, type NetworkParts, type Sides } from './network-parts';
import { buildHits, countedOutput } from './outputs';
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

/** Leads the lanes of a batch through the network and back: each by itself, or together where a loss joins them. */
export function buildStepGradients(
  parts: NetworkParts,
  step: StepFeeds,
  lanes: readonly Lane[],
  context: StepContext,
): StepGradients {
  const { addAll } = parts.operations;
  if (hasBatchLoss(parts.plan)) return buildLanes(parts, step, lanes, context);
  const each = lanes.map((lane) => buildLanes(parts, step, [lane], context));
  return {
    loss: addAll(each.map(({ loss }) => loss)),
    hits: addAll(each.map(({ hits }) => hits)),
    byLane: each.flatMap(({ byLane }) => byLane),
  };
}

/** Lanes that go back when all of them have arrived. */
function buildLanes(parts: NetworkParts, step: StepFeeds, lanes: readonly Lane[], context: StepContext): StepGradients {
  const { operations, plan } = parts;
  const built: BuiltLane[] = [];
  for (const lane of lanes) {
    const network = buildLane(parts, step, lane, context, built.at(-1)?.network.finished() ?? []);
    built.push({ lane, network, targets: targetsOf(parts, step, lane) });
  }
  const work = (): StepGradients => {
    const { loss, hits, gradients } = buildOutputs(parts, step, built);
    const byLane = built.map(({ network }, place) => network.backward(gradients[place] ?? new Map()));
    return { loss, hits, byLane };
  };
  // what joins the lanes has kernels of its own, and one lane's way back follows the other's
  const [last] = hasBatchLoss(plan) ? (built.at(-1)?.network.finished() ?? []) : [];
  return last === undefined ? work() : operations.graph.inSequence(BACKWARD_KERNELS, last, work);
}

interface BuiltOutputs extends Pick<StepGradients, 'loss' | 'hits'> {
  /** For each lane of the loss by the logits, by output. */
  readonly gradients: readonly ReadonlyMap<string, Output>[];
}

/** Output by output its loss, of each lane by itself or of all lanes joined, and whether it is told right. */
function buildOutputs(parts: NetworkParts, step: StepFeeds, lanes: readonly BuiltLane[]): BuiltOutputs {
  const { operations, plan } = parts;
  const losses = lossesOf(plan);
  const counted = countedOutput(plan);
  const terms: Output[] = [];
  const hits: Output[] = [];
  const gradients = lanes.map(() => new Map<string, Output>());
  for (const { name } of plan.branches) {
    const loss = losses.find(({ output }) => output === name)?.loss;
    if (loss?.scope === 'samples') {
      lanes.forEach(({ network, targets }, place) => {
        const built = GRAPH_LOSSES.get(loss.kind).build(operations, network.logits(name), targets);
        terms.push(built.loss);
        gradients[place]?.set(name, built.gradient);
      });
    } else if (loss?.scope === 'batch') {
      const logits = lanes.map(({ network }) => network.logits(name));
      const whole = targetsOf(parts, step, WHOLE);
      const built = GRAPH_LOSSES.get(loss.kind).build(operations, joinLanes(operations, logits), whole);
      terms.push(built.loss);
      lanes.forEach(({ lane }, place) => gradients[place]?.set(name, lane.rows(built.gradient)));
    }
    if (counted?.name !== name) continue;
    for (const { network, targets } of lanes) {
      hits.push(buildHits(operations, counted.kind, network.logits(name), targets));
    }
  }
  // an embedding alone tells nothing that could be right
  const right = hits.length === 0 ? operations.graph.float(0) : operations.addAll(hits);
  return { loss: operations.addAll(terms), hits: right, gradients };
}

/** The whole batch as one lane. */
const WHOLE = { part: (whole: Output): Output => whole };

function targetsOf(
  { operations, images }: NetworkParts,
  { sides, rows, same, weights }: StepFeeds,
  { part }: Pick<Lane, 'part'>,
): Targets {
  return {
    classes: images.labels('train', part(sides.first.output)),
    same: operations.reshape(part(same), [-1, 1]),
    shares: operations.divide(part(weights), operations.cast(rows, 'float')),
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
