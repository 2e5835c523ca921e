import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-node';
import { describe, expect, it } from 'vitest';

import { buildNetwork } from '#main/engine/layers/model';
import { lossOfBatch } from '#main/engine/layers/outputs';
import { l2Penalty } from '#main/engine/layers/penalty';
import { loadTensorflow } from '#main/engine/tensorflow';
import { createRandom } from '#shared/basics/random';
import { lossesOf } from '#shared/losses/of-plan';
import { discriminationPlan } from '#shared/networks/discrimination';
import { jointPlan } from '#shared/networks/joint';
import { planLayers, type Layer } from '#shared/networks/layer';
import { headShape, weightsOf, type Branch, type HeadKind, type NetworkPlan } from '#shared/networks/plan';

const tf = loadTensorflow();
const IMAGE = [6, 6, 2];
const LAYERS: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'valid', activation: 'relu' },
  { kind: 'maxPool2d', name: 'pool', size: 2 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'dense', units: 4, activation: 'linear' },
];
/** The same with a batch normalisation of images and one of vectors, and penalties. */
const NORMALISED: readonly Layer[] = [
  { kind: 'conv2d', name: 'conv', filters: 3, kernel: [3, 3], padding: 'same', activation: 'relu', l2: 0.05 },
  { kind: 'batchNorm', name: 'norm' },
  { kind: 'maxPool2d', name: 'pool', size: 3 },
  { kind: 'flatten', name: 'flatten' },
  { kind: 'dense', name: 'dense', units: 4, activation: 'linear', l2: 0.1 },
  { kind: 'batchNorm', name: 'norm2' },
];

/** Of a loss of about 1 in float32. */
const NEAR = 4e-3;
const WIDTHS = [2e-3, 5e-4, 1e-4];
const MOST_OF_A_TENSOR = 20;
const SMALL = { width: 2, embedding: 3, dropout: 0.2, l2: 0.05 };

function plan(
  towers: 'one' | 'separate' | 'shared',
  head: HeadKind,
  outputs: readonly Branch['output'][],
  layers = LAYERS,
): NetworkPlan {
  const inputs = towers === 'one' ? ['first'] : ['first', 'second'];
  const tower = (name: string, of: readonly string[]) => ({
    name,
    inputs: of,
    layers: planLayers(name, IMAGE, layers),
  });
  const joined = headShape(head, 4);
  return {
    network: 'tiny',
    inputs: inputs.map((name) => ({ name, shape: IMAGE })),
    scaling: 'unit',
    towers:
      towers === 'separate' ? [tower('tower-a', ['first']), tower('tower-b', ['second'])] : [tower('tower', inputs)],
    branches: outputs.map((name) => ({
      name,
      output: name,
      head,
      headShape: joined,
      layers: planLayers('joint', joined, [
        {
          kind: 'dense',
          name: `${name}-out`,
          units: name === 'class' ? 3 : 1,
          activation: name === 'class' ? 'softmax' : 'sigmoid',
        },
      ]),
    })),
  };
}

/** Compares each gradient with the slope of the loss between two weights on either side. */
function checkGradients(network: NetworkPlan, weights: readonly number[] | undefined, scale = 0.4): number {
  const random = createRandom(8);
  const tensor = (shape: readonly number[], scale: number): Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((size, side) => size * side, 1) }, () => scale * random.normal()),
      [...shape],
    );
  const built = buildNetwork(tf, network, { seed: 1, step: 1 });
  const inputs = network.inputs.map(({ shape }) => tensor([5, ...shape], 1));
  const targets = {
    classes: tf.tensor1d([0, 1, 2, 1, 0], 'int32'),
    same: tf.tensor2d([1, 0, 0, 1, 0], [5, 1]),
    weights: weights === undefined ? undefined : tf.tensor1d([...weights]),
  };
  const variables = weightsOf(network).flatMap(({ name, shape, trainable }): readonly Variable[] => {
    const variable = built.variables.get(name);
    if (!trainable || variable === undefined) return [];
    variable.assign(tensor(shape, scale));
    return [variable];
  });
  const losses = lossesOf(network);
  const loss = (): Scalar => {
    const mean = lossOfBatch(tf, losses, built.forward(inputs, true), targets);
    const penalty = l2Penalty(tf, network, built.variables);
    return penalty === null ? mean : tf.add(mean, penalty);
  };
  const { grads } = tf.variableGrads(loss, variables);
  let compared = 0;
  for (const variable of variables) {
    const start = variable.dataSync<'float32'>().slice();
    const gradient = grads[variable.name]?.dataSync<'float32'>() ?? new Float32Array();
    for (let at = 0; at < start.length; at += Math.max(3, Math.ceil(start.length / MOST_OF_A_TENSOR))) {
      const lossAt = (by: number): number => {
        variable.assign(
          tf.tensor(
            start.map((value, index) => (index === at ? value + by : value)),
            variable.shape,
          ),
        );
        return loss().dataSync<'float32'>()[0] ?? Number.NaN;
      };
      const slopeOver = (width: number): number => (lossAt(width) - lossAt(-width)) / (2 * width);
      const isNear = (slope: number): boolean => Math.abs(slope - (gradient[at] ?? Number.NaN)) < NEAR;
      // the narrower, the fewer kinks of ReLU and pooling lie between the two, and the more is lost to rounding
      const slope = WIDTHS.reduce((best, width) => (isNear(best) ? best : slopeOver(width)), Number.NaN);
      variable.assign(tf.tensor(start, variable.shape));
      expect(isNear(slope), `${variable.name}[${at}]: ${gradient[at]}, by differences ${slope}`).toBe(true);
      compared += 1;
    }
  }
  return compared;
}

describe('the gradient of the loss agrees with finite differences', () => {
  it.each([
    { name: 'a plain network', network: plan('one', 'first', ['class']) },
    { name: 'separate towers, concatenated', network: plan('separate', 'concatenate', ['class']) },
    { name: 'shared towers, concatenated', network: plan('shared', 'concatenate', ['class']) },
    { name: 'shared towers, absolute difference', network: plan('shared', 'absoluteDifference', ['class']) },
    { name: 'shared towers, distance and both', network: plan('shared', 'distanceAndBoth', ['same']) },
    { name: 'batch normalisation and L2', network: plan('one', 'first', ['class'], NORMALISED) },
    { name: 'batch normalisation in shared towers', network: plan('shared', 'concatenate', ['class'], NORMALISED) },
    { name: 'both outputs at once', network: plan('shared', 'distanceAndBoth', ['class', 'same']) },
  ])('for $name', ({ network }) => {
    expect(checkGradients(network, undefined)).toBeGreaterThan(20);
  });

  // as small as their three poolings allow
  it.each([
    {
      name: 'the discrimination network',
      network: discriminationPlan([22, 22, 1], { ...SMALL, sharedTowers: true, head: 'distanceAndBoth' }),
    },
    {
      name: 'the discrimination network with separate towers',
      network: discriminationPlan([22, 22, 1], { ...SMALL, sharedTowers: false, head: 'absoluteDifference' }),
    },
    { name: 'the joint network', network: jointPlan([18, 18, 1], 3, { ...SMALL, sharedTowers: true }) },
    {
      name: 'the joint network with separate towers',
      network: jointPlan([18, 18, 1], 3, { ...SMALL, sharedTowers: false }),
    },
  ])('for $name as it is trained, with class weights', ({ network }) => {
    expect(checkGradients(network, [2, 1, 1, 2, 1], 0.25)).toBeGreaterThan(100);
  });

  it('with class weights', () => {
    expect(checkGradients(plan('shared', 'distanceAndBoth', ['same']), [2, 1, 1, 2, 1])).toBeGreaterThan(20);
  });

  it('and stays finite where both images are the same', () => {
    const network = plan('shared', 'distance', ['same']);
    const built = buildNetwork(tf, network, { seed: 1, step: 1 });
    const image = tf.randomNormal([5, ...IMAGE]);
    const targets = { classes: tf.tensor1d([0, 0, 0, 0, 0], 'int32'), weights: undefined };
    const { value, grads } = tf.variableGrads((): Scalar =>
      lossOfBatch(tf, lossesOf(network), built.forward([image, image], true), {
        ...targets,
        same: tf.tensor2d([1, 1, 1, 1, 1], [5, 1]),
      }),
    );
    expect(value.dataSync<'float32'>()[0]).toBeGreaterThan(0);
    for (const gradient of Object.values(grads))
      expect(gradient.dataSync<'float32'>().every(Number.isFinite)).toBe(true);
  });
});
