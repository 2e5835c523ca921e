import { beforeAll, expect, it } from 'vitest';

import { specFromArguments } from '#main/cli/arguments';
import type { CompileOptions } from '#main/engine/engine';
import { EXTENSION_POINTS } from '#main/training/extensions/points';

import { batchAt, compiled, ENGINES, expectAlike, layersWith, smallPlan } from './small-training';

const PLAN = smallPlan(layersWith(), ['class']);
/** The settings of a training as a design has them. */
const trainingWith = (warmUp: number): CompileOptions['training'] =>
  specFromArguments({ optimiser: 'warm-sgd', learningRate: 0.1, warmUp }).training;

beforeAll(async () => {
  // by a name that the compiler does not see: an extension is no part of the lab
  const { register } = (await import(`${import.meta.dirname}/examples/toy-field.mjs`)) as {
    readonly register: (lab: typeof EXTENSION_POINTS) => void;
  };
  register(EXTENSION_POINTS);
});

it('is read by the optimiser alike in both engines', async () => {
  await expectAlike(PLAN, trainingWith(4), 6, 1e-3);
});

it.each(Object.entries(ENGINES))(
  'makes the first step of the engine %s as much smaller as it says',
  async (_, engine) => {
    const moved = async (warmUp: number): Promise<readonly number[]> => {
      const network = await compiled(engine, PLAN, trainingWith(warmUp));
      const values = (): number[] => network.exportWeights().flatMap((weight) => [...weight.values]);
      const before = values();
      network.trainBatch(batchAt(0));
      const after = values();
      network.dispose();
      return before.map((value, place) => value - (after[place] ?? Number.NaN));
    };
    const [whole, quarter] = [await moved(0), await moved(4)];
    expect(Math.max(...whole.map(Math.abs))).toBeGreaterThan(1e-3);
    whole.forEach((move, place) => expect(quarter[place]).toBeCloseTo(move / 4, 5));
  },
);
