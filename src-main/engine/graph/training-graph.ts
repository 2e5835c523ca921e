import type { TrainingSpec } from '#shared/experiment/experiment';
import type { PlannedLayer } from '#shared/networks/layer';
import { weightsOf, type NetworkPlan } from '#shared/networks/plan';

import type { CutNetwork } from '#shared/networks/frozen-front';
import type { PixelStatistics } from '../pixel-scaling';
import { buildFingerprints, buildFrontAlone, buildPredictionAlone, buildStepAlone } from './alone';
import { createGraph, type Output, type Variable } from './graph';
import { buildImageSets, GRAPH_SETS, type GraphSet } from './image-sets';
import { buildLane, feedStep, type LaneGradients } from './lane-gradients';
import { cutIntoLanes, joinLanes, signatureName } from './lanes';
import { activateOutput, buildChain, buildNetwork } from './network';
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
import { buildUpdate, type StepFactors } from './optimiser';
import type { GraphModel, Signature } from './saved-model';

export type GraphTraining = Pick<TrainingSpec, 'optimiser' | 'learningRate' | 'momentum'>;

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
  training: GraphTraining,
  pixels: PixelStatistics | undefined,
  laneCount = 1,
  cut: CutNetwork | null = null,
): GraphModel {
  const graph = createGraph();
  const operations = createOperations(graph);
  const images = buildImageSets(operations, plan, pixels, cut);
  const { weights, slots, signatures: ofState } = buildState(operations, plan, training.optimiser);
  const parts = createNetworkParts({ operations, plan, cut, images, weights });
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
    ...buildStepAlone(parts),
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
  training: GraphTraining,
  slots: ReadonlyMap<string, readonly Variable[]>,
  lanesOfStep: number,
): ReadonlyMap<string, Signature> {
  const { operations, feeds, weights } = parts;
  const signature = signatureName('train', lanesOfStep);
  const step = feedStep(parts, signature);
  const beta1Power = feeds.feed(signature, 'beta1Power', 'float', []);
  const beta2Power = feeds.feed(signature, 'beta2Power', 'float', []);
  const weight = createReading(parts);
  const moved = new Map<string, Output>();
  const lanes = cutIntoLanes(operations, step.rows, lanesOfStep).map((lane) =>
    buildLane(parts, step, lane, {
      weight,
      move: (name, next) => moved.set(name, next(moved.get(name) ?? weight(name))),
    }),
  );
  const loss = operations.addAll(lanes.map((lane) => lane.loss));
  const hits = operations.addAll(lanes.map((lane) => lane.hits));
  const added = penaltyOf(parts, weight);
  const total = added === null ? loss : operations.add(loss, added);
  const factors = { beta1Power: beta1Power.output, beta2Power: beta2Power.output };
  const moves = [...moved].map(([name, next]) => operations.assign(variableOf(weights, name), next));
  const after = [...buildUpdates(parts, training, slots, lanes, weight, factors), ...moves];
  return new Map([
    [
      signature,
      {
        inputs: { ...step.inputs, beta1Power, beta2Power },
        outputs: {
          loss: feeds.tensor(operations.identity(total, { name: `${signature}/loss`, after }), []),
          hits: feeds.tensor(operations.identity(hits, { name: `${signature}/hits`, after }), []),
        },
      },
    ],
  ]);
}

/** Moves each trainable weight by the sum of its lanes' gradients. @returns the nodes that do */
function buildUpdates(
  { operations, plan, weights }: NetworkParts,
  training: GraphTraining,
  slots: ReadonlyMap<string, readonly Variable[]>,
  lanes: readonly LaneGradients[],
  weight: (name: string) => Output,
  factors: StepFactors,
): readonly string[] {
  return weightsOf(plan)
    .filter(({ trainable }) => trainable)
    .map(({ name, l2 }) => {
      const ofLanes = lanes.flatMap(({ byWeight }) => byWeight.get(name) ?? []);
      if (ofLanes.length < lanes.length) throw new Error(`The weight ${name} has no gradient.`);
      const gradient = operations.addAll(ofLanes);
      const whole =
        l2 === 0
          ? gradient
          : operations.add(gradient, operations.multiply(weight(name), operations.graph.float(2 * l2)));
      return buildUpdate(operations, training, variableOf(weights, name), slots.get(name) ?? [], whole, factors);
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
  const outputs = plan.branches.map(({ name, layers }) => {
    const whole = joinLanes(
      operations,
      lanes.flatMap((logits) => logits.get(name) ?? []),
    );
    return [
      name,
      feeds.tensor(activateOutput(operations, name, whole), [-1, layers.at(-1)?.outputShape[0] ?? -1]),
    ] as const;
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
      buildChain(layers, images.images(set, part(indices.output)), contextAtRest(parts, weight, firstRow, false))
        .output,
  );
  const scattered = operations.scatter(features, indices.output, joinLanes(operations, lanes));
  return new Map([[signature, { inputs: { indices }, outputs: { done: feeds.done(signature, [scattered]) } }]]);
}
