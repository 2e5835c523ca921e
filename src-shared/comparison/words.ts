import type { Aggregate } from '../metrics/aggregate';
import type { Resolution } from '../metrics/difference';
import type { McNemarResult, PairedCounts } from '../metrics/mcnemar';
import type { PublishedNoteKind } from '../reference/published-notes';
import type { BudgetCell, BudgetGap, BudgetName, Control } from './budgets';
import type { Compared } from './compared';
import type { Leaf } from './fields';
import type { FigureName } from './figures';
import type { Obstacle, Remark } from './standing';
import type { Worth } from './worth';

/** Two single models on the same test images, and what McNemar's test says of them. */
export interface PairResult {
  readonly runIds: readonly [number, number];
  readonly counts: PairedCounts;
  readonly result: McNemarResult;
  /** Whether one of the two was trained for longer, so that nothing is said of their designs. */
  readonly isUnequal: boolean;
}

/** What the seeds behind a difference can tell of it. */
export interface ToldBySeeds extends Resolution {
  /** Of the side with fewer of them; a printed value has none. */
  readonly seeds: number;
  readonly worth: Worth;
  readonly digits: number;
}

/** What a report says, in the language of its reader. */
export interface ComparisonWords {
  readonly titles: {
    readonly compared: string;
    readonly budget: string;
    readonly design: string;
    readonly shared: string;
    readonly figures: string;
    readonly pair: string;
  };
  /** The heads of the table of what is compared: its name, what it is, and its runs with their seeds. */
  readonly comparedHead: readonly [string, string, string];
  readonly field: string;
  /** The head of the one column of what all share. */
  readonly value: string;
  readonly figure: string;
  readonly nameOf: (compared: Compared) => string;
  /** The title of its experiment, or of its row. */
  readonly titleOf: (compared: Compared) => string;
  /** The runs behind it, with their seeds. */
  readonly runsOf: (compared: Compared) => string;
  readonly fieldLabel: (path: string) => string;
  readonly valueText: (path: string, value: Leaf) => string;
  /** In the place of a value that nobody has said, and of one that a design does not have. */
  readonly unknown: string;
  readonly absent: string;
  readonly figureLabel: (name: FigureName) => string;
  /** Mean, standard deviation and n. */
  readonly aggregateText: (aggregate: Aggregate) => string;
  readonly differenceText: (difference: number, digits: number) => string;
  /** What a difference is worth: its interval, and why it says nothing where it does not. */
  readonly worthText: (worth: Worth, digits: number) => string;
  readonly budgetLabel: (name: BudgetName) => string;
  readonly budgetText: (name: BudgetName, cell: BudgetCell) => string;
  /** Of two budgets that are not equal. @param larger its name, and that of the smaller */
  readonly gapNote: (larger: string, smaller: string, gap: BudgetGap) => string;
  /** How the two are made comparable. @param smaller the name of whose design is to be trained for longer */
  readonly controlNote: (smaller: string, control: Control) => string;
  readonly unknownBudgetNote: (names: string) => string;
  /** Of differences without an interval. */
  readonly oneSeedNote: (names: string) => string;
  readonly noSpreadNote: (names: string) => string;
  /** What the seeds of a column can tell of a figure. */
  readonly resolutionNote: (name: string, figure: FigureName, told: ToldBySeeds) => string;
  /** Of an experiment of which some seeds have not finished. */
  readonly unfinishedNote: (name: string, seeds: readonly number[]) => string;
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
