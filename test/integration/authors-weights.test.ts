import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';

import { runLab, temporaryHome } from './lab-process';

const data = process.env['SIAMESE_LAB_DATA'];

interface Printed {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly weightedF1: number;
  readonly weightedF1ByPrediction: number;
  readonly perClass: readonly object[];
  readonly confusion: readonly (readonly number[])[];
  readonly discrimination: {
    readonly accuracy: number;
    readonly confusion: readonly (readonly number[])[];
    readonly f1: number;
  };
}

/** Made with Keras 3.15 from the same files and the same copy of the test set. */
const GOLDEN = [
  {
    row: 'C1',
    file: 'vanilla_cifar10.h5',
    figures: ['0.7890', '0.78433', '0.79367', '0.78433', '0.92814'],
    confusion: [
      [8646, 362],
      [336, 656],
    ],
  },
  {
    row: 'C2',
    file: 'vanilla_50p_cifar10.h5',
    figures: ['0.7549', '0.75441', '0.75539', '0.75441', '0.91874'],
    confusion: [
      [8575, 433],
      [394, 598],
    ],
  },
  {
    row: 'C4',
    file: 'siamese_vanilla_cifar10.h5',
    figures: ['0.8134', '0.81176', '0.81504', '0.81176', '0.93473'],
    confusion: [
      [8672, 336],
      [296, 696],
    ],
  },
] as const;

/** The same digits from both, though they add up in different orders. */
const ENGINES = ['graph', 'layers'] as const;

const weightsOf = (file: string): string => join(data ?? '', 'authors-weights', file);

describe.skipIf(!data)('the weights of the deck’s authors (skipped where SIAMESE_LAB_DATA names no folder)', () => {
  it.each(ENGINES.flatMap((engine) => GOLDEN.map((golden) => ({ engine, ...golden }))))(
    'give the figures of row $row to the last digit and count, with the engine $engine',
    async ({ engine, row, file, figures, confusion }) => {
      const { status, output } = await runLab(
        await temporaryHome(),
        ['evaluate', '--row', row, '--weights', weightsOf(file), '--json'],
        { SIAMESE_LAB_ENGINE: engine },
      );
      expect(status).toBe(0);
      const printed = JSON.parse(output) as Printed;
      expect([
        printed.accuracy.toFixed(4),
        printed.macroF1.toFixed(5),
        printed.weightedF1ByPrediction.toFixed(5),
        printed.weightedF1.toFixed(5),
        printed.discrimination.accuracy.toFixed(5),
      ]).toEqual(figures);
      expect(printed.discrimination.confusion).toEqual(confusion);
      expect(printed.perClass).toHaveLength(10);
      expect(printed.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(10_000);
    },
  );

  it('are refused for a network that they do not fit, layer by layer', async () => {
    const { status, output } = await runLab(await temporaryHome(), [
      'evaluate',
      '--row',
      'C4',
      '--weights',
      weightsOf('vanilla_cifar10.h5'),
      '--json',
    ]);
    expect(status).toBe(1);
    const { failure } = JSON.parse(output) as { readonly failure: LabFailure };
    expect(failure.code).toBe('invalid-weights');
    expect(failure.message).toContain('expected');
  });
});
