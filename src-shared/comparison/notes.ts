import { isChosenOnTest } from '../experiment/experiment';
import { isUnderstood } from '../experiment/stored-spec';
import type { PublishedRow } from '../reference/published';
import type { BudgetGap } from './budgets';
import { runsBehind, type Compared } from './compared';
import { figureless, type Comparison } from './comparison';
import type { ComparisonWords } from './words';
import { hasOneSeed, type Worth } from './worth';

type BudgetWords = Pick<ComparisonWords, 'nameOf' | 'gapNote' | 'controlNote' | 'unknownBudgetNote'>;

/** Where what is compared was not trained for equally long, and what would make it so. */
export function budgetNotes(comparison: Comparison, words: BudgetWords): readonly string[] {
  const { compared, baseline } = comparison;
  const pinned = compared[baseline];
  if (pinned === undefined) return [];
  return [
    ...compared.flatMap((each, place) => {
      const gap = gapOf(comparison, place);
      if (gap === null) return [];
      const [larger, smaller] = (gap.isColumnLarger ? [each, pinned] : [pinned, each]).map(words.nameOf);
      if (larger === undefined || smaller === undefined) return [];
      const control = gap.control === null ? [] : [words.controlNote(smaller, gap.control)];
      return [words.gapNote(larger, smaller, gap), ...control];
    }),
    ...unknownBudgetNotes(comparison, words),
  ];
}

/** That of some nobody knows how long they were trained. */
export function unknownBudgetNotes(
  comparison: Comparison,
  words: Pick<ComparisonWords, 'nameOf' | 'unknownBudgetNote'>,
): readonly string[] {
  const unknown = comparison.compared.filter(
    (_, place) => comparison.budgetStandings[place]?.kind === 'unknown' && isSubtracted(comparison, place),
  );
  return unknown.length === 0 ? [] : [words.unknownBudgetNote(unknown.map(words.nameOf).join(', '))];
}

/** How the budget of a column differs from the baseline's; null where it does not, or nothing is subtracted all the same. */
export function gapOf(comparison: Comparison, place: number): BudgetGap | null {
  const standing = comparison.budgetStandings[place];
  return standing?.kind === 'unequal' && isSubtracted(comparison, place) ? standing.gap : null;
}

function isSubtracted({ figures }: Comparison, place: number): boolean {
  return figures.some(({ cells }) => (cells[place]?.difference ?? null) !== null);
}

/** Of experiments of which only some seeds have finished: they are compared all the same. */
export function unfinishedNotes(
  compared: readonly Compared[],
  { nameOf, unfinishedNote }: Pick<ComparisonWords, 'nameOf' | 'unfinishedNote'>,
): readonly string[] {
  return compared.flatMap((each) =>
    each.kind === 'experiment' && each.runs.length > 0 && each.unfinishedSeeds.length > 0
      ? [unfinishedNote(nameOf(each), each.unfinishedSeeds)]
      : [],
  );
}

type SeedWords = Pick<ComparisonWords, 'nameOf' | 'oneSeedNote' | 'noSpreadNote' | 'resolutionNote'>;

/** What the seeds of each column can tell, of the first figure that it has. */
function seedNotes({ compared, figures }: Comparison, words: SeedWords): readonly string[] {
  const told = compared.flatMap((each, place) => {
    const row = figures.find(({ cells }) => (cells[place]?.worth ?? null) !== null);
    const cell = row?.cells[place];
    if (row === undefined || cell === null || cell === undefined || cell.worth === null) return [];
    return [{ name: words.nameOf(each), figure: row.name, worth: cell.worth, digits: cell.digits }];
  });
  const without = told.filter(({ worth }) => worth.difference.interval === null);
  const namesOf = (isOne: boolean): string =>
    without
      .filter(({ worth }) => hasOneSeed(worth.difference) === isOne)
      .map(({ name }) => name)
      .join(', ');
  const [oneSeed, noSpread] = [namesOf(true), namesOf(false)];
  return [
    ...(oneSeed === '' ? [] : [words.oneSeedNote(oneSeed)]),
    ...(noSpread === '' ? [] : [words.noSpreadNote(noSpread)]),
    ...told.flatMap(({ name, figure, worth, digits }) => {
      // of unequal budgets more seeds would tell nothing
      const isFair = worth.open === null || worth.open === 'not-told';
      if (worth.resolution === null || !isFair) return [];
      return [words.resolutionNote(name, figure, { ...worth.resolution, seeds: seedsOf(worth), worth, digits })];
    }),
  ];
}

function seedsOf({ difference: { method, counts } }: Worth): number {
  return method === 'one-sample' ? Math.max(...counts) : Math.min(...counts);
}

type NoteWords = SeedWords &
  Pick<
    ComparisonWords,
    'noFigureNote' | 'unknownNote' | 'obstacleNote' | 'remarkNote' | 'chosenNote' | 'publishedNote'
  >;

/** Why columns were not subtracted, and what to know of them: each note once, with the columns that it concerns. */
export function figureNotes(comparison: Comparison, words: NoteWords): readonly string[] {
  return [
    ...figureless(comparison).map(words.noFigureNote),
    ...unknownDesignNotes(comparison.compared, words),
    ...differenceNotes(comparison, words),
    ...chosenNotes(comparison.compared, words),
    ...publishedNotes(
      comparison.compared.flatMap((each) => (each.kind === 'row' ? [each.row] : [])),
      words,
    ),
  ];
}

/** What the seeds can tell, why columns were not subtracted, and what has to be known beside a difference. */
export function differenceNotes(
  comparison: Comparison,
  words: SeedWords & Pick<ComparisonWords, 'obstacleNote' | 'remarkNote'>,
): readonly string[] {
  const { compared, figures } = comparison;
  const shown = compared.flatMap((each, place) => {
    const standings = figures.flatMap(({ cells, standings: all }) =>
      (cells[place] ?? null) === null ? [] : (all[place] ?? []),
    );
    return standings.map((standing) => ({ name: words.nameOf(each), ...standing }));
  });
  return [
    ...seedNotes(comparison, words),
    ...grouped(shown.flatMap(({ name, obstacles }) => obstacles.map((note) => ({ name, note })))).map(([note, names]) =>
      words.obstacleNote(names, note),
    ),
    ...grouped(shown.flatMap(({ name, remarks }) => remarks.map((note) => ({ name, note })))).map(([note, names]) =>
      words.remarkNote(names, note),
    ),
  ];
}

/** Of columns with a design that this lab does not understand. */
export function unknownDesignNotes(
  compared: readonly Compared[],
  { nameOf, unknownNote }: Pick<ComparisonWords, 'nameOf' | 'unknownNote'>,
): readonly string[] {
  const unknown = compared.filter((each) => runsBehind(each).some(({ spec }) => !isUnderstood(spec)));
  return unknown.length === 0 ? [] : [unknownNote(unknown.map(nameOf).join(', '))];
}

/** Of columns for which the test set decided something. */
export function chosenNotes(
  compared: readonly Compared[],
  { nameOf, chosenNote }: Pick<ComparisonWords, 'nameOf' | 'chosenNote'>,
): readonly string[] {
  const chosen = compared.filter((each) =>
    runsBehind(each).some(({ spec }) => isUnderstood(spec) && isChosenOnTest(spec)),
  );
  return chosen.length === 0 ? [] : [chosenNote(chosen.map(nameOf).join(', '))];
}

/** What a careful reader should know of the published figures of some rows, each note once. */
export function publishedNotes(
  rows: readonly PublishedRow[],
  { publishedNote }: Pick<ComparisonWords, 'publishedNote'>,
): readonly string[] {
  return grouped(rows.flatMap(({ id, notes }) => notes.map(({ kind }) => ({ name: id, note: kind })))).map(
    ([note, names]) => publishedNote(names, note),
  );
}

/** Every note with the names beside which it stands, each once. */
function grouped<Note>(
  noted: readonly { readonly name: string; readonly note: Note }[],
): readonly (readonly [note: Note, names: string])[] {
  const names = new Map<Note, Set<string>>();
  for (const { name, note } of noted) names.set(note, (names.get(note) ?? new Set()).add(name));
  return [...names].map(([note, found]) => [note, [...found].join(', ')]);
}
