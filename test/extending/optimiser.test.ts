import { beforeAll, describe, expect, it } from 'vitest';

import { registerExample } from './example';
import { batchAt, compiled, ENGINES, expectAlike, layersWith, smallPlan } from './small-training';

const TRAINING = { optimiser: 'nesterov', learningRate: 0.05, momentum: 0.9 };
const PLAN = smallPlan(layersWith(), ['class']);

beforeAll(() => registerExample('toy-optimiser'));

it('moves the weights the same in both engines', async () => {
  await expectAlike(PLAN, TRAINING, 6, 1e-3);
});

describe.each(Object.entries(ENGINES))('in the engine %s', (_, engine) => {
  it('goes on from a saved state to the last bit', async () => {
    const through = await compiled(engine, PLAN, TRAINING);
    for (let step = 0; step < 3; step++) through.trainBatch(batchAt(step));
    const saved = through.saveState();
    expect(saved.tensors.map(({ name }) => name)).toContain('velocity/tower/conv/kernel');
    const other = await compiled(engine, PLAN, TRAINING);
    other.loadState(saved);
    for (const network of [through, other]) network.trainBatch(batchAt(3));
    expect(other.saveState()).toEqual(through.saveState());
    through.dispose();
    other.dispose();
  });
});
