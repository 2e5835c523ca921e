import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { binaryMetrics } from '#shared/metrics/binary';
import {
  CLASSIFICATION_ROW_IDS,
  CONTEXT_FIGURES,
  DISCRIMINATION_ROW_IDS,
  isPublishedRowId,
  PUBLISHED_ROWS,
  publishedRow,
  type PublishedRow,
} from '#shared/reference/published';
import { PUBLISHED_NOTE_KINDS } from '#shared/reference/published-notes';
import { rowTitle } from '#shared/replication/row-title';

const flawsOf = ({ notes }: PublishedRow): readonly number[] =>
  notes.flatMap(({ flaw }) => (flaw === null ? [] : [flaw]));
const rowsWithFlaw = (flaw: number): readonly string[] =>
  PUBLISHED_ROWS.filter((row) => flawsOf(row).includes(flaw)).map(({ id }) => id);
const cifar10Ids = CLASSIFICATION_ROW_IDS.filter((id) => id !== 'E1');
const figuresOf = (row: PublishedRow) =>
  row.task === 'classification' ? [row.accuracy, row.macroF1, row.weightedF1] : [row.accuracy, row.f1];

describe('the published rows', () => {
  it('are all there, once, in the deck’s order', () => {
    expect(PUBLISHED_ROWS.map(({ id }) => id)).toEqual([...CLASSIFICATION_ROW_IDS, ...DISCRIMINATION_ROW_IDS]);
    expect(new Set(PUBLISHED_ROWS.map(({ id }) => rowTitle(id))).size).toBe(PUBLISHED_ROWS.length);
  });

  it.each([
    ['C1', 1, 200, '0.7890 0.7843 0.7936'],
    ['C2', 0.5, 300, '0.7546 0.7541 0.7550'],
    ['C3', 0.1, 400, '0.6355 0.6314 0.6395'],
    ['C4', 1, 200, '0.8133 0.8116 0.8149'],
    ['C5', 0.5, 300, '0.7758 0.7747 0.7768'],
    ['C6', 0.1, 300, '0.6446 0.6422 0.6469'],
    ['C7', 1, 10, '0.9339 0.9339 0.9338'],
    ['C8', 1, 54, '0.8492 0.8492 0.8491'],
    ['C9', 0.5, 73, '0.7998 0.7980 0.8012'],
    ['C10', 1, 400, '0.8824 0.8834 0.8813'],
    ['C11', 0.5, 400, '0.8343 0.8377 0.8308'],
    ['E1', 1, 10, '≈ 0.94 – –'],
    ['D1', 1, 200, '0.9281 0.6524'],
    ['D2', 1, 200, '0.9347 0.6877'],
    ['D3', 1, 1010, '0.9300 0.6510'],
  ] as const)('say of %s what the deck prints: fraction %d, %d epochs, %s', (id, fraction, epochs, printed) => {
    const row = publishedRow(id);
    expect({ fraction: row.fraction, epochs: row.epochs }).toEqual({ fraction, epochs });
    expect(
      figuresOf(row)
        .map((figure) => figure?.printed ?? '–')
        .join(' '),
    ).toBe(printed);
  });

  it('have figures whose value is what is printed, between 0 and 1', () => {
    for (const figure of PUBLISHED_ROWS.flatMap(figuresOf)) {
      if (figure === null) continue;
      expect(figure.printed.replace('≈ ', '')).toBe(figure.value.toFixed(figure.printed.startsWith('≈') ? 2 : 4));
      expect(figure.value).toBeGreaterThan(0.5);
      expect(figure.value).toBeLessThan(1);
    }
  });

  it('use the first images of a known dataset, and as many test images as it has, but for C9', () => {
    for (const { id, dataset, testCount } of PUBLISHED_ROWS) {
      const whole = dataset === 'cifar10' ? DATASETS.get(dataset).testCount : null;
      expect([id, testCount]).toEqual([id, id === 'C9' ? 5_000 : whole]);
    }
  });

  it('evaluate the networks of C1 and C4 again in D1 and D2, with their fraction, epochs and network', () => {
    expect(DISCRIMINATION_ROW_IDS.map((id) => publishedRow(id).evaluates)).toEqual(['C1', 'C4', null]);
    for (const id of DISCRIMINATION_ROW_IDS) {
      const row = publishedRow(id);
      if (row.evaluates === null) continue;
      const { network, fraction, epochs, dataset } = publishedRow(row.evaluates);
      expect(row).toMatchObject({ network, fraction, epochs, dataset });
    }
  });

  it('have the F1 that their matrix gives, the floor that the notes name, and the accuracy of the matrix in D3 only', () => {
    const computed = DISCRIMINATION_ROW_IDS.map((id) => {
      const { confusion, f1 } = publishedRow(id);
      const metrics = binaryMetrics(confusion);
      expect(metrics.f1.toFixed(4)).toBe(f1.printed);
      expect([metrics.count, metrics.floorAccuracy]).toEqual([10_000, 0.9008]);
      return metrics.accuracy.toFixed(4);
    });
    expect(computed).toEqual(['0.9301', '0.9368', '0.9300']);
    expect(DISCRIMINATION_ROW_IDS.map((id) => publishedRow(id).accuracy.printed)).toEqual([
      '0.9281',
      '0.9347',
      '0.9300',
    ]);
  });

  it('call the deck’s VGG19 by its right name', () => {
    const named = PUBLISHED_ROWS.filter(({ networkInDeck }) => networkInDeck.includes('VGG19'));
    expect(named.map(({ id }) => id)).toEqual(['C7', 'C8', 'C9', 'C10', 'C11']);
    for (const { network, notes } of named) {
      expect(network).toContain('vgg16-bn');
      expect(notes.map(({ kind }) => kind)).toContain('network-name');
    }
  });
});

describe('the notes on the published rows', () => {
  it('tell each flaw on the rows that have it', () => {
    expect([1, 2, 3, 4, 5, 6].map(rowsWithFlaw)).toEqual([
      cifar10Ids,
      [...DISCRIMINATION_ROW_IDS],
      ['C10', 'C11'],
      ['C9'],
      [...DISCRIMINATION_ROW_IDS],
      PUBLISHED_ROWS.map(({ id }) => id),
    ]);
  });

  it('are each used by some row, once a row, and are short sentences', () => {
    const used = PUBLISHED_ROWS.map(({ notes }) => notes.map(({ kind }) => kind));
    for (const kinds of used) expect(new Set(kinds).size).toBe(kinds.length);
    expect(new Set(used.flat())).toEqual(new Set(PUBLISHED_NOTE_KINDS));
    for (const { text } of PUBLISHED_ROWS.flatMap(({ notes }) => notes)) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text.length).toBeLessThan(320);
    }
  });
});

describe('the look-up of a published row', () => {
  it('finds every row, and refuses another id with the ids there are', () => {
    for (const row of PUBLISHED_ROWS) expect(publishedRow(row.id)).toBe(row);
    expect(isPublishedRowId('D3')).toBe(true);
    expect(isPublishedRowId('C12')).toBe(false);
    expect(() => publishedRow('C12' as 'C1')).toThrow('Received the row "C12"; expected one of C1, C2,');
  });
});

describe('the context table', () => {
  it('lists what the deck lists, in percent, with its digits', () => {
    expect(
      CONTEXT_FIGURES.map(({ network, accuracyPercent }) => `${network} ${accuracyPercent.printed}`).join(', '),
    ).toBe('ViT-H/14 99.5, LaNet 99.03, PyramidNet 99.03, ResNet50 98.3, VGG-19 + GradInit 94.71, ResNet 92.3');
    expect(CONTEXT_FIGURES.map(({ accuracyPercent }) => accuracyPercent.value)).toEqual([
      99.5, 99.03, 99.03, 98.3, 94.71, 92.3,
    ]);
  });
});
