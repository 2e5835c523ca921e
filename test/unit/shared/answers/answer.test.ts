import { describe, expect, it } from 'vitest';

import { answerOf } from '../../../../src-shared/answers/answer';
import { chartOf } from '../../../../src-shared/answers/chart';
import { answerCsv } from '../../../../src-shared/answers/csv';
import { sayingsOf } from '../../../../src-shared/answers/sayings';
import { answerSvg } from '../../../../src-shared/answers/svg';
import { sayingText } from '#shared/answers/english-words';
import { answerRun, seeds } from './runs';

const plain = (fraction: number, accuracies: readonly number[], row: string | null = null) =>
  seeds({ fraction, 'network.kind': 'vanilla', row }, accuracies);
const siamese = (fraction: number, accuracies: readonly number[], row: string | null = null) =>
  seeds({ fraction, 'network.kind': 'siamese-vanilla', row }, accuracies);
const question = { figure: 'accuracy' } as const;
const asked = (runs: Parameters<typeof answerOf>[0], more = {}) => {
  const answer = answerOf(runs, { ...question, ...more });
  if (answer === null) throw new Error('There is no answer.');
  return answer;
};
const lineName = ({ points }: { readonly points: readonly { readonly fields: Readonly<Record<string, unknown>> }[] }) =>
  String(points[0]?.fields['network.kind']);

describe('an answer', () => {
  it('holds the siamese line against the plain one, place by place, paired by seed', () => {
    const { baseline, against } = asked([
      ...siamese(0.1, [0.65, 0.66, 0.64]),
      ...siamese(1, [0.8, 0.81, 0.79]),
      ...plain(0.1, [0.6, 0.62, 0.6]),
      ...plain(1, [0.8, 0.8, 0.8]),
    ]);
    expect(lineName(baseline)).toBe('vanilla');
    expect(against).toHaveLength(1);
    const [near, far] = against[0]?.gaps ?? [];
    expect(near?.difference).toMatchObject({ method: 'paired', counts: [3, 3] });
    // the differences 0.05, 0.04, 0.04: mean 0.04333, s 0.005774, t(0.975, 2) = 4.302653
    expect(near?.difference.value).toBeCloseTo(0.043333, 6);
    expect(near?.difference.interval?.[0]).toBeCloseTo(0.043333 - (4.302653 * 0.0057735) / Math.sqrt(3), 5);
    expect(far?.difference.value).toBeCloseTo(0, 10);
  });

  it('says what the intervals support, and that the lead grows towards few images', () => {
    const answer = asked([
      ...siamese(0.1, [0.7, 0.71, 0.69]),
      ...siamese(1, [0.8, 0.81, 0.79]),
      ...plain(0.1, [0.6, 0.611, 0.592]),
      ...plain(1, [0.79, 0.82, 0.79]),
    ]);
    expect(sayingsOf(answer)).toMatchObject([
      { kind: 'gap', verdict: 'better' },
      { kind: 'gap', verdict: 'untold' },
      { kind: 'trend', verdict: 'grows' },
    ]);
  });

  it('says of one seed that it says nothing, whatever the gap', () => {
    const answer = asked([...siamese(0.1, [0.9]), ...plain(0.1, [0.1])]);
    expect(sayingsOf(answer)).toMatchObject([{ kind: 'gap', verdict: 'one-seed', resolution: null }]);
  });

  it('calls no gap better or worse where one has had five times the examples', () => {
    const more = siamese(0.1, [0.7, 0.71, 0.69]).map((run) => ({
      ...run,
      budget: { updates: 490, examples: 250_000 },
    }));
    const answer = asked([...more, ...plain(0.1, [0.6, 0.611, 0.592])]);
    expect(sayingsOf(answer)).toMatchObject([{ verdict: 'better', otherBudget: { updates: 4.9, examples: 5 } }]);
    expect(chartOf(answer).gaps[0]?.points).toMatchObject([{ isTold: false }]);
  });

  it('turns better and worse round for a loss', () => {
    const losses = (network: string, values: readonly number[]) =>
      values.map((loss, index) => ({
        ...answerRun({ fraction: 1, 'network.kind': network }, 0.5, index + 1),
        figures: { loss },
      }));
    const answer = asked([...losses('siamese-vanilla', [1, 1.01, 0.99]), ...losses('vanilla', [2, 2.02, 1.99])], {
      figure: 'loss',
    });
    expect(sayingsOf(answer)).toMatchObject([{ verdict: 'better' }]);
  });

  it('follows no trend where the seeds are not the same', () => {
    const answer = asked([
      ...siamese(0.1, [0.7, 0.71]),
      ...siamese(1, [0.8, 0.81, 0.8]),
      ...plain(0.1, [0.6, 0.61]),
      ...plain(1, [0.8, 0.8, 0.8]),
    ]);
    expect(sayingsOf(answer).at(-1)).toMatchObject({ kind: 'trend', verdict: 'other-seeds', difference: null });
  });

  it('does not hold figures on other test images against each other', () => {
    const others = plain(0.1, [0.6, 0.7]).map((run) => ({ ...run, test: { ...run.test, checksum: 'b' } }));
    expect(asked([...siamese(0.1, [0.7, 0.71]), ...others]).against[0]?.gaps).toEqual([]);
  });

  it('stands a plain network beside every number of permutations', () => {
    const pairs = (permutations: number, accuracies: readonly number[]) =>
      seeds({ fraction: 0.1, 'network.kind': 'siamese-vanilla', 'pairing.permutations': permutations }, accuracies);
    const answer = asked([...plain(0.1, [0.6, 0.61]), ...pairs(1, [0.62, 0.63]), ...pairs(4, [0.65, 0.66])]);
    expect(answer.axis).toBe('pairing.permutations');
    expect(answer.against[0]?.gaps.map(({ x }) => x)).toEqual([1, 4]);
    expect(chartOf(answer).lines.find(({ level }) => level !== null)?.means).toEqual([]);
  });

  it('marks the published figures of the rows that the runs stand for', () => {
    const { published } = asked([...plain(0.1, [0.63], 'C3'), ...siamese(0.1, [0.64], 'C6')]);
    expect(published).toMatchObject([
      { row: 'C3', x: 0.1, figure: { printed: '0.6355' } },
      { row: 'C6', x: 0.1, figure: { printed: '0.6446' } },
    ]);
  });

  it('is none where no run has the figure', () => {
    expect(answerOf(plain(0.1, [0.6]), { figure: 'sameF1' })).toBeNull();
    expect(answerOf([], question)).toBeNull();
  });
});

describe('what the spread over seeds holds', () => {
  const of = (fraction: number, sample: string | null, accuracies: readonly number[], kind = 'vanilla') =>
    seeds({ fraction, sample, 'network.kind': kind }, accuracies);
  const spreadsOf = (runs: Parameters<typeof answerOf>[0]) =>
    sayingsOf(asked(runs)).filter(({ kind }) => kind === 'spread');

  it('is the sample where it was drawn, and not where every seed has the first images; of all images nothing is said', () => {
    const runs = [...of(0.1, 'drawn', [0.5, 0.6]), ...of(0.5, 'drawn', [0.7, 0.8]), ...of(1, null, [0.8, 0.9])];
    expect(spreadsOf(runs)).toEqual([{ kind: 'spread', sample: 'drawn', places: [0.1, 0.5] }]);
    expect(spreadsOf([...of(0.1, 'first', [0.5, 0.6]), ...of(1, null, [0.8, 0.9])])).toEqual([
      { kind: 'spread', sample: 'first', places: [0.1] },
    ]);
  });

  it('is said to be of both kinds where they are held against each other, place by place', () => {
    const runs = [
      ...of(0.1, 'first', [0.5, 0.6]),
      ...of(0.1, 'drawn', [0.5, 0.6], 'siamese-vanilla'),
      ...of(0.5, 'drawn', [0.7, 0.8], 'siamese-vanilla'),
    ];
    expect(spreadsOf(runs)).toEqual([
      { kind: 'spread', sample: 'drawn', places: [0.5] },
      { kind: 'spread', sample: 'mixed', places: [0.1] },
    ]);
  });

  it('is nothing where there is one seed, and so no spread', () => {
    expect(spreadsOf(of(0.1, 'drawn', [0.5]))).toEqual([]);
  });

  it('is told in the words of the command line', () => {
    const answer = asked(of(0.1, 'drawn', [0.5, 0.6]));
    expect(sayingsOf(answer).map((saying) => sayingText(answer, saying))).toEqual([
      'At 10 % each seed drew its own images: the spread over seeds holds the choice of images.',
    ]);
  });
});

describe('the chart of an answer', () => {
  const answer = asked([
    ...plain(0.1, [0.6, 0.62]),
    ...plain(1, [0.8, 0.81]),
    ...siamese(0.1, [0.65, 0.64]),
    ...siamese(1, [0.8, 0.82]),
  ]);
  const chart = chartOf(answer);

  it('places fractions by their logarithm, with the number of images beneath', () => {
    expect(chart.across.map(({ value, images }) => [value, images])).toEqual([
      [0.1, 5_000],
      [1, 50_000],
    ]);
    const middle = chartOf(asked([...plain(0.1, [0.5]), ...plain(0.5, [0.6]), ...plain(1, [0.7])])).across;
    const [low = 0, half = 0, high = 0] = middle.map(({ at }) => at);
    expect((half - low) / (high - low)).toBeCloseTo(Math.log(5) / Math.log(10), 6);
  });

  it('keeps every mark inside of its frame', () => {
    for (const { seeds: dots, means } of chart.lines) {
      for (const { x, y } of [...dots, ...means]) {
        expect(x).toBeGreaterThanOrEqual(chart.plot.left);
        expect(x).toBeLessThanOrEqual(chart.plot.right);
        expect(y).toBeGreaterThanOrEqual(chart.plot.top);
        expect(y).toBeLessThanOrEqual(chart.plot.bottom);
      }
    }
    const { gapPlot } = chart;
    for (const { y, interval } of chart.gaps.flatMap(({ points }) => points)) {
      for (const end of [y, ...(interval ?? [])]) {
        expect(end).toBeGreaterThanOrEqual(gapPlot?.top ?? Number.NaN);
        expect(end).toBeLessThanOrEqual(gapPlot?.bottom ?? Number.NaN);
      }
    }
  });

  it('is a well-formed file without anything from outside', () => {
    const svg = answerSvg(answer, { lineName: () => 'a < b & c', placeText: String });
    expect(svg).toContain('a &lt; b &amp; c');
    expect(svg).not.toMatch(/NaN|undefined|href|<script/);
    const opened = [...svg.matchAll(/<(g|svg|title|text|circle)\b(?:[^>]*[^/])?>/g)].length;
    const closed = [...svg.matchAll(/<\/(g|svg|title|text|circle)>/g)].length;
    expect(opened).toBe(closed);
  });

  it('has a line a seed in its table', () => {
    const lines = answerCsv(answer, lineName).trim().split('\r\n');
    expect(lines).toHaveLength(1 + 8);
    expect(lines[1]).toMatch(/^vanilla,fraction,0\.1,1,\d+,accuracy,0\.6,0\.61,/);
  });
});

describe('what a line is held against', () => {
  const pairs = (fraction: number, permutations: number, epochs: number, accuracies: readonly number[]) =>
    seeds(
      { fraction, 'network.kind': 'siamese-vanilla', 'training.epochs': epochs, 'pairing.permutations': permutations },
      accuracies,
    );
  const single = (fraction: number, epochs: number, accuracies: readonly number[]) =>
    seeds({ fraction, 'network.kind': 'vanilla', 'training.epochs': epochs }, accuracies);
  const equalUpdates = [
    ...single(0.1, 50, [0.5, 0.51]),
    ...single(1, 5, [0.7, 0.71]),
    ...pairs(0.1, 1, 25, [0.52, 0.53]),
    ...pairs(0.1, 2, 17, [0.54, 0.55]),
    ...pairs(1, 1, 2, [0.7, 0.72]),
    ...pairs(1, 2, 1, [0.71, 0.72]),
  ];

  it('keeps lines by permutations whole where epochs follow from the updates', () => {
    const { lines } = asked(equalUpdates);
    expect(lines.map(({ points }) => points.map(({ x }) => x))).toEqual([
      [0.1, 1],
      [0.1, 1],
      [0.1, 1],
    ]);
  });

  it('is the plain network on as many images, never on others', () => {
    const { against } = asked(equalUpdates, { axis: 'pairing.permutations' });
    const gaps = against.flatMap((each) => each.gaps);
    expect(gaps).toHaveLength(4);
    for (const { point, baseline } of gaps) expect(baseline.fields['fraction']).toBe(point.fields['fraction']);
  });

  it('names the dataset wherever it varies, and holds nothing across', () => {
    const other = single(0.1, 5, [0.9]).map((run) => ({ ...run, fields: { ...run.fields, dataset: 'shapes' } }));
    const { lines, against } = asked([...pairs(0.1, 1, 5, [0.5]), ...other]);
    expect(lines.map(({ differs }) => differs.map(({ path }) => path))).toEqual([
      ['network.kind', 'dataset'],
      ['network.kind', 'dataset'],
    ]);
    expect(against.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('counts a person’s own run before the study’s, and says which one is left out', () => {
    const [own] = single(0.1, 5, [0.6]);
    const [study] = single(0.1, 5, [0.9]);
    if (own === undefined || study === undefined) throw new Error('There are two runs.');
    const answer = asked([own, { ...study, isStudy: true }]);
    expect(answer.lines[0]?.points[0]?.seeds).toMatchObject([{ runId: own.runId }]);
    expect(answer.leftOut).toEqual([study.runId]);
  });
});
