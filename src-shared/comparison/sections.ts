import type { Comparison, FigureCell } from './comparison';
import type { FieldRow } from './fields';
import { budgetNotes, figureNotes, unfinishedNotes } from './notes';
import type { ComparisonWords, PairResult } from './words';

/** A piece of a report: a table with its heading, and what has to be said about it. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** The tables of a report. @param pair null where no two models were compared image by image */
export function comparisonSections(
  comparison: Comparison,
  pair: PairResult | null,
  words: ComparisonWords,
): readonly Section[] {
  return [
    comparedSection(comparison, words),
    designSection(comparison, words),
    budgetSection(comparison, words),
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

export function comparedSection({ compared }: Pick<Comparison, 'compared'>, words: ComparisonWords): Section {
  return {
    title: words.titles.compared,
    head: words.comparedHead,
    rows: compared.map((each) => [words.nameOf(each), words.titleOf(each), words.runsOf(each)]),
    notes: unfinishedNotes(compared, words),
  };
}

/** What each training cost, before anything is said of its figures. */
function budgetSection(comparison: Comparison, words: ComparisonWords): Section {
  const { compared, budgets } = comparison;
  return {
    title: words.titles.budget,
    head: [words.field, ...compared.map(words.nameOf)],
    rows: budgets.map(({ name, cells }) => [
      words.budgetLabel(name),
      ...cells.map((cell) => (cell === null ? words.unknown : words.budgetText(name, cell))),
    ]),
    notes: budgetNotes(comparison, words),
  };
}

/** Where designs differ; what they share has a table of its own, so that it does not bury this. */
export function designSection(
  { compared, fields }: Pick<Comparison, 'compared' | 'fields'>,
  words: ComparisonWords,
): Section {
  const differing = fields.filter(({ isSame }) => !isSame);
  return {
    title: words.titles.design,
    head: [words.field, ...compared.map(words.nameOf)],
    rows: differing.map(({ path, cells }) => [
      words.fieldLabel(path),
      ...cells.map((cell) => fieldText(path, cell, words)),
    ]),
    notes: differing.length === 0 ? [words.sameDesign] : [],
  };
}

/** What is the same in every column that says it, once: without it nobody knows what was compared. */
export function sharedSection({ fields }: Pick<Comparison, 'fields'>, words: ComparisonWords): Section {
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
    head: [words.figure, ...compared.map(words.nameOf)],
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

function cellText({ figure, difference, worth, digits }: FigureCell, words: ComparisonWords): string {
  const value = figure.published?.printed ?? words.aggregateText(figure.aggregate);
  if (difference === null) return value;
  const worthText = worth === null ? '' : `; ${words.worthText(worth, digits)}`;
  return `${value} (${words.differenceText(difference, digits)}${worthText})`;
}
