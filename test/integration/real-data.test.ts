import { describe, expect, it } from 'vitest';

import type { RowStanding } from '#shared/replication/deck';
import type { Run } from '#shared/runs/run';

import { runLab, temporaryHome } from './lab-process';

const data = process.env['SIAMESE_LAB_DATA'];

interface Compared {
  readonly rows: readonly RowStanding[];
}

describe.skipIf(!data)('on the real CIFAR-10 (skipped where SIAMESE_LAB_DATA names no folder)', () => {
  it('the vanilla network leaves chance behind after two epochs on a tenth of the images', async () => {
    const args = ['run', '--dataset', 'cifar10', '--fraction', '0.1', '--batch', '128', '--epochs', '2', '--json'];
    const { status, output } = await runLab(await temporaryHome(), args);
    expect(status).toBe(0);
    const run = JSON.parse(output) as Run;
    expect(run.facts).toMatchObject({ trainCount: 5000, testCount: 10_000, parameterCount: 79_274 });
    // chance is 0.1; from one make of processor to another it was 0.24 to 0.3
    expect(run.figures['accuracy']).toBeGreaterThan(0.2);
    const [evaluation] = run.evaluations;
    if (evaluation?.task !== 'classification') throw new Error('The vanilla network tells classes.');
    expect(evaluation.metrics.perClass.map(({ support }) => support)).toEqual(new Array(10).fill(1000));
  });

  it('row C3 with two seeds, cut to one epoch, is compared with the deck as a mean of two', async () => {
    const home = await temporaryHome();
    const { status, output } = await runLab(home, ['run', '--row', 'C3', '--seeds', '2', '--epochs', '1', '--json']);
    expect(status).toBe(0);
    const { runs } = JSON.parse(output) as { readonly runs: readonly Run[] };
    const [standing] = (JSON.parse((await runLab(home, ['compare', '--rows', 'C3', '--json'])).output) as Compared)
      .rows;
    expect(standing?.figures).toMatchObject({ runIds: [2, 1], epochs: 1, asInDeck: false, accuracy: { count: 2 } });
    const mean = runs.reduce((sum, { figures }) => sum + (figures['accuracy'] ?? Number.NaN), 0) / 2;
    expect(standing?.figures?.accuracy.mean).toBeCloseTo(mean, 12);
    const text = (await runLab(home, ['compare', '--rows', 'C3', '--format', 'md'])).output;
    expect(text).toMatch(
      /\| C3 \| vanilla, 10% \| accuracy \| 0\.6355 \| 0\.\d{4} ± 0\.\d{4} \(n = 2\) \| −0\.\d{4} \(95 % [+−]\d\.\d{4} to [+−]\d\.\d{4}, of our mean: unequal budgets\) \| 1 of 400 \| 5,000 images of 2,000,000 \| 2, 1 \|/,
    );
  });
});
