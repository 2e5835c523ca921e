import { describe, expect, it } from 'vitest';

import { compare, type Comparison } from '#shared/comparison/comparison';
import { standingOf } from '#shared/comparison/standing';
import { aRow, aRun, anExperiment, evaluationWith, FACTS } from './specimens';

const rowOf = ({ figures }: Comparison, name: string) => figures.find((row) => row.name === name);

describe('a comparison', () => {
  it('subtracts the pinned baseline, and shows n, sd and the runs behind a mean', () => {
    const comparison = compare([aRun({ id: 5 }), anExperiment([700, 800, 900])], 1);
    const accuracy = rowOf(comparison, 'accuracy');
    expect(accuracy?.cells[0]).toMatchObject({
      figure: { aggregate: { count: 1, mean: 0.8, standardDeviation: null }, runIds: [5], published: null },
      digits: 4,
    });
    expect(accuracy?.cells[0]?.difference).toBeCloseTo(0, 12);
    expect(accuracy?.cells[1]).toMatchObject({
      figure: { aggregate: { count: 3, mean: expect.closeTo(0.8, 12) }, runIds: [11, 12, 13] },
      difference: null,
    });
    expect(accuracy?.cells[1]?.figure.aggregate.standardDeviation).toBeCloseTo(0.1, 12);
  });

  it('leaves out figures that no column has, and runs that have not been evaluated', () => {
    const comparison = compare([aRun(), aRun({ id: 2, evaluations: [], status: 'failed' })], 0);
    expect(comparison.figures.map(({ name }) => name)).not.toContain('sameF1');
    expect(rowOf(comparison, 'loss')?.cells).toEqual([expect.anything(), null]);
  });

  it('holds the deck’s weighted F1 against ours by prediction, and never against the standard one', () => {
    const facts = { ...FACTS, testCount: 10_000 };
    const comparison = compare([aRow('C1'), aRun({ draft: { dataset: 'cifar10' }, facts })], 0);
    expect(rowOf(comparison, 'weightedF1ByPrediction')?.cells[0]?.figure.published?.printed).toBe('0.7936');
    expect(rowOf(comparison, 'weightedF1')?.cells[0]).toBeNull();
    expect(rowOf(comparison, 'weightedF1')?.cells[1]?.difference).toBeNull();
    expect(rowOf(comparison, 'accuracy')?.cells[1]?.difference).toBeCloseTo(0.8 - 0.789, 12);
  });

  it('gives a difference no more digits than the coarser figure has', () => {
    const facts = { ...FACTS, testCount: 20_800 };
    const draft = { dataset: 'emnist-letters', network: { kind: 'emnist' } } as const;
    const cell = rowOf(compare([aRow('E1'), aRun({ draft, facts })], 0), 'accuracy')?.cells[1];
    expect(cell?.digits).toBe(2);
  });

  it('shows a figure that an extension defines in a row of its own, and subtracts it', () => {
    const withFigure = (id: number, value: number) =>
      aRun({ id, evaluations: [{ ...evaluationWith(800), figures: { accuracy: 0.8, 'hit-rate': value } }] });
    const comparison = compare([withFigure(5, 0.25), withFigure(6, 0.75), aRow('C1')], 0);
    expect(comparison.figures.map(({ name }) => name).at(-1)).toBe('hit-rate');
    expect(rowOf(comparison, 'hit-rate')?.cells).toMatchObject([{ difference: null }, { difference: 0.5 }, null]);
  });

  it('takes the first column for the baseline where another is named that is not there', () => {
    expect(compare([aRun(), aRun()], 7).baseline).toBe(0);
  });
});

describe('figures of other training images', () => {
  const part = (sample: 'first' | 'drawn', fraction = 0.1) => ({ draft: { fraction, sample } }) as const;
  const remarksOf = (one: Parameters<typeof aRun>[0], other: Parameters<typeof aRun>[0]) =>
    standingOf(aRun(one), aRun(other), 'classification').remarks;

  it('are subtracted with a remark where one is drawn and the other is the first of the file', () => {
    expect(remarksOf(part('drawn'), part('first'))).toEqual(['other-sample']);
    expect(remarksOf(part('drawn', 0.5), part('first'))).toEqual(['other-sample']);
    const draft = { dataset: 'cifar10', fraction: 0.1, sample: 'drawn' } as const;
    const facts = { ...FACTS, testCount: 10_000 };
    expect(standingOf(aRun({ draft, facts }), aRow('C3'), 'classification').remarks).toEqual(['other-sample']);
    expect(standingOf(aRun({ draft, facts }), aRow('C1'), 'classification').remarks).toEqual([]);
  });

  it('are subtracted with a remark where they are drawn by other seeds', () => {
    expect(remarksOf({ ...part('drawn'), seed: 1 }, { ...part('drawn'), seed: 2 })).toEqual(['other-draw']);
    expect(remarksOf({ ...part('drawn'), seed: 1 }, { ...part('drawn', 0.5), seed: 1 })).toEqual([]);
    expect(remarksOf({ ...part('first'), seed: 1 }, { ...part('first', 0.5), seed: 2 })).toEqual([]);
  });

  it('have none where all images are used', () => {
    expect(remarksOf({}, part('drawn'))).toEqual([]);
    expect(remarksOf({}, part('first'))).toEqual([]);
  });
});

describe('figures of different tests', () => {
  const cifar = { draft: { dataset: 'cifar10' }, facts: { ...FACTS, testCount: 10_000 } } as const;

  it.each([
    ['another dataset', aRun(), aRun(cifar), ['other-dataset']],
    ['other images', aRun(), aRun({ facts: { ...FACTS, datasetChecksum: 'b'.repeat(64) } }), ['other-images']],
    ['half of the test set', aRow('C9'), aRow('C8'), ['other-test-count']],
    ['a test that leaks the label', aRow('C10'), aRow('C8'), ['other-leak']],
    ['a test that leaks the label, of ours', aRow('C10'), aRun(cifar), ['other-leak']],
  ] as const)('are not subtracted: %s', (_, one, other, obstacles) => {
    expect(standingOf(one, other, 'classification').obstacles).toEqual(obstacles);
    expect(rowOf(compare([one, other], 0), 'accuracy')?.cells[1]?.difference).toBeNull();
  });

  it('are subtracted with a remark where each network was given the same images in its own way', () => {
    const siamese = aRun({
      draft: { network: { kind: 'siamese-vanilla' } },
      evaluations: [evaluationWith(900, 'duplicates')],
    });
    expect(standingOf(siamese, aRun(), 'classification')).toEqual({ obstacles: [], remarks: ['other-protocol'] });
    expect(rowOf(compare([aRun(), siamese], 0), 'accuracy')?.cells[1]?.difference).toBeCloseTo(0.1, 12);
  });

  it('are subtracted with a remark where the deck does not say on how many images', () => {
    const draft = { dataset: 'emnist-letters', network: { kind: 'emnist' } } as const;
    expect(standingOf(aRun({ draft }), aRow('E1'), 'classification').remarks).toEqual(['unknown-test-count']);
  });

  it('may be subtracted where both tests leak, or both are the same', () => {
    expect(standingOf(aRow('C10'), aRow('C11'), 'classification')).toEqual({ obstacles: [], remarks: [] });
    expect(standingOf(aRun(), aRun(), 'classification')).toEqual({ obstacles: [], remarks: [] });
  });
});
