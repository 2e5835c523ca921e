import { budgetRows, budgetStanding, type BudgetRow, type BudgetStanding } from './budgets';
import type { Compared } from './compared';
import { fieldRows, type FieldRow } from './fields';
import { digitsOfFigure, figureFacts, figureNamesOf, figureOf, type Figure, type FigureName } from './figures';
import { relevantFields } from './relevant-fields';
import { standingOf, type Standing } from './standing';
import { worthOf, type Worth } from './worth';

/** A figure of a column beside the baseline's. */
export interface FigureCell {
  readonly figure: Figure;
  /** Less the baseline's mean; null in the baseline itself, and where the two must not be subtracted. */
  readonly difference: number | null;
  /** What the difference says; null where there is none. */
  readonly worth: Worth | null;
  /** Decimals of the difference: no more than the coarser of the two figures has. */
  readonly digits: number;
}

export interface FigureRow {
  readonly name: FigureName;
  /** Null where a column has no such figure. */
  readonly cells: readonly (FigureCell | null)[];
  /** How each column stands to the baseline; null in the baseline, or where there is none. */
  readonly standings: readonly (Standing | null)[];
}

/** Designs and figures side by side. Plain data: it can be shown, written to a file, printed. */
export interface Comparison {
  readonly compared: readonly Compared[];
  /** Which column the others are held against. */
  readonly baseline: number;
  readonly fields: readonly FieldRow[];
  /** What each training cost. */
  readonly budgets: readonly BudgetRow[];
  /** How the budget of each column stands to the baseline's; null in the baseline. */
  readonly budgetStandings: readonly (BudgetStanding | null)[];
  /** Only figures that some column has. */
  readonly figures: readonly FigureRow[];
}

/** Columns without any figure, such as runs that were cancelled. */
export function figureless({ compared, figures }: Comparison): readonly Compared[] {
  return compared.filter((_, place) => figures.every(({ cells }) => (cells[place] ?? null) === null));
}

/** @param baseline a place in the list; the first where it is none */
export function compare(compared: readonly Compared[], baseline: number): Comparison {
  const place = compared[baseline] === undefined ? 0 : baseline;
  const pinned = compared[place];
  const budgetStandings = compared.map((each, column) =>
    column === place || pinned === undefined ? null : budgetStanding(each, pinned),
  );
  return {
    compared,
    baseline: place,
    fields: relevantFields(fieldRows(compared)),
    budgets: budgetRows(compared),
    budgetStandings,
    figures: figureNamesOf(compared)
      .map((name) => figureRow(compared, place, budgetStandings, name))
      .filter(({ cells }) => cells.some((cell) => cell !== null)),
  };
}

function figureRow(
  compared: readonly Compared[],
  baseline: number,
  budgetStandings: Comparison['budgetStandings'],
  name: FigureName,
): FigureRow {
  const { task, better } = figureFacts(name);
  const pinned = compared[baseline];
  const standings = compared.map((each, place) =>
    place === baseline || pinned === undefined ? null : standingOf(each, pinned, task),
  );
  const figures = compared.map((each) => figureOf(each, name));
  const held = figures[baseline] ?? null;
  return {
    name,
    standings,
    cells: figures.map((figure, place) => {
      if (figure === null) return null;
      const standing = standings[place] ?? null;
      const budget = budgetStandings[place] ?? null;
      const canSubtract = standing !== null && standing.obstacles.length === 0;
      const worth = canSubtract && held !== null && budget !== null ? worthOf(figure, held, better, budget.kind) : null;
      return {
        figure,
        difference: worth?.difference.value ?? null,
        worth,
        digits: Math.min(digitsOfFigure(figure), held === null ? 4 : digitsOfFigure(held)),
      };
    }),
  };
}
