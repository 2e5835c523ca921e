import { isChosenOnTest } from '../experiment/experiment';
import type { Aggregate } from '../metrics/aggregate';
import type { McNemarResult, PairedCounts } from '../metrics/mcnemar';
import { runsBehind, type Compared } from './compared';
import { isUnderstood } from '../experiment/stored-spec';
import { figureless, type Comparison, type FigureCell } from './comparison';
import type { FieldRow, Leaf } from './fields';
import type { FigureName } from './figures';
import type { Obstacle, Remark } from './standing';
import type { PublishedNoteKind } from '../reference/published-notes';

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
  readonly titles: {
    readonly design: string;
    readonly shared: string;
    readonly figures: string;
    readonly pair: string;
  };
  readonly field: string;
  /** The head of the one column of what all share. */
  readonly value: string;
  readonly figure: string;
  readonly nameOf: (compared: Compared) => string;
  /** The head of a column: its name, with the runs behind it. */
  readonly headOf: (compared: Compared) => string;
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
  /** Where no column has a figure. */
  readonly nothingToCompare: string;
  /** Why a column has no figure: how its run ended, or that none of its runs has finished. */
  readonly noFigureNote: (compared: Compared) => string;
  /** Of columns with a design that this lab does not understand. */
  readonly unknownNote: (names: string) => string;
  readonly baselineNote: (name: string) => string;
  /** @param names of the columns that it concerns */
  readonly obstacleNote: (names: string, obstacle: Obstacle) => string;
  readonly remarkNote: (names: string, remark: Remark) => string;
  /** Of columns whose training ended, or whose weights were kept, by what the test set said. */
  readonly chosenNote: (names: string) => string;
  /** What a careful reader should know of the published figures of some rows. */
  readonly publishedNote: (rows: string, kind: PublishedNoteKind) => string;
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
    sharedSection(comparison, words),
  ];
}

/** Where designs differ; what they share has a table of its own, so that it does not bury this. */
function designSection({ compared, fields }: Comparison, words: ComparisonWords): Section {
  const differing = fields.filter(({ isSame }) => !isSame);
  return {
    title: words.titles.design,
    head: [words.field, ...compared.map(words.headOf)],
    rows: differing.map(({ path, cells }) => [
      words.fieldLabel(path),
      ...cells.map((cell) => fieldText(path, cell, words)),
    ]),
    notes: differing.length === 0 ? [words.sameDesign] : [],
  };
}

/** What is the same in every column that says it, once: without it nobody knows what was compared. */
function sharedSection({ fields }: Comparison, words: ComparisonWords): Section {
  return {
    title: words.titles.shared,
    head: [words.field, words.value],
    rows: fields
      .filter(({ isSame }) => isSame)
      .map(({ path, cells }) => [
        words.fieldLabel(path),
        fieldText(path, cells.find((cell) => cell !== null) ?? null, words),
      ]),
    notes: [],
  };
}

function fieldText(path: string, cell: FieldRow['cells'][number], words: ComparisonWords): string {
  if (cell === null) return words.unknown;
  return cell.length === 0 ? words.absent : cell.map((value) => words.valueText(path, value)).join('; ');
}

function figureSection(comparison: Comparison, words: ComparisonWords): Section {
  const { compared, baseline, figures } = comparison;
  const pinned = compared[baseline];
  return {
    title: words.titles.figures,
    head: [words.figure, ...compared.map(words.headOf)],
    rows: figures.map(({ name, cells }) => [
      words.figureLabel(name),
      ...cells.map((cell) => (cell === null ? words.absent : cellText(cell, words))),
    ]),
    notes: [
      ...(figures.length === 0 ? [words.nothingToCompare] : []),
      ...(pinned === undefined || figures.length === 0 ? [] : [words.baselineNote(words.nameOf(pinned))]),
      ...figureNotes(comparison, words),
    ],
  };
}

function cellText({ figure, difference, digits }: FigureCell, words: ComparisonWords): string {
  const value = figure.published?.printed ?? words.aggregateText(figure.aggregate);
  return difference === null ? value : `${value} (${words.differenceText(difference, digits)})`;
}

type NoteWords = Pick<
  ComparisonWords,
  'nameOf' | 'noFigureNote' | 'unknownNote' | 'obstacleNote' | 'remarkNote' | 'chosenNote' | 'publishedNote'
>;

/** Why columns were not subtracted, and what to know of them: each note once, with the columns that it concerns. */
export function figureNotes(comparison: Comparison, words: NoteWords): readonly string[] {
  const { compared, figures } = comparison;
  const shown = compared.flatMap((each, place) => {
    const standings = figures.flatMap(({ cells, standings: all }) =>
      (cells[place] ?? null) === null ? [] : (all[place] ?? []),
    );
    return standings.map((standing) => ({ name: words.nameOf(each), ...standing }));
  });
  const rows = compared.flatMap((each) => (each.kind === 'row' ? [each.row] : []));
  const chosen = compared.filter((each) =>
    runsBehind(each).some(({ spec }) => isUnderstood(spec) && isChosenOnTest(spec)),
  );
  const unknown = compared.filter((each) => runsBehind(each).some(({ spec }) => !isUnderstood(spec)));
  return [
    ...figureless(comparison).map(words.noFigureNote),
    ...(unknown.length === 0 ? [] : [words.unknownNote(unknown.map(words.nameOf).join(', '))]),
    ...grouped(shown.flatMap(({ name, obstacles }) => obstacles.map((note) => ({ name, note })))).map(([note, names]) =>
      words.obstacleNote(names, note),
    ),
    ...grouped(shown.flatMap(({ name, remarks }) => remarks.map((note) => ({ name, note })))).map(([note, names]) =>
      words.remarkNote(names, note),
    ),
    ...(chosen.length === 0 ? [] : [words.chosenNote(chosen.map(words.nameOf).join(', '))]),
    ...grouped(rows.flatMap(({ id, notes }) => notes.map(({ kind }) => ({ name: id, note: kind })))).map(
      ([note, names]) => words.publishedNote(names, note),
    ),
  ];
}

/** Every note with the names beside which it stands, each once. */
function grouped<Note>(
  noted: readonly { readonly name: string; readonly note: Note }[],
): readonly (readonly [note: Note, names: string])[] {
  const names = new Map<Note, Set<string>>();
  for (const { name, note } of noted) names.set(note, (names.get(note) ?? new Set()).add(name));
  return [...names].map(([note, found]) => [note, [...found].join(', ')]);
}
