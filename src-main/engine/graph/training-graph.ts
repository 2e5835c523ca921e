import type { LossSettings } from '#shared/losses/definition';
import { hasBatchLoss } from '#shared/losses/of-plan';
import type { PlannedLayer } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';
import type { OptimiserSettings } from '#shared/optimisers/definition';

import type { CutNetwork } from '#shared/networks/frozen-front';
import type { PixelStatistics } from '../pixel-scaling';
import { buildBatchAlone, buildFingerprints, buildFrontAlone, buildPredictionAlone, buildStepAlone } from './alone';
import { buildChain } from './chain';
import { createGraph, type Output, type Variable } from './graph';
import { buildImageSets, GRAPH_SETS, type GraphSet } from './image-sets';
import { cutIntoLanes, joinLanes, signatureName } from './lanes';
import { buildNetwork } from './network';
import {
  contextAtRest,
  createNetworkParts,
  createReading,
  feedSides,
  networkInputs,
  type NetworkParts,
} from './network-parts';
import { buildState } from './network-state';
import { createOperations } from './operations';
import type { Update } from './optimisers/optimiser';
import { GRAPH_OPTIMISERS } from './optimisers/registry';
import { activateOutput } from './outputs';
import type { GraphModel, Signature, SignatureTensor } from './saved-model';
import { buildStepGradients, feedStep, type StepGradients } from './step-gradients';

/**
 * A whole network with its training as one TensorFlow graph. Its signatures are those of `GraphImages`, `GraphState` and
 * `alone.ts`, and *train*, one step on a batch of indices; *predict/SET*, what the network says with dropout off; *penalty*,
 * what L2 adds to the loss. Where the network comes in two, *front/SET/TOWER* works out what the frozen front of a tower
 * makes of the images at some indices, and keeps it: *train* and *predict* go on from there.
 * @param laneCount into how many lanes a batch is cut by *train/lanes* and *predict/SET/lanes*, which are there where it
 *   is more than 1; see `cutIntoLanes`
 * @param cut the network in two where what its frozen front gives is to be kept, otherwise null
 */
export function buildTrainingGraph(
  plan: NetworkPlan,
  training: OptimiserSettings & LossSettings,
  pixels: PixelStatistics | undefined,
  laneCount = 1,
  cut: CutNetwork | null = null,
): GraphModel {
  const graph = createGraph();
  const operations = createOperations(graph);
  const images = buildImageSets(operations, plan, pixels, cut);
  const { weights, slots, signatures: ofState } = buildState(operations, plan, training.optimiser);
  const parts = createNetworkParts({ operations, plan, cut, images, weights, losses: training });
  const laneCounts = [...new Set([1, laneCount])];
  const fronts = cut?.fronts ?? [];
  const signatures = new Map<string, Signature>([
    ...images.signatures,
    ...ofState,
    ...laneCounts.flatMap((lanes) => [
      ...buildStep(parts, training, slots, lanes),
      ...buildFingerprints(parts, lanes),
      ...GRAPH_SETS.flatMap((set) => [...buildPrediction(parts, set, lanes)]),
    ]),
    ...(hasBatchLoss(plan) ? laneCounts.flatMap((lanes) => [...buildBatchAlone(parts, lanes)]) : buildStepAlone(parts)),
    ...GRAPH_SETS.flatMap((set) => [
      ...buildPredictionAlone(parts, set, true),
      ...buildPredictionAlone(parts, set, false),
      ...fronts.flatMap(({ name, layers }) => [
        ...buildFront(parts, set, name, layers, laneCount),
        ...buildFrontAlone(parts, set, name, layers),
      ]),
    ]),
    ...buildPenalty(parts),
  ]);
  return { nodes: graph.nodes, signatures };
}

/** What L2 adds to the loss; null for a network without it. [] */
function penaltyOf({ operations, plan }: NetworkParts, weight: (name: string) => Output): Output | null {
  const { graph, multiply, sum, unary } = operations;
  const terms = weightsOf(plan)
    .filter(({ l2 }) => l2 !== 0)
    .map(({ name, l2, shape }) => {
      const squares = unary('Square', weight(name));
      return multiply(
        sum(
          squares,
          shape.map((_, axis) => axis),
        ),
        graph.float(l2),
      );
    });
  return terms.length === 0 ? null : operations.addAll(terms);
}

function buildPenalty(parts: NetworkParts): ReadonlyMap<string, Signature> {
  const penalty = penaltyOf(parts, createReading(parts));
  if (penalty === null) return new Map();
  const outputs = { penalty: parts.feeds.tensor(parts.operations.identity(penalty), []) };
  return new Map([['penalty', { inputs: {}, outputs }]]);
}

function buildStep(
  parts: NetworkParts,
  settings: OptimiserSettings,
  slots: ReadonlyMap<string, readonly Variable[]>,
  lanesOfStep: number,
): ReadonlyMap<string, Signature> {
  const { operations, feeds, weights } = parts;
  const signature = signatureName('train', lanesOfStep);
  const step = feedStep(parts, signature);
  const factors = feedFactors(parts, settings, signature);
  const weight = createReading(parts);
  const moved = new Map<string, Output>();
  const lanes = cutIntoLanes(operations, step.rows, lanesOfStep);
  const gradients = buildStepGradients(parts, step, lanes, {
    weight,
    move: (name, next) => moved.set(name, next(moved.get(name) ?? weight(name))),
  });
  const added = penaltyOf(parts, weight);
  const total = added === null ? gradients.loss : operations.add(gradients.loss, added);
  const moves = [...moved].map(([name, next]) => operations.assign(variableOf(weights, name), next));
  const after = [...buildUpdates(parts, settings, slots, gradients, weight, factors), ...moves];
  return new Map([
    [
      signature,
      {
        inputs: { ...step.inputs, ...factors },
        outputs: {
          loss: feeds.tensor(operations.identity(total, { name: `${signature}/loss`, after }), []),
          hits: feeds.tensor(operations.identity(gradients.hits, { name: `${signature}/hits`, after }), []),
        },
      },
    ],
  ]);
}

/** What the optimiser has to know of a step, [] each. */
function feedFactors(
  { feeds }: NetworkParts,
  settings: OptimiserSettings,
  signature: string,
): Readonly<Record<string, SignatureTensor>> {
  const names = Object.keys(GRAPH_OPTIMISERS.get(settings.optimiser).stepFactors(1, settings));
  return Object.fromEntries(names.map((name) => [name, feeds.feed(signature, name, 'float', [])]));
}

/** Moves each trainable weight by the sum of its lanes' gradients. @returns the nodes that do */
function buildUpdates(
  { operations, plan, weights }: NetworkParts,
  settings: OptimiserSettings,
  slots: ReadonlyMap<string, readonly Variable[]>,
  { byLane }: StepGradients,
  weight: (name: string) => Output,
  fed: Readonly<Record<string, SignatureTensor>>,
): readonly string[] {
  const { update } = GRAPH_OPTIMISERS.get(settings.optimiser);
  const factors: Update['factors'] = Object.fromEntries(
    Object.entries(fed).map(([name, { output }]) => [name, output]),
  );
  return weightsOf(plan)
    .filter(({ trainable }) => trainable)
    .flatMap(({ name, l2 }) => {
      const ofLanes = byLane.flatMap((byWeight) => byWeight.get(name) ?? []);
      if (ofLanes.length < byLane.length) throw new Error(`The weight ${name} has no gradient.`);
      const sum = operations.addAll(ofLanes);
      const ofPenalty = (): Output => operations.multiply(weight(name), operations.graph.float(2 * l2));
      return update({
        operations,
        settings,
        variable: variableOf(weights, name),
        value: weight(name),
        slots: slots.get(name) ?? [],
        gradient: l2 === 0 ? sum : operations.add(sum, ofPenalty()),
        factors,
      });
    });
}

function variableOf(weights: ReadonlyMap<string, Variable>, name: string): Variable {
  const variable = weights.get(name);
  if (variable === undefined) throw new Error(`The plan has no weight ${name}.`);
  return variable;
}

function buildPrediction(parts: NetworkParts, set: GraphSet, lanesOfBatch: number): ReadonlyMap<string, Signature> {
  const { operations, plan, cut, feeds } = parts;
  const signature = signatureName(`predict/${set}`, lanesOfBatch);
  const sides = feedSides(parts, signature);
  const weight = createReading(parts);
  const rows = operations.rowCount(sides.first.output, [0]);
  const lanes = cutIntoLanes(operations, rows, lanesOfBatch).map(({ firstRow, part }) => {
    const context = contextAtRest(parts, weight, firstRow, false);
    return buildNetwork(cut?.rest ?? plan, networkInputs(parts, set, sides, part), context).logits;
  });
  const outputs = plan.branches.map(({ name, output, layers }) => {
    const whole = joinLanes(
      operations,
      lanes.map((logits) => logits(name)),
    );
    const said = activateOutput(operations, output, whole);
    return [name, feeds.tensor(said, [-1, layers.at(-1)?.outputShape[0] ?? -1])] as const;
  });
  return new Map([[signature, { inputs: sides, outputs: Object.fromEntries(outputs) }]]);
}

function buildFront(
  parts: NetworkParts,
  set: GraphSet,
  tower: string,
  layers: readonly PlannedLayer[],
  laneCount: number,
): ReadonlyMap<string, Signature> {
  const { operations, feeds, images } = parts;
  const signature = `front/${set}/${tower}`;
  const indices = feeds.feed(signature, 'indices', 'int32', [-1]);
  const features = images.features(set, tower);
  if (features === undefined) throw new Error(`Nothing is kept of the tower ${tower}.`);
  const weight = createReading(parts);
  const rows = operations.rowCount(indices.output, [0]);
  const lanes = cutIntoLanes(operations, rows, laneCount).map(
    ({ firstRow, part }) =>
      buildChain(layers, images.images(set, part(indices.output)), contextAtRest(parts, weight, firstRow, false), false)
        .output,
  );
  const scattered = operations.scatter(features, indices.output, joinLanes(operations, lanes));
  return new Map([[signature, { inputs: { indices }, outputs: { done: feeds.done(signature, [scattered]) } }]]);
}
