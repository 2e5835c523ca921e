import { beforeAll, describe, expect, it } from 'vitest';

import { createGraphEngine } from '#main/engine/graph/graph-engine';
import { loadTensorflow } from '#main/engine/tensorflow';

import { registerExample } from './example';
import { BARE, batchAt, compiled, ENGINES, expectAlike, layersWith, smallPlan } from './small-training';

const LOSS = 'pairwise-products';

beforeAll(() => registerExample('toy-loss'));

describe.each([
  ['alone', ['embedding']],
  ['beside the cross-entropy of the class', ['class', 'embedding']],
] as const)('a loss over the whole batch, %s', (_, outputs) => {
  it('has the same gradients in two lanes as in one and in the layers engine', async () => {
    await expectAlike(smallPlan(layersWith(), outputs, LOSS), BARE, 1, 1e-4);
  });

  it('is trained the same, and made smaller', async () => {
    const plan = smallPlan(layersWith(), outputs, LOSS);
    const training = { optimiser: 'sgd', learningRate: 5e-4, momentum: 0.5 };
    await expectAlike(plan, training, 5, 1e-3);
    const network = await compiled(ENGINES['graph, two lanes'], plan, training);
    const losses = Array.from({ length: 20 }, () => network.trainBatch(batchAt(0)).loss);
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
    network.dispose();
  });

  it('has the fingerprints of its gradients with one kernel at a time', async () => {
    const network = await compiled(
      createGraphEngine(loadTensorflow(), { cores: 2 }),
      smallPlan(layersWith(), outputs, LOSS),
      BARE,
    );
    const prints = network.kernelFingerprints?.(batchAt(0));
    expect(prints?.together).toHaveLength(2 * (prints?.weights.length ?? 0));
    expect(prints?.alone).toEqual(prints?.together);
    network.dispose();
  });
});

it('is refused for an output of another kind, and an embedding without a loss learns nothing', () => {
  const wrong = smallPlan(layersWith(), ['class']);
  const branches = wrong.branches.map((branch) => ({ ...branch, loss: LOSS }));
  const options = {
    training: BARE,
    train: { images: new Uint8Array(72), labels: new Uint8Array(1), count: 1 },
    seed: 1,
  };
  expect(() => ENGINES.layers.compile({ ...options, plan: { ...wrong, branches } })).toThrow(
    'Received the loss "pairwise-products" for the output "class" (class); expected one over this kind of output',
  );
  expect(() => ENGINES.layers.compile({ ...options, plan: smallPlan(layersWith(), ['embedding']) })).toThrow(
    'Received the network small without a loss',
  );
});
