import type { PlannedLayer } from '#shared/networks/layer';
import { weightsOf } from '#shared/networks/plan';

import { buildChain } from './chain';
import type { Output } from './graph';
import type { GraphSet } from './image-sets';
import { cutIntoLanes, joinLanes, laneOf, signatureName, type Lane } from './lanes';
import { buildNetwork } from './network';
import { contextAtRest, createReading, feedSides, networkInputs, type NetworkParts } from './network-parts';
import { activateOutput } from './outputs';
import type { Signature, SignatureTensor } from './saved-model';
import { buildStepGradients, feedStep, type StepGradients } from './step-gradients';

// Signatures in which no two kernels run at the same time. oneDNN, under libtensorflow, sometimes makes a kernel wrong
// when two threads use it first at the same time, and it stays wrong for the life of the process: docs/kernel-race.md.
// So each shape of a kernel is used here first; and what lanes gave side by side is held against what each gives alone.

/** One lane of a batch, from a row that is fed and of a length that is fed. */
function feedLane(parts: NetworkParts, signature: string): { readonly lane: Lane; readonly inputs: LaneInputs } {
  const { operations, feeds } = parts;
  const from = feeds.feed(signature, 'from', 'int32', []);
  const size = feeds.feed(signature, 'size', 'int32', []);
  return { lane: laneOf(operations, from.output, size.output), inputs: { from, size } };
}
type LaneInputs = Readonly<Record<'from' | 'size', SignatureTensor>>;

/** The trainable weights in the order of a step's fingerprints. */
export function fingerprintedWeights({ plan }: Pick<NetworkParts, 'plan'>): readonly string[] {
  return weightsOf(plan).flatMap(({ name, trainable }) => (trainable ? [name] : []));
}

/** Of each gradient of a lane the sum of its bits: two that differ in one bit have different sums. int32 [weights] */
function fingerprintsOf(parts: NetworkParts, byWeight: ReadonlyMap<string, Output>): Output {
  const { operations } = parts;
  const sums = fingerprintedWeights(parts).map((name) => {
    const gradient = byWeight.get(name);
    if (gradient === undefined) throw new Error(`The weight ${name} has no gradient.`);
    const bits = operations.reshape(operations.bitcast(gradient, 'int32'), [-1]);
    return operations.sum(bits, [0], true);
  });
  return joinLanes(operations, sums);
}

/**
 * What a step of lanes gives. The losses and hits are wanted by nobody, and have to be there: where only the gradients need
 * what a layer gives, TensorFlow joins it with other layers than in a step, and takes other kernels.
 */
function stepOutputs(parts: NetworkParts, { loss, hits, byLane }: StepGradients): Signature['outputs'] {
  const { operations, feeds } = parts;
  const fingerprints = joinLanes(
    operations,
    byLane.map((byWeight) => fingerprintsOf(parts, byWeight)),
  );
  return {
    fingerprints: feeds.tensor(fingerprints, [-1]),
    loss: feeds.tensor(loss, []),
    hits: feeds.tensor(hits, []),
  };
}

/**
 * *fingerprint*, or *fingerprint/lanes*: the fingerprints of each lane's gradients, worked out as a step does, side by
 * side. Nothing is moved. int32 [lanes · weights]
 */
export function buildFingerprints(parts: NetworkParts, lanesOfStep: number): ReadonlyMap<string, Signature> {
  const signature = signatureName('fingerprint', lanesOfStep);
  const step = feedStep(parts, signature);
  const lanes = cutIntoLanes(parts.operations, step.rows, lanesOfStep);
  const gradients = buildStepGradients(parts, step, lanes, { weight: createReading(parts), move: () => undefined });
  return new Map([[signature, { inputs: step.inputs, outputs: stepOutputs(parts, gradients) }]]);
}

/** *alone/step*: the fingerprints of the gradients of one lane of a batch, *from* a row and of a *size*. */
export function buildStepAlone(parts: NetworkParts): ReadonlyMap<string, Signature> {
  const signature = 'alone/step';
  const step = feedStep(parts, signature);
  const { lane, inputs } = feedLane(parts, signature);
  const context = { weight: createReading(parts), move: () => undefined, inSequence: true };
  const outputs = stepOutputs(parts, buildStepGradients(parts, step, [lane], context));
  return new Map([[signature, { inputs: { ...step.inputs, ...inputs }, outputs }]]);
}

/**
 * *alone/batch*, or *alone/batch/lanes*: the same of all lanes of a batch, one after the other. For a loss over the whole
 * batch, of which the gradient of one lane needs what the others gave. int32 [lanes · weights]
 */
export function buildBatchAlone(parts: NetworkParts, lanesOfStep: number): ReadonlyMap<string, Signature> {
  const signature = signatureName('alone/batch', lanesOfStep);
  const step = feedStep(parts, signature);
  const lanes = cutIntoLanes(parts.operations, step.rows, lanesOfStep);
  const context = { weight: createReading(parts), move: () => undefined, inSequence: true };
  const outputs = stepOutputs(parts, buildStepGradients(parts, step, lanes, context));
  return new Map([[signature, { inputs: step.inputs, outputs }]]);
}

/**
 * *alone/predict/SET* has a network predict the indices that are fed, as a lane of a batch does; *alone/predict/SET/whole*
 * as a batch that is not cut does.
 */
export function buildPredictionAlone(
  parts: NetworkParts,
  set: GraphSet,
  isWhole: boolean,
): ReadonlyMap<string, Signature> {
  const { operations, plan, cut, feeds } = parts;
  const signature = alonePrediction(set, isWhole);
  const sides = feedSides(parts, signature);
  const context = contextAtRest(parts, createReading(parts), operations.graph.scalar(0), true);
  const inputs = networkInputs(parts, set, sides, (whole) => whole);
  const { logits } = buildNetwork(cut?.rest ?? plan, inputs, context);
  const outputs = plan.branches.map(({ name, output }) => {
    const said = isWhole ? activateOutput(operations, output, logits(name)) : logits(name);
    return [name, feeds.tensor(said, [-1, -1])] as const;
  });
  return new Map([[signature, { inputs: sides, outputs: Object.fromEntries(outputs) }]]);
}

export function alonePrediction(set: GraphSet, isWhole: boolean): string {
  return `alone/predict/${set}${isWhole ? '/whole' : ''}`;
}

/** *alone/front/SET/TOWER*: has the frozen front of a tower work on the indices that are fed; nothing is kept. */
export function buildFrontAlone(
  parts: NetworkParts,
  set: GraphSet,
  tower: string,
  layers: readonly PlannedLayer[],
): ReadonlyMap<string, Signature> {
  const { operations, feeds, images } = parts;
  const signature = `alone/front/${set}/${tower}`;
  const indices = feeds.feed(signature, 'indices', 'int32', [-1]);
  const context = contextAtRest(parts, createReading(parts), operations.graph.scalar(0), true);
  const { output } = buildChain(layers, images.images(set, indices.output), context, false);
  return new Map([[signature, { inputs: { indices }, outputs: { features: feeds.tensor(output, [-1]) } }]]);
}
