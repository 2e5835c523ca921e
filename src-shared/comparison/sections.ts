import type { Aggregate } from '../metrics/aggregate';
import type { McNemarResult, PairedCounts } from '../metrics/mcnemar';
import type { Compared } from './compared';
import type { Comparison, FigureCell } from './comparison';
import type { Leaf } from './fields';
import type { FigureName } from './figures';
import type { Obstacle, Remark } from './standing';

/** Two single models on the same test images, and what McNemar's test says of them. */
export interface PairResult {
  readonly runIds: readonly [number, number];
  readonly counts: PairedCounts;
  readonly result: McNemarResult;
}

/** A piece of a report: a table with its heading, and what has to be said about it. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** What a report says, in the language of its reader. */
export interface ComparisonWords {
  readonly titles: { readonly design: string; readonly figures: string; readonly pair: string };
  readonly field: string;
  readonly figure: string;
  readonly nameOf: (compared: Compared) => string;
  readonly fieldLabel: (path: string) => string;
  readonly valueText: (path: string, value: Leaf) => string;
  /** In the place of a value that nobody has said, and of one that a design does not have. */
  readonly unknown: string;
  readonly absent: string;
  readonly figureLabel: (name: FigureName) => string;
  /** Mean, standard deviation and n. */
  readonly aggregateText: (aggregate: Aggregate) => string;
  readonly differenceText: (difference: number, digits: number) => string;
  readonly sameDesign: string;
  readonly baselineNote: (name: string) => string;
  readonly obstacleNote: (name: string, obstacle: Obstacle) => string;
  readonly remarkNote: (name: string, remark: Remark) => string;
  /** A row's own note, with what it is about. */
  readonly publishedNote: (name: string, text: string) => string;
  readonly pairHead: readonly [string, string];
  readonly pairRows: (pair: PairResult) => readonly (readonly [string, string])[];
  readonly pairNotes: (pair: PairResult) => readonly string[];
}

/** The tables of a report. @param pair null where no two models were compared image by image */
export function comparisonSections(
  comparison: Comparison,
  pair: PairResult | null,
  words: ComparisonWords,
): readonly Section[] {
  return [
    designSection(comparison, words),
    figureSection(comparison, words),
    ...(pair === null
      ? []
      : [
          {
            title: words.titles.pair,
            head: words.pairHead,
            rows: words.pairRows(pair),
            notes: words.pairNotes(pair),
          },
        ]),
  ];
}

/** Only where designs differ: all that is the same would bury it. */
function designSection({ compared, fields }: Comparison, words: ComparisonWords): Section {
  const differing = fields.filter(({ isSame }) => !isSame);
  return {
    title: words.titles.design,
    head: [words.field, ...compared.map(words.nameOf)],
    rows: differing.map(({ path, cells }) => [
      words.fieldLabel(path),
      ...cells.map((cell) => {
        if (cell === null) return words.unknown;
        return cell.length === 0 ? words.absent : cell.map((value) => words.valueText(path, value)).join('; ');
      }),
    ]),
    notes: differing.length === 0 ? [words.sameDesign] : [],
  };
}

function figureSection(comparison: Comparison, words: ComparisonWords): Section {
  const { compared, baseline, figures } = comparison;
  const pinned = compared[baseline];
  return {
    title: words.titles.figures,
    head: [words.figure, ...compared.map(words.nameOf)],
    rows: figures.map(({ name, cells }) => [
      words.figureLabel(name),
      ...cells.map((cell) => (cell === null ? words.absent : cellText(cell, words))),
    ]),
    notes: [
      ...(pinned === undefined ? [] : [words.baselineNote(words.nameOf(pinned))]),
      ...standingNotes(comparison, words),
      ...compared.flatMap((each) =>
        each.kind === 'row' ? each.row.notes.map(({ text }) => words.publishedNote(each.row.id, text)) : [],
      ),
    ],
  };
}

function cellText({ figure, difference, digits }: FigureCell, words: ComparisonWords): string {
  const value = figure.published?.printed ?? words.aggregateText(figure.aggregate);
  return difference === null ? value : `${value} (${words.differenceText(difference, digits)})`;
}

/** Each obstacle and remark of each column once, whatever the number of figures that it concerns. */
export function standingNotes({ compared, figures }: Comparison, words: ComparisonWords): readonly string[] {
  const notes = compared.flatMap((each, place) =>
    figures.flatMap(({ cells, standings }) => {
      const standing = standings[place] ?? null;
      if (standing === null || (cells[place] ?? null) === null) return [];
      const name = words.nameOf(each);
      return [
        ...standing.obstacles.map((obstacle) => words.obstacleNote(name, obstacle)),
        ...standing.remarks.map((remark) => words.remarkNote(name, remark)),
      ];
    }),
  );
  return [...new Set(notes)];
}
