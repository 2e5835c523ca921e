import type { RowStanding } from '#shared/replication/deck';
import type { Aggregate } from '#shared/metrics/aggregate';
import { publishedRow, type PublishedFigure, type PublishedRowId } from '#shared/reference/published';

/** A row's published figure and ours, as two marks of a chart. */
export interface ComparedRow {
  readonly row: PublishedRowId;
  /** Which of the chart's kinds of marks: plain networks are told from siamese ones. */
  readonly kind: 'plain' | 'siamese';
  /** Place on the axis across. */
  readonly at: number;
  readonly published: PublishedFigure;
  /** Null while there is none. */
  readonly ours: Aggregate | null;
  readonly runIds: readonly number[];
}

const PLAIN_ROWS = ['C1', 'C2', 'C3'] as const;
const SIAMESE_ROWS = ['C4', 'C5', 'C6'] as const;
const DISCRIMINATION_ROWS = ['D1', 'D2', 'D3'] as const;

const figuresOf = (standings: readonly RowStanding[], row: PublishedRowId): RowStanding['figures'] =>
  standings.find((standing) => standing.row === row)?.figures ?? null;

/** Accuracy by fraction, the smallest first: plain networks, then siamese ones. */
export function accuracyByFraction(standings: readonly RowStanding[]): readonly ComparedRow[] {
  const compared =
    (kind: ComparedRow['kind']) =>
    (row: (typeof PLAIN_ROWS | typeof SIAMESE_ROWS)[number]): ComparedRow => {
      const { fraction, accuracy } = publishedRow(row);
      const figures = figuresOf(standings, row);
      return {
        row,
        kind,
        at: fraction,
        published: accuracy,
        ours: figures?.accuracy ?? null,
        runIds: figures?.runIds ?? [],
      };
    };
  return [...PLAIN_ROWS.toReversed().map(compared('plain')), ...SIAMESE_ROWS.toReversed().map(compared('siamese'))];
}

/** F1 of "same", row beside row. */
export function f1ByRow(standings: readonly RowStanding[]): readonly ComparedRow[] {
  return DISCRIMINATION_ROWS.map((row, index) => {
    const figures = figuresOf(standings, row);
    return {
      row,
      kind: row === 'D1' ? 'plain' : 'siamese',
      at: index,
      published: publishedRow(row).f1,
      ours: figures?.f1OfSame ?? null,
      runIds: figures?.runIds ?? [],
    };
  });
}
