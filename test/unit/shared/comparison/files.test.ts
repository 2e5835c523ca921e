import { describe, expect, it } from 'vitest';

import { COMPARISON_WORDS } from '#shared/comparison/english-words';
import { compare } from '#shared/comparison/comparison';
import { comparisonCsv, sectionsMarkdown } from '#shared/comparison/files';
import { comparisonSections } from '#shared/comparison/sections';
import type { PairResult } from '#shared/comparison/words';
import { mcNemar } from '#shared/metrics/mcnemar';
import { aRow, aRun, anExperiment, evaluationWith, FACTS } from './specimens';

const comparison = compare(
  [
    aRun({ id: 4 }),
    anExperiment([700, 800, 900]),
    aRun({ id: 5, draft: { fraction: 0.1 }, facts: { ...FACTS, trainCount: 500 }, evaluations: [evaluationWith(850)] }),
  ],
  0,
);
const counts = { bothRight: 700, onlyFirst: 57, onlySecond: 39, bothWrong: 204 };
const pair: PairResult = { runIds: [4, 5], counts, result: mcNemar(counts), isUnequal: true };

/** A reader of RFC 4180, character by character. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let place = 0; place < text.length; place++) {
    const letter = text[place] ?? '';
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[place + 1] === '"') cell += text[++place] ?? '';
      else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === ',' || letter === '\r') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (letter === '\r') {
        place += 1;
        rows.push([]);
      }
    } else cell += letter;
  }
  return rows.slice(0, -1);
}

describe('a comparison as CSV', () => {
  const [head = [], ...lines] = readCsv(comparisonCsv(comparison, pair));
  const records = lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place]])));

  it('has every figure unrounded, with its runs, n, sd and difference', () => {
    const ofExperiment = records.find(({ name, compared }) => name === 'accuracy' && compared === 'experiment-3');
    expect(ofExperiment).toMatchObject({
      part: 'figure',
      runs: '11 12 13',
      n: '3',
      baseline: '4',
      remarks: 'one-seed',
    });
    expect(Number(ofExperiment?.['value'])).toBeCloseTo(0.8, 12);
    expect(Number(ofExperiment?.['standard_deviation'])).toBeCloseTo(0.1, 12);
    expect(Number(ofExperiment?.['difference'])).toBeCloseTo(0, 12);
    const ofBaseline = records.find(({ name, compared }) => name === 'accuracy' && compared === '4');
    expect(ofBaseline).toMatchObject({ n: '1', standard_deviation: '', baseline: '', difference: '' });
  });

  it('has every field of every design, and the two models', () => {
    expect(records.filter(({ name }) => name === 'fraction').map(({ value }) => value)).toEqual(['1', '1', '0.1']);
    expect(records.filter(({ name }) => name === 'seed').map(({ value }) => value)).toEqual(['1', '1; 2; 3', '1']);
    expect(records.find(({ name }) => name === 'onlyFirst')).toMatchObject({ part: 'pair', runs: '4 5', value: '57' });
    for (const line of lines) expect(line).toHaveLength(head.length);
  });

  it('has the budget of each, and what is not equal to the baseline’s', () => {
    expect(records.filter(({ part, name }) => part === 'budget' && name === 'updates')).toMatchObject([
      { compared: '4', value: '100', remarks: '' },
      { compared: 'experiment-3', runs: '11 12 13', n: '3', value: '100', remarks: '' },
      { compared: '5', value: '10', remarks: 'unequal-budget' },
    ]);
  });

  it('has the interval of a difference, and how it was found', () => {
    const lines = readCsv(
      comparisonCsv(compare([anExperiment([700, 800, 900]), anExperiment([750, 860, 940])], 0), null),
    );
    const line = lines.find(([, name, , , , , , baseline]) => name === 'accuracy' && baseline !== '') ?? [];
    const [remarks, low, high, method] = line.slice(9);
    expect([remarks, method]).toEqual(['better', 'paired']);
    expect(Number(low)).toBeCloseTo(0.05 - 0.02484, 4);
    expect(Number(high)).toBeCloseTo(0.05 + 0.02484, 4);
  });

  it('says where nothing was subtracted, and why', () => {
    const text = comparisonCsv(compare([aRow('C10'), aRow('C8')], 0), null);
    const accuracy = readCsv(text).find(([, name, compared]) => name === 'accuracy' && compared === 'C8');
    expect(accuracy?.slice(5)).toEqual(['0.8492', '', 'C10', '', 'published other-leak', '', '', '']);
  });
});

describe('a comparison as Markdown', () => {
  const text = sectionsMarkdown('Comparison', comparisonSections(comparison, pair, COMPARISON_WORDS));

  it('shows where the designs differ, and the figures beside the baseline', () => {
    expect(text).toContain('| fraction | 1 | 1 | 0.1 |');
    // what all share is said once, in a table of its own
    expect(text).toMatch(/## What the designs share\n\n\| field \| value \|\n(.*\n)*\| dataset \| shapes \|/u);
    expect(text).toContain('| training.batchSize | 512 |');
    expect(text).toContain('| training.optimiser | adam |');
    expect(text).toContain('| experiment 3 | vanilla on Shapes, 100% | 11 (seed 1), 12 (seed 2), 13 (seed 3) |');
    expect(text).toContain('| field | run 4 | experiment 3 | run 5 |');
    expect(text).toMatch(
      /\| accuracy \| 0\.8000 \(n = 1\) \| 0\.8000 ± 0\.1000 \(n = 3\) \([+−]0\.0000; one seed\) \| 0\.8500 \(n = 1\) \(\+0\.0500; unequal budgets\) \|/,
    );
  });

  it('names no fact as the data does, no momentum of Adam, and no precision twice', () => {
    expect(text).toContain('| library tensorflow | 2.21.0 |');
    expect(text).not.toContain('facts.');
    expect(text).not.toContain('momentum');
    expect(text.match(/precision/gu)).toHaveLength(1);
  });

  it('has the budgets before the figures, and says which are not equal and what to run', () => {
    expect(text).toMatch(/## Budget\n(.*\n)*## Figures/u);
    expect(text).toContain('| updates (steps of the optimiser) | 100 | 100 | 10 |');
    expect(text).toContain('| examples seen | 50,000 images | 50,000 images | 5,000 images |');
    expect(text).toContain('- Not trained for equally long: run 4 saw 10 × the examples of run 5');
    expect(text).toContain('npm run lab -- run --like 5 --updates 100');
  });

  it('says what McNemar’s test says', () => {
    expect(text).toContain('Run 4 got 57 images right that run 5 got wrong, run 5 39 the other way');
    expect(text).toContain('p = 0.0827: chi-square 3.010');
    expect(text).toContain('- They were not trained for equally long, so it says nothing of the two designs.');
  });

  it('carries the notes on published figures and why nothing was subtracted', () => {
    const published = sectionsMarkdown(
      'C',
      comparisonSections(compare([aRow('C10'), aRow('C8')], 0), null, COMPARISON_WORDS),
    );
    expect(published).toContain(
      'Not subtracted, because one of the two tests gives the label away (class-matched): C8 (deck).',
    );
    expect(published).toContain(
      '- C10: The second image of each test pair was drawn from the test images of the same true class',
    );
    expect(published).toContain('- C10, C8: The weighted F1 was computed');
  });

  it('keeps a stroke in a text from ending its cell', () => {
    const section = { title: 'T', head: ['a'], rows: [['x | y\n`z`']], notes: [] };
    expect(sectionsMarkdown('C', [section])).toContain('| x \\| y `z` |');
  });
});
