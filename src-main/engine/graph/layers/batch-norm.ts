import { isFrozen } from '#shared/networks/layer';

import type { Output } from '../graph';
import { weightNames, type BuildLayer } from './layer';

/** Keras's: how much of a moving statistic stays at each step. */
const MOMENTUM = 0.99;
const EPSILON = 1e-3;

/**
 * Batch normalisation (Ioffe & Szegedy 2015) over the last dimension, as the layers engine does it: in training by the
 * statistics of the batch, the variance as it is and not the corrected one, which then move the moving ones once each
 * time that the layer is applied. The gradient is the paper's, in closed form.
 */
export const buildBatchNorm: BuildLayer = ({ operations, planned, weight, training, move }, input) => {
  const { gamma, beta, movingMean, movingVariance } = weightNames(planned);
  if (gamma === undefined || beta === undefined || movingMean === undefined || movingVariance === undefined)
    throw new Error(`The batch normalisation ${planned.layer.name} lacks a weight.`);
  const { graph, add, subtract, multiply, divide, mean, sum, unary } = operations;
  const scale = weight(gamma.name);
  const axes = planned.inputShape.map((_, axis) => axis);
  const byBatch = training && !isFrozen(planned.layer);

  const batchMean = byBatch ? mean(input, axes) : weight(movingMean.name);
  const centred = subtract(input, batchMean);
  const variance = byBatch ? mean(unary('Square', centred), axes) : weight(movingVariance.name);
  if (byBatch) {
    const moved = (from: Output, seen: Output): Output =>
      add(multiply(from, graph.float(MOMENTUM)), multiply(seen, graph.float(1 - MOMENTUM)));
    move(movingMean.name, (from) => moved(from, batchMean));
    move(movingVariance.name, (from) => moved(from, variance));
  }
  const inverse = unary('Rsqrt', add(variance, graph.float(EPSILON)));
  const normal = multiply(centred, inverse);
  return {
    output: add(multiply(normal, scale), weight(beta.name)),
    backward: (gradient, needsInput) => {
      const byBeta = sum(gradient, axes);
      const byGamma = sum(multiply(gradient, normal), axes);
      const weights = new Map<string, Output>();
      if (gamma.trainable) weights.set(gamma.name, byGamma).set(beta.name, byBeta);
      if (!needsInput) return { input: null, weights };
      const slope = multiply(scale, inverse);
      if (!byBatch) return { input: multiply(gradient, slope), weights };
      const count = operations.cast(operations.rowCount(input, axes), 'float');
      const centredGradient = subtract(gradient, divide(byBeta, count));
      const byInput = multiply(slope, subtract(centredGradient, multiply(normal, divide(byGamma, count))));
      return { input: byInput, weights };
    },
  };
};
