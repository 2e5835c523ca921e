import { afterEach, describe, expect, it } from 'vitest';

import type { Run } from '#shared/runs/run';

import { killWhatRuns, runLab, temporaryHome } from './lab-process';

const data = process.env['SIAMESE_LAB_DATA'];

/** One epoch on one part in a hundred, in batches that fit into the memory of a small machine. */
async function trained(row: string, ...args: readonly string[]): Promise<Run> {
  const cut = ['--fraction', '0.01', '--batch', '32', '--epochs', '1', '--json'];
  const { status, output } = await runLab(await temporaryHome(), ['run', '--row', row, ...args, ...cut]);
  expect(status, output).toBe(0);
  return JSON.parse(output) as Run;
}

const counts = ({ evaluations }: Run): readonly number[] =>
  evaluations.map((evaluation) => (evaluation.task === 'other' ? 0 : evaluation.metrics.count));

afterEach(killWhatRuns);

// C1 to C6 are in cli.test.ts
describe('the presets of the large networks', { timeout: 600_000 }, () => {
  it.each([
    ['C8', 15_001_418, 'single'],
    ['C9', 15_001_418, 'single'],
    ['C10', 29_473_418, 'duplicates'],
    ['C11', 29_473_418, 'duplicates'],
    // one protocol, and a dozen images watched: the rest is tested on smaller networks, in cli.test.ts
  ] as const)('train row %s on the built-in images to a stored evaluation', async (row, parameterCount, protocol) => {
    const run = await trained(row, '--dataset', 'shapes', '--protocols', protocol, '--held-out', '0.2');
    expect(run).toMatchObject({ status: 'finished', facts: { parameterCount, trainCount: 38, heldOutCount: 12 } });
    expect(run.evaluations.map((evaluation) => evaluation.protocol)).toEqual([protocol]);
    expect(counts(run)).toEqual([1000]);
  });
});

describe.skipIf(!data)('the presets on their own data (skipped where SIAMESE_LAB_DATA names no folder)', () => {
  it('train row C1 to a stored evaluation', async () => {
    const run = await trained('C1');
    expect(run).toMatchObject({ status: 'finished', facts: { trainCount: 500 } });
    expect(counts(run)).toEqual([10_000]);
  });

  it('train row E1 to a stored evaluation, far above the chance of 1 in 26', { timeout: 600_000 }, async () => {
    const run = await trained('E1');
    expect(run).toMatchObject({ status: 'finished', facts: { parameterCount: 5_414_938, trainCount: 1248 } });
    expect(counts(run)).toEqual([20_800]);
    expect(run.figures['accuracy']).toBeGreaterThan(0.2);
  });

  it('train row C7 from ImageNet’s weights to a stored evaluation, and store which they were', async () => {
    const run = await trained('C7', '--dataset', 'shapes');
    expect(run).toMatchObject({
      status: 'finished',
      facts: {
        parameterCount: 20_029_514,
        startingWeights: { name: 'vgg19-imagenet', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      },
    });
    expect(counts(run)).toEqual([1000]);
  });
});

it.skipIf(data)('row E1 trains on the built-in images where its own are not there', async () => {
  const run = await trained('E1', '--dataset', 'shapes');
  expect(run).toMatchObject({ status: 'finished', facts: { trainCount: 50 } });
  expect(counts(run)).toEqual([1000]);
});

it('row C7 is refused at once where ImageNet’s weights are missing, and queues nothing', async () => {
  const home = await temporaryHome();
  const args = ['run', '--row', 'C7', '--dataset', 'shapes', '--json'];
  const { status, output } = await runLab(home, args, { SIAMESE_LAB_DATA: '' });
  expect(status).toBe(1);
  expect(JSON.parse(output)).toMatchObject({
    failure: {
      code: 'weights-missing',
      message: expect.stringContaining('npm run lab -- weights install vgg19-imagenet'),
    },
  });
  expect(JSON.parse((await runLab(home, ['runs', '--json'])).output)).toMatchObject({ total: 0 });
});

describe('validation', () => {
  const HELD_OUT = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '50', '--epochs', '3', '--json'];

  it('on what is held out keeps the best weights, and evaluates those', async () => {
    const args = [...HELD_OUT, '--held-out', '0.2', '--keep', 'best-validation', '--optimiser', 'sgd'];
    const { status, output } = await runLab(await temporaryHome(), args);
    expect(status, output).toBe(0);
    const run = JSON.parse(output) as Run & {
      readonly isChosenOnTest: boolean;
      readonly series: Record<string, Record<string, number[]>>;
    };
    const losses = run.series['validation']?.['loss'] ?? [];
    expect(losses).toHaveLength(3);
    expect(run.series['test']).toBeUndefined();
    expect(run.facts).toMatchObject({
      trainCount: 400,
      heldOutCount: 100,
      keptEpoch: losses.indexOf(Math.min(...losses)) + 1,
    });
    expect(run.isChosenOnTest).toBe(false);
  });

  it('on the test set is marked where something was chosen by it', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, [...HELD_OUT, '--keep', 'best-validation']);
    expect(status, output).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ isChosenOnTest: true });
    expect((await runLab(home, ['show', '1'])).output).toContain('Chosen by the test set');
  });
});
