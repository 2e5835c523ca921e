import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

import type { AnswerRun } from '../../../../src-shared/answers/answer-run';
import { answerRun as run } from './runs';
import { axesOf, linesOf, variedPaths } from '../../../../src-shared/answers/lines';

const plain = (fraction: number, epochs: number, row: string | null, accuracy = 0.6, seed = 1): AnswerRun =>
  run({ fraction, 'network.kind': 'vanilla', 'training.epochs': epochs, row }, accuracy, seed);
const siamese = (fraction: number, permutations: number, epochs: number, row: string | null = null): AnswerRun =>
  run(
    {
      fraction,
      'network.kind': 'siamese-vanilla',
      'pairing.permutations': permutations,
      'training.epochs': epochs,
      row,
    },
    0.65,
  );

describe('lines of an answer', () => {
  const deck = [
    plain(1, 200, 'C1'),
    plain(0.5, 300, 'C2'),
    plain(0.1, 400, 'C3'),
    siamese(1, 1, 200, 'C4'),
    siamese(0.5, 2, 300, 'C5'),
    siamese(0.1, 4, 300, 'C6'),
  ];

  it('makes a line a network, though epochs and permutations vary along it', () => {
    const lines = linesOf(deck, 'accuracy', 'fraction');
    expect(lines.map(({ differs }) => differs)).toEqual([
      [{ path: 'network.kind', value: 'vanilla' }],
      [{ path: 'network.kind', value: 'siamese-vanilla' }],
    ]);
    expect(lines.map(({ points }) => points.map(({ x }) => x))).toEqual([
      [0.1, 0.5, 1],
      [0.1, 0.5, 1],
    ]);
    expect(lines[1]?.alsoVaried).toEqual(['pairing.permutations', 'training.epochs']);
  });

  it('keeps the controls in a line of their own, told from the published rows', () => {
    const lines = linesOf([...deck, plain(0.1, 1500, null), plain(1, 400, null)], 'accuracy', 'fraction');
    expect(lines.map(({ differs, points }) => [differs.map(({ value }) => value), points.map(({ x }) => x)])).toEqual([
      [
        ['vanilla', true],
        [0.1, 0.5, 1],
      ],
      [
        ['vanilla', false],
        [0.1, 1],
      ],
      [
        ['siamese-vanilla', true],
        [0.1, 0.5, 1],
      ],
    ]);
  });

  it('splits field by field what shares a place', () => {
    const lines = linesOf([siamese(0.1, 1, 5), siamese(0.1, 4, 5), siamese(0.5, 4, 5)], 'accuracy', 'fraction');
    expect(lines.map(({ differs, points }) => [differs.at(-1)?.value, points.length])).toEqual([
      [1, 1],
      [4, 2],
    ]);
  });

  it('puts a design with all images into the line of every sample', () => {
    const sampled = (fraction: number, sample: string | null): AnswerRun =>
      run({ fraction, sample, 'network.kind': 'vanilla' }, 0.5);
    const drawn = [sampled(0.1, 'drawn'), sampled(0.5, 'drawn'), sampled(1, null)];
    const [line, ...others] = linesOf(drawn, 'accuracy', 'fraction');
    expect([others, line?.points.map(({ x }) => x), line?.alsoVaried]).toEqual([[], [0.1, 0.5, 1], []]);
    const both = linesOf([...drawn, sampled(0.1, 'first')], 'accuracy', 'fraction');
    expect(both.map(({ differs, points }) => [differs, points.map(({ x }) => x)])).toEqual([
      [[{ path: 'sample', value: 'drawn' }], [0.1, 0.5, 1]],
      [[{ path: 'sample', value: 'first' }], [0.1, 1]],
    ]);
  });

  it('takes the seeds of one design together, the latest run of a seed', () => {
    const [line] = linesOf(
      [plain(0.1, 5, null, 0.5, 2), plain(0.1, 5, null, 0.1, 1), plain(0.1, 5, null, 0.6, 1)],
      'accuracy',
      'fraction',
    );
    expect(line?.points[0]?.seeds.map(({ seed, value }) => [seed, value])).toEqual([
      [1, 0.6],
      [2, 0.5],
    ]);
    expect(line?.points[0]?.aggregate).toMatchObject({ count: 2, mean: 0.55 });
  });

  it('leaves out runs without the figure', () => {
    expect(linesOf(deck, 'sameF1', 'fraction')).toEqual([]);
  });

  it('offers the fields that vary and are numbers as axes, the fraction first', () => {
    expect(axesOf(deck)).toEqual(['fraction', 'pairing.permutations', 'training.epochs']);
    expect(variedPaths(deck)).toContain('network.kind');
    expect(variedPaths(deck)).not.toContain('row');
  });

  it('gives a place on a line to one design only, and loses none', () => {
    const fields = fc.record({
      fraction: fc.constantFrom(0.1, 0.5, 1),
      'network.kind': fc.constantFrom('vanilla', 'siamese-vanilla'),
      'training.epochs': fc.constantFrom(1, 2),
      'training.optimiser': fc.constantFrom('adam', 'sgd'),
      row: fc.constantFrom(null, 'C3', 'C4'),
    });
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 30 }), (designs) => {
        const lines = linesOf(
          designs.map((each) => run(each, 0.5)),
          'accuracy',
          'fraction',
        );
        for (const { points } of lines) expect(new Set(points.map(({ x }) => x)).size).toBe(points.length);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        const distinct = new Set(
          designs.map(({ row, ...each }) => JSON.stringify([Object.entries(each).toSorted(), row === null])),
        );
        expect(lines.flatMap(({ points }) => points).length).toBe(distinct.size);
      }),
    );
  });
});
