import type { PlannedLayer } from '#shared/network/layer';
import { layersOf, weightsOf, type NetworkPlan } from '#shared/network/plan';
import type { TrainingSpec } from '#shared/experiment';

import type { CutNetwork } from '../frozen-front';
import type { PixelStatistics } from '../pixel-scaling';
import { createFeeds } from './feeds';
import { createGraph, type Output } from './graph';
import { buildImageSets, GRAPH_SETS, type GraphSet } from './image-sets';
import { cutIntoLanes, joinLanes, signatureName, type Lane } from './lanes';
import { buildLoss } from './loss';
import { buildChain, buildNetwork, type NetworkContext } from './network';
import { buildState } from './network-state';
import { createOperations } from './operations';
import { buildUpdate } from './optimiser';
import type { GraphModel, Signature, SignatureTensor } from './saved-model';

export type GraphTraining = Pick<TrainingSpec, 'optimiser' | 'learningRate' | 'momentum'>;

const SIDES = ['first', 'second'] as const;

/**
 * A whole network with its training as one TensorFlow graph. Its signatures are those of `GraphImages` and `GraphState`, and
 * *train*, one step on a batch of indices; *predict/SET*, what the network says with dropout off; *penalty*, what L2 adds to
 * the loss. Where the network comes in two, *front/SET/TOWER* works out what the frozen front of a tower makes of the images
 * at some indices, and keeps it: *train* and *predict* go on from there.
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
  const { tensor, feed, done } = createFeeds(operations);
  const kept = buildImageSets(operations, plan, pixels, cut);
  const rest = cut?.rest ?? plan;
  const ordinals = new Map(layersOf(plan).map((planned, ordinal) => [planned, ordinal]));
  const { weights, slots, signatures: stateSignatures } = buildState(operations, plan, training.optimiser);
  const signatures = new Map<string, Signature>([...kept.signatures, ...stateSignatures]);

  function reading(): (name: string) => Output {
    const read = new Map<string, Output>();
    return (name) => {
      const known = read.get(name);
      if (known !== undefined) return known;
      const variable = weights.get(name);
      if (variable === undefined) throw new Error(`The plan has no weight ${name}.`);
      const value = operations.read(variable);
      read.set(name, value);
      return value;
    };
  }

  type Sides = Readonly<Record<string, SignatureTensor>>;

  function sidesOf(signature: string): Sides {
    const sides = SIDES.slice(0, plan.inputs.length);
    return Object.fromEntries(sides.map((side) => [side, feed(signature, side, 'int32', [-1])]));
  }

  /** For each input what is kept of the images at these places of a set, or else the images. */
  function inputsOf(set: GraphSet, sides: Sides, part: Lane['part'] = (whole) => whole): readonly Output[] {
    return Object.values(sides).map(({ output }, place) => {
      const tower = plan.towers.find(({ inputs }) => inputs.includes(plan.inputs[place]?.name ?? ''));
      const features = kept.features(set, tower?.name ?? '');
      const indices = part(output);
      return features === undefined ? kept.images(set, indices) : operations.gather(features, indices);
    });
  }

  /** What layers are built with where nothing is trained. */
  const atRest = (weight: NetworkContext['weight'], firstRow: Output): NetworkContext => ({
    operations,
    weight,
    training: false,
    move: () => undefined,
    maskKey: () => {
      throw new Error('Nothing is dropped where nothing is trained.');
    },
    firstRow,
  });

  function penaltyOf(weight: (name: string) => Output): Output | null {
    const terms = weightsOf(plan)
      .filter(({ l2 }) => l2 !== 0)
      .map(({ name, l2, shape }) =>
        operations.multiply(
          operations.sum(
            operations.unary('Square', weight(name)),
            shape.map((_, axis) => axis),
          ),
          graph.float(l2),
        ),
      );
    return terms.length === 0 ? null : terms.reduce((sum, term) => operations.add(sum, term));
  }

  for (const lanes of new Set([1, laneCount])) {
    buildStep(signatureName('train', lanes), lanes);
    for (const set of GRAPH_SETS) buildPrediction(signatureName(`predict/${set}`, lanes), set, lanes);
  }
  for (const { name, layers } of cut?.fronts ?? []) {
    for (const set of GRAPH_SETS) buildFront(`front/${set}/${name}`, set, name, layers);
  }
  const penalty = penaltyOf(reading());
  if (penalty !== null)
    signatures.set('penalty', { inputs: {}, outputs: { penalty: tensor(operations.identity(penalty), []) } });
  return { nodes: graph.nodes, signatures };

  function buildStep(signature: string, lanesOfStep: number): void {
    const sides = sidesOf(signature);
    const same = feed(signature, 'same', 'float', [-1, 1]);
    const sampleWeights = feed(signature, 'weights', 'float', [-1]);
    const keys = feed(signature, 'keys', 'int32', [ordinals.size]);
    const beta1Power = feed(signature, 'beta1Power', 'float', []);
    const beta2Power = feed(signature, 'beta2Power', 'float', []);
    const weight = reading();
    const moved = new Map<string, Output>();
    const uintKeys = operations.bitcast(keys.output, 'uint32');
    const { first } = sides;
    if (first === undefined) throw new Error('A network without an input cannot be trained.');
    const rows = operations.rowCount(first.output, [0]);
    const count = operations.cast(rows, 'float');
    const flatSame = operations.reshape(same.output, [-1]);
    const lanes = cutIntoLanes(operations, rows, lanesOfStep).map(({ firstRow, part }) => {
      const network = buildNetwork(rest, inputsOf('train', sides, part), {
        operations,
        weight,
        training: true,
        move: (name, next) => moved.set(name, next(moved.get(name) ?? weight(name))),
        maskKey: (planned) => operations.reshape(operations.slice(uintKeys, [ordinals.get(planned) ?? 0], [1]), []),
        firstRow,
      });
      const { loss, hits, gradients } = buildLoss(operations, network.logits, {
        classes: kept.labels('train', part(first.output)),
        same: operations.reshape(part(flatSame), [-1, 1]),
        weights: part(sampleWeights.output),
        count,
      });
      return { loss, hits, byWeight: network.backward(gradients) };
    });
    const { addAll } = operations;
    const loss = addAll(lanes.map((lane) => lane.loss));
    const hits = addAll(lanes.map((lane) => lane.hits));
    const added = penaltyOf(weight);
    const total = added === null ? loss : operations.add(loss, added);
    const updates = weightsOf(plan).flatMap(({ name, trainable, l2 }) => {
      const variable = weights.get(name);
      const parts = lanes.flatMap(({ byWeight }) => byWeight.get(name) ?? []);
      if (!trainable || variable === undefined) return [];
      if (parts.length < lanesOfStep) throw new Error(`The weight ${name} has no gradient.`);
      const gradient = addAll(parts);
      const whole =
        l2 === 0 ? gradient : operations.add(gradient, operations.multiply(weight(name), graph.float(2 * l2)));
      const factors = { beta1Power: beta1Power.output, beta2Power: beta2Power.output };
      return [buildUpdate(operations, training, variable, slots.get(name) ?? [], whole, factors)];
    });
    const moves = [...moved].map(([name, next]) => {
      const variable = weights.get(name);
      if (variable === undefined) throw new Error(`The plan has no weight ${name}.`);
      return operations.assign(variable, next);
    });
    const after = [...updates, ...moves];
    signatures.set(signature, {
      inputs: { ...sides, same, weights: sampleWeights, keys, beta1Power, beta2Power },
      outputs: {
        loss: tensor(operations.identity(total, { name: `${signature}/loss`, after }), []),
        hits: tensor(operations.identity(hits, { name: `${signature}/hits`, after }), []),
      },
    });
  }

  function buildPrediction(signature: string, set: GraphSet, lanesOfBatch: number): void {
    const sides = sidesOf(signature);
    const { first } = sides;
    if (first === undefined) throw new Error('A network without an input cannot be asked.');
    const weight = reading();
    const rows = operations.rowCount(first.output, [0]);
    const lanes = cutIntoLanes(operations, rows, lanesOfBatch).map(({ firstRow, part }) => {
      return buildNetwork(rest, inputsOf(set, sides, part), atRest(weight, firstRow)).logits;
    });
    const outputs = plan.branches.map(({ name, layers }) => {
      const parts = lanes.flatMap((logits) => logits.get(name) ?? []);
      const whole = joinLanes(operations, parts);
      return [
        name,
        tensor(operations.unary(name === 'class' ? 'Softmax' : 'Sigmoid', whole), [
          -1,
          layers.at(-1)?.outputShape[0] ?? -1,
        ]),
      ] as const;
    });
    signatures.set(signature, { inputs: sides, outputs: Object.fromEntries(outputs) });
  }

  function buildFront(signature: string, set: GraphSet, tower: string, layers: readonly PlannedLayer[]): void {
    const indices = feed(signature, 'indices', 'int32', [-1]);
    const features = kept.features(set, tower);
    if (features === undefined) throw new Error(`Nothing is kept of the tower ${tower}.`);
    const weight = reading();
    const rows = operations.rowCount(indices.output, [0]);
    const parts = cutIntoLanes(operations, rows, laneCount).map(({ firstRow, part }) => {
      const images = kept.images(set, part(indices.output));
      return buildChain(layers, images, atRest(weight, firstRow)).output;
    });
    const whole = joinLanes(operations, parts);
    const scattered = operations.scatter(features, indices.output, whole);
    signatures.set(signature, { inputs: { indices }, outputs: { done: done(signature, [scattered]) } });
  }
}
