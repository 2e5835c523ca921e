import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-node';

import type { OutputLoss } from '#shared/losses/of-plan';
import { outputsOf, type NetworkPlan, type OutputKind } from '#shared/networks/plan';

import type { Tensorflow } from '../tensorflow';
import type { Targets } from './losses/loss';
import { TFJS_LOSSES } from './losses/registry';

/** Of each output by its name, before its activation. [batch, …] */
export type Logits = ReadonlyMap<string, Tensor2D>;

const ACTIVATE: Readonly<Record<OutputKind, (tf: Tensorflow, logits: Tensor2D) => Tensor2D>> = {
  class: (tf, logits) => tf.softmax(logits),
  same: (tf, logits) => tf.sigmoid(logits),
  embedding: (_, logits) => logits,
};

/** What a network says, by output. */
export function activateOutputs(tf: Tensorflow, plan: NetworkPlan, logits: Logits): Readonly<Record<string, Tensor2D>> {
  return Object.fromEntries(
    outputsOf(plan).map(({ name, kind }) => [name, ACTIVATE[kind](tf, logitsOf(logits, name))]),
  );
}

/** The loss of a batch without the penalty: the sum of those of its outputs. */
export function lossOfBatch(tf: Tensorflow, losses: readonly OutputLoss[], logits: Logits, targets: Targets): Scalar {
  const each = losses.map(({ output, loss }) =>
    TFJS_LOSSES.get(loss.kind).compute(tf, logitsOf(logits, output), targets),
  );
  return tf.addN(each).asScalar();
}

/** How many of the batch are told right: by the class where the network tells it, otherwise by "same", otherwise none. */
export function countHits(tf: Tensorflow, plan: NetworkPlan, logits: Logits, targets: Targets): Scalar {
  return tf.tidy(() => {
    const right = rightOnes(tf, plan, logits, targets);
    return right === undefined ? tf.scalar(0) : tf.sum(tf.cast(right, 'float32')).asScalar();
  });
}

function rightOnes(tf: Tensorflow, plan: NetworkPlan, logits: Logits, targets: Targets): Tensor | undefined {
  const named = (wanted: OutputKind): string | undefined => outputsOf(plan).find(({ kind }) => kind === wanted)?.name;
  const [classes, same] = [named('class'), named('same')];
  if (classes !== undefined) return tf.equal(tf.argMax(logitsOf(logits, classes), 1), targets.classes);
  if (same === undefined || targets.same === undefined) return undefined;
  return tf.equal(tf.greaterEqual(logitsOf(logits, same), 0), tf.cast(targets.same, 'bool'));
}

function logitsOf(logits: Logits, output: string): Tensor2D {
  const found = logits.get(output);
  if (found === undefined) throw new Error(`The network has no output ${output}.`);
  return found;
}
